"""The Typst functions that every document starts with."""

PRELUDE = r"""
#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple", justification-limits: (spacing: (min: 100%, max: 400%)))
#set text(hyphenate: false, overhang: false)
#set footnote.entry(gap: 2pt, clearance: 8pt, indent: 0pt)
#show footnote.entry: set text(size: 9pt, top-edge: 0.894em, bottom-edge: -0.246em)
#show heading: it => if it.has("label") and it.label == <signet> { none } else { it.body }
// In a set, each document has its bookmark and its headings stand one level below.
#let signet(body) = if ensemble [#heading(level: 1, outlined: false, bookmarked: true, body)<signet>]
#let titre(level, body) = heading(level: level + int(ensemble), outlined: true, bookmarked: true, body)
#let repere(key) = [#metadata(key)<repere>]
// Page of a mark; 0 in the first rounds of layout, when marks have no place yet.
#let lieu(key) = {
  let found = query(<repere>).find(it => it.value == key)
  if found == none { 0 } else { found.location().page() }
}
#let page-courante(key, start, style) = context numbering(style, calc.max(here().page() - lieu(key) + start, 0))
#let page-totale(first, last, style) = context numbering(style, lieu(last) - lieu(first) + 1)
#let etiquette(width, body) = context {
  let size = measure(body).width
  box(width: if size <= width { width } else { calc.ceil((size + 3pt) / 18pt) * 18pt }, align(start, body))
}
// A word too long for its line breaks after its hyphens, and anywhere in a part that is still too long, as in Word:
// at jumps of next to no width, since a zero-width space would hide the letters around it from screen readers.
#let mot(width, style, word) = context {
  if measure(style(word)).width <= width { style(word) } else {
    for part in word.matches(regex("[^-/–]*[-/–]*")).map(it => it.text).filter(it => it != "") {
      if measure(style(part)).width <= width { style(part) } else { style(part.clusters().join(h(0.001pt))) }
    }
  }
}
#let marge(usual, distance, width, body) = calc.max(usual, distance + measure(width: width, body).height)
// What is kept on one page breaks all the same when no page can hold it, as in Word: rows would be lost below.
#let entier(width, room, body, ..options) = context block(
  ..options, breakable: measure(width: width, body).height > room, body
)
#let conduite(width, leader, style) = box(width: width, if leader != "" { repeat(style(leader)) })
// The jump of one tab: where the text before it ends, and the first stop beyond.
#let saut(segments, index, start, stops, step, width, style) = context {
  let x = start
  let gap = 0pt
  let leader = ""
  let open = false
  for i in range(index + 1) {
    let own = measure(segments.at(i)).width
    if i > 0 {
      let stop = stops.find(it => it.at(0) > x + 0.1pt)
      if stop == none { stop = ((calc.floor(x / step) + 1) * step, "left", "") }
      let back = if stop.at(1) == "left" { 0pt } else if stop.at(1) == "center" { own / 2 } else { own }
      gap = calc.max(stop.at(0) - back - x, 0pt)
      leader = stop.at(2)
      open = stop.at(1) == "right" and stop.at(0) >= width - 1pt and i == segments.len() - 1
      x += gap
    }
    x += own
  }
  conduite(if open { 1fr } else { gap }, leader, style)
}
#let rangee(segments, styles, start, stops, step, width) = {
  segments.at(0)
  for i in range(1, segments.len()) {
    saut(segments, i, start, stops, step, width, styles.at(i - 1))
    segments.at(i)
  }
  // A right tab may stand in the right indent: titles then wrap before the column of page numbers.
  let last = stops.at(-1, default: (0pt, "left", ""))
  if last.at(1) == "right" and last.at(0) > width { h(width - last.at(0)) }
}
"""
