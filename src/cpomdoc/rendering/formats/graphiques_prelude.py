"""The Typst functions that draw charts: one ink, told apart by hatching, strokes and marks as well as by tint."""

PRELUDE = r"""
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 9pt, lang: "fr", hyphenate: false)
#set par(leading: 3pt, spacing: 0pt)
#let encre = rgb("1f3864")
#let teinte = rgb("e4eaf4")
#let filet = 0.4pt + rgb("a6a6a6")
#let petit(mots) = text(size: 8.5pt, mots)
#let inconnu = text(style: "italic", size: 8pt)[à compléter]

// Parallel strokes inside a rectangle, cut at its edges without any mask.
#let biais(w, h, pas, montant) = {
  let c = pas
  while c < w + h {
    let a = (calc.max(0pt, c - h), calc.min(h, c))
    let b = (calc.min(w, c), calc.max(0pt, c - w))
    if montant { place(line(start: a, end: b, stroke: 0.6pt + encre)) } else {
      place(line(start: (a.at(0), h - a.at(1)), end: (b.at(0), h - b.at(1)), stroke: 0.6pt + encre))
    }
    c += pas
  }
}
#let droites(w, h, pas, couchees) = {
  let c = pas
  while c < (if couchees { h } else { w }) {
    place(if couchees { line(start: (0pt, c), end: (w, c), stroke: 0.5pt + encre) } else {
      line(start: (c, 0pt), end: (c, h), stroke: 0.5pt + encre)
    })
    c += pas
  }
}
// A bar in the hatching of its rank: plain, slanted, tinted, slanted the other way, upright, crossed.
#let motif(rang, w, h) = box(width: w, height: h, {
  let fond = (encre, white, teinte, teinte, white, white).at(rang)
  place(rect(width: w, height: h, fill: fond, stroke: 0.6pt + encre))
  if rang == 1 { biais(w, h, 4pt, true) }
  if rang == 3 { biais(w, h, 6pt, false) }
  if rang == 4 { droites(w, h, 3pt, false) }
  if rang == 5 { biais(w, h, 5pt, true); biais(w, h, 5pt, false) }
})
#let legende(elements) = if elements.len() > 0 {
  set text(size: 8.5pt)
  block(below: 7pt, elements.map(it => box({ it.at(0); h(4pt); it.at(1) })).join(h(14pt)))
}

// Lines of (label, ((part of the longest, written figure) or none, …)); a part that is none is unknown.
#let barres(largeur, series, lignes) = context {
  let libelle = calc.min(calc.max(..lignes.map(it => measure(it.at(0)).width)), largeur * 40%)
  let chiffres = lignes.map(it => it.at(1)).flatten().filter(it => type(it) == str)
  let chiffre = calc.max(0pt, ..chiffres.map(it => measure(petit(it)).width))
  let longueur = largeur - libelle - chiffre - 16pt
  let plusieurs = series.len() > 1
  let h = 9pt
  if plusieurs {
    legende(series.enumerate().map(((rang, nom)) => (box(baseline: 1pt, motif(rang, 16pt, 8pt)), nom)))
  }
  let barre(rang, it) = if it != none {
    let (part, ecrit) = it
    if part == none { box(height: h, inset: (left: 2pt), inconnu) } else {
      let trace = motif(rang, calc.max(part * longueur, 0.4pt), h)
      grid(columns: 2, align: horizon, column-gutter: 4pt, trace, petit(ecrit))
    }
  }
  let ligne(it) = (
    box(inset: (y: 2pt), it.at(0)),
    box(
      inset: (y: if plusieurs { 3pt } else { 1.5pt }),
      stack(
        dir: ttb, spacing: 1.5pt,
        ..it.at(1).enumerate().map(((rang, mesure)) => barre(rang, mesure)).filter(it => it != none),
      ),
    ),
  )
  grid(
    columns: (libelle, largeur - libelle - 8pt), column-gutter: 8pt, align: (right + horizon, left + horizon),
    stroke: (x, y) => if x == 1 { (left: 0.6pt + encre) },
    ..lignes.map(ligne).flatten(),
  )
}

#let marque(rang) = {
  if rang == 0 { place(dx: -2.2pt, dy: -2.2pt, rect(width: 4.4pt, height: 4.4pt, fill: encre, stroke: none)) } else {
    place(dx: -2.6pt, dy: -2.6pt, circle(radius: 2.6pt, fill: white, stroke: 0.8pt + encre))
  }
}
#let trait(rang) = if rang == 0 { 1.1pt + encre } else { (paint: encre, thickness: 1pt, dash: (3pt, 2pt)) }
#let axe(annees, pas, y) = {
  place(line(start: (0pt, y), end: (annees.len() * pas, y), stroke: filet))
  for (i, annee) in annees.enumerate() {
    place(line(start: ((i + 0.5) * pas, y), end: ((i + 0.5) * pas, y + 2pt), stroke: filet))
    place(dx: i * pas, dy: y + 4pt, box(width: pas, align(center, text(size: 8pt, str(annee)))))
  }
}
// Series of ((height in parts, written figure) or none, one per year); a year without a figure cuts the stroke.
#let panneau(w, annees, it) = {
  let (titre, unite, series) = it
  // Of two figures of one year, the lower goes under its mark.
  let dessous(rang, i) = series.enumerate().any(((autre, points)) => {
    autre != rang and points.at(i) != none and (points.at(i).at(0), rang) > (series.at(rang).at(i).at(0), autre)
  })
  let doubles = range(annees.len()).any(i => series.filter(points => points.at(i) != none).len() > 1)
  let (haut, bas, pas) = (15pt, if doubles { 26pt } else { 16pt }, w / annees.len())
  let h = 50pt + bas
  let x(i) = (i + 0.5) * pas
  let y(point) = haut + (1 - point.at(0)) * (h - haut - bas)
  block(width: w, breakable: false, {
    block(below: 2pt, {
      petit(strong(titre))
      if unite != "" { petit(" (" + unite + ")") }
    })
    box(width: w, height: h, {
      axe(annees, pas, h - 12pt)
      for (rang, points) in series.enumerate() {
        for i in range(1, points.len()) {
          let (a, b) = (points.at(i - 1), points.at(i))
          if a != none and b != none { place(line(start: (x(i - 1), y(a)), end: (x(i), y(b)), stroke: trait(rang))) }
        }
      }
      for (rang, points) in series.enumerate() {
        for (i, point) in points.enumerate().filter(it => it.at(1) != none) {
          let ecart = if dessous(rang, i) { 4.5pt } else { -12.5pt }
          let ecrit = box(width: pas + 20pt, align(center, text(size: 8pt, point.at(1))))
          place(dx: x(i), dy: y(point), marque(rang))
          place(dx: i * pas - 10pt, dy: y(point) + ecart, ecrit)
        }
      }
    })
  })
}
#let courbes(largeur, series, annees, panneaux) = context {
  let chiffres = panneaux.map(it => it.at(2)).flatten().filter(it => type(it) == str)
  let pas = calc.max(18pt, ..chiffres.map(it => measure(text(size: 8pt, it)).width)) + 3pt
  let nombre = calc.clamp(calc.floor((largeur + 16pt) / (pas * annees.len() + 16pt)), 1, panneaux.len())
  let w = (largeur - (nombre - 1) * 16pt) / nombre
  let modele(rang) = box(width: 24pt, height: 6pt, {
    place(line(start: (0pt, 3pt), end: (24pt, 3pt), stroke: trait(rang)))
    place(dx: 12pt, dy: 3pt, marque(rang))
  })
  legende(series.enumerate().map(((rang, nom)) => (modele(rang), nom)))
  let petits = panneaux.map(it => panneau(w, annees, it))
  grid(columns: (w,) * nombre, column-gutter: 16pt, row-gutter: 9pt, align: bottom, ..petits)
}

#let carre = rect(width: 6pt, height: 6pt, fill: white, stroke: 1pt + encre)
#let losange = box(width: 6pt, height: 6pt, rotate(45deg, carre))
// Lines of (label, start, end, deadline), in parts of the whole period, none when unknown.
#let calendrier(largeur, annees, lignes) = context {
  let libelle = calc.min(calc.max(..lignes.map(it => measure(petit(it.at(0))).width)) + 4pt, largeur * 42%)
  let w = largeur - libelle - 8pt
  legende(((motif(0, 20pt, 6pt), [étapes]), (losange, [échéance])))
  let tete = annees.map(it => petit(text(weight: "bold", fill: encre, str(it))))
  let ligne(it) = {
    let (titre, debut, fin, echeance) = it
    let nom = box(width: libelle, inset: (y: 3pt), petit(titre))
    let h = measure(nom).height
    let temps = box(width: w, height: h, {
      for i in range(annees.len()) {
        let x = i * w / annees.len()
        place(line(start: (x, 0pt), end: (x, h), stroke: filet))
      }
      if debut != none { place(dx: debut * w, dy: h / 2 - 3pt, motif(0, calc.max((fin - debut) * w, 1pt), 6pt)) }
      if echeance != none { place(dx: echeance * w - 3pt, dy: h / 2 - 3pt, losange) }
      if debut == none and echeance == none { place(horizon, dx: 4pt, inconnu) }
    })
    (nom, temps)
  }
  grid(
    columns: (libelle, w), column-gutter: 8pt, align: horizon, stroke: (x, y) => (bottom: filet),
    [], grid(columns: (1fr,) * annees.len(), stroke: (left: filet), inset: (y: 3pt), align: center, ..tete),
    ..lignes.map(ligne).flatten(),
  )
}
"""
