"""The Typst functions that draw the map of actors: six places around the manager, filled to the same height."""

CARTE = r"""
// A box with a name and its link; who signs has a double border.
#let acteur(w, nom, signe, lien) = {
  let dedans = grid(
    columns: (1fr, auto), column-gutter: 6pt, align: (left + horizon, right + horizon),
    text(size: 8.5pt, nom), text(size: 8pt, weight: "bold", fill: encre, lien),
  )
  let trait = 0.6pt + encre
  box(
    width: w, stroke: trait, inset: 1.6pt, fill: white,
    box(width: 100%, stroke: if signe { trait }, inset: (x: 4pt, y: 2.4pt), dedans),
  )
}
#let groupe(w, it) = block(width: w, breakable: false, stroke: filet, fill: white, inset: 4pt, {
  block(below: 4pt, text(size: 9pt, weight: "bold", fill: encre, it.at(0)))
  stack(spacing: 3pt, ..it.at(1).map(un => acteur(w - 8pt, ..un)))
})
#let milieu(w, centre, esms) = block(width: w, fill: encre, inset: 7pt, align(center, {
  text(fill: white, size: 11pt, weight: "bold", centre)
  if esms.len() > 0 {
    block(above: 5pt, text(fill: white, size: 9pt, esms.map(un => box(un)).join(h(16pt, weak: true) + sym.zws)))
  }
}))
// Groups of (title, ((name, signs, link), …)): each goes where the pile is the lowest, above first.
#let tracer(largeur, centre, esms, groupes) = {
  let (ecart, lien) = (8pt, 9pt)
  let w = (largeur - 2 * ecart) / 3
  let (places, hauteurs) = (range(6).map(i => ()), range(6).map(i => 0pt))
  for it in groupes {
    let dessin = groupe(w, it)
    let i = hauteurs.position(h => h == calc.min(..hauteurs))
    places.at(i) += (dessin,)
    hauteurs.at(i) += measure(dessin).height + 6pt
  }
  let trait = line(angle: 90deg, length: lien, stroke: 1pt + encre)
  let pile(i, dessus) = {
    let liste = places.at(i)
    if liste.len() > 0 {
      let corps = stack(spacing: 6pt, ..liste)
      align(center, if dessus { stack(corps, trait) } else { stack(trait, corps) })
    }
  }
  let cadre(signe) = box(baseline: 2pt, width: 22pt, height: 9pt, stroke: 0.6pt + encre, inset: 1.4pt,
    box(width: 100%, height: 100%, stroke: if signe { 0.6pt + encre }))
  legende((
    (cadre(true), [signataire du contrat]), (cadre(false), [autre acteur]),
    ..if esms.len() > 0 {
      ((text(weight: "bold", fill: encre, [1, 2]), [numéros des ESMS avec lesquels l’acteur travaille]),)
    },
  ))
  grid(columns: (w,) * 3, column-gutter: ecart, align: bottom, ..range(3).map(i => pile(i, true)))
  milieu(largeur, centre, esms)
  grid(columns: (w,) * 3, column-gutter: ecart, align: top, ..range(3, 6).map(i => pile(i, false)))
}
// Long names may make the map taller than a page: it is then drawn smaller.
#let carte(largeur, hauteur, centre, esms, groupes) = context {
  let corps = block(width: largeur, tracer(largeur, centre, esms, groupes))
  let h = measure(corps).height
  if h <= hauteur { corps } else { align(center, scale(hauteur / h * 100%, reflow: true, corps)) }
}
"""
