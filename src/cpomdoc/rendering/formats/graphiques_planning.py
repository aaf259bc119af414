"""The Typst function that draws a planning: bars and marks over months, August tinted."""

PLANNING = r"""
#let jalons = (
  reunion: losange,
  copil: box(width: 6pt, height: 6pt, rotate(45deg, rect(width: 6pt, height: 6pt, fill: encre, stroke: 1pt + encre))),
  deliberation: box(width: 6pt, height: 6pt, circle(radius: 3pt, fill: white, stroke: 1pt + encre)),
)
// Months of (short name, year where one begins, hollow); lines of (label, start, end, day, mark), in parts.
#let planning(largeur, mois, lignes) = context {
  let libelle = calc.min(calc.max(..lignes.map(it => measure(petit(it.at(0))).width)) + 4pt, largeur * 38%)
  let w = largeur - libelle - 8pt
  let pas = w / mois.len()
  let marques = lignes.filter(it => it.at(3) != none).map(it => it.at(4)).dedup()
  legende((
    (motif(0, 20pt, 6pt), [étape]),
    ..(("reunion", [réunion]), ("copil", [comité de pilotage]), ("deliberation", [délibération]))
      .filter(it => it.at(0) in marques).map(it => (jalons.at(it.at(0)), it.at(1))),
    ..if mois.any(it => it.at(2)) {
      ((box(baseline: 0pt, rect(width: 12pt, height: 7pt, fill: teinte, stroke: filet)), [août]),)
    },
  ))
  let colonnes(h) = for (i, it) in mois.enumerate() {
    if it.at(2) { place(dx: i * pas, rect(width: pas, height: h, fill: teinte)) }
    let bord = if it.at(1) != "" { 0.8pt + encre } else { filet }
    place(line(start: (i * pas, 0pt), end: (i * pas, h), stroke: bord))
  }
  let nom(it) = {
    let mot = text(size: 8pt, it.at(0))
    let plus_long = calc.max(..mois.map(un => measure(text(size: 8pt, un.at(0))).width))
    if plus_long + 3pt < pas { mot } else {
      text(size: 7pt, upper(it.at(0).first()))
    }
  }
  let tete = box(width: w, height: 24pt, {
    colonnes(24pt)
    for (i, it) in mois.enumerate() {
      if it.at(1) != "" { place(dx: i * pas + 3pt, dy: 2pt, petit(text(weight: "bold", fill: encre, it.at(1)))) }
      place(dx: i * pas, dy: 14pt, box(width: pas, align(center, nom(it))))
    }
  })
  let ligne(it) = {
    let (titre, debut, fin, jour, marque) = it
    let nom = box(width: libelle, inset: (y: 3pt), petit(titre))
    let h = measure(nom).height
    let temps = box(width: w, height: h, {
      colonnes(h)
      if debut != none { place(dx: debut * w, dy: h / 2 - 3pt, motif(0, calc.max((fin - debut) * w, 1pt), 6pt)) }
      if jour != none { place(dx: jour * w - 3pt, dy: h / 2 - 3pt, jalons.at(marque)) }
      if debut == none and jour == none { place(horizon, dx: 4pt, inconnu) }
    })
    (nom, temps)
  }
  grid(
    columns: (libelle, w), column-gutter: 8pt, align: horizon, stroke: (x, y) => (bottom: filet),
    [], tete, ..lignes.map(ligne).flatten(),
  )
}
"""
