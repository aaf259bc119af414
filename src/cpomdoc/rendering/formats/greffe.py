"""Articles of the printed contract inside an act: each mark gives way to the words it stands for, framed as a quote."""

import copy
from collections.abc import Sequence

from cpomdoc.rendering.formats.docx_tree.names import Element, attribute, w
from cpomdoc.rendering.formats.docx_tree.tree import Paragraph
from cpomdoc.rendering.formats.greffe_cadre import frame_paragraph, frame_table, put_guillemets, write_label
from cpomdoc.rendering.formats.greffe_hote import Hote, open_hote
from cpomdoc.rendering.formats.greffe_source import Morceau, Source, read_source
from cpomdoc.rendering.greffe import MARQUE, Greffe

_LARGEUR_A4 = 9072


def graft_articles(
    avenant: bytes, contrat: bytes, greffes: Sequence[Greffe], titres: Sequence[tuple[str, str]]
) -> bytes:
    """The act with the articles that it quotes; `titres` are the keys and headings of all those of the contract.

    A mark that is missing, twice there or left behind is a bug: LookupError.
    """
    source = read_source(contrat, titres)
    hote = open_hote(avenant, source.package)
    if greffes:
        hote.define_titres()
    for greffe in greffes:
        _graft(hote, source, greffe)
    left = [words for words in map(_words, hote.body.iter(w("p"))) if MARQUE in words]
    if left:
        raise LookupError(left[0])
    return hote.write() if greffes else avenant


def _graft(hote: Hote, source: Source, greffe: Greffe) -> None:
    found = [one for one in hote.body.iter(w("p")) if _words(one).strip() == greffe.marque]
    if len(found) != 1:
        raise LookupError(f"{greffe.marque} : {len(found)}")
    parent = found[0].getparent()
    if parent is None:
        raise LookupError(greffe.marque)
    width = _find_width(hote.body)
    blocks = [_copy(one, hote, source, width) for one in source.quote(greffe.cle, greffe.alineas)]
    place = parent.index(found[0])
    parent[place : place + 1] = put_guillemets(blocks)


def _copy(morceau: Morceau, hote: Hote, source: Source, width: int) -> Element:
    """A block of the contract as the act quotes it."""
    element = copy.deepcopy(morceau.element)
    element.tail = None
    if isinstance(morceau.block, Paragraph):
        frame_paragraph(element, source.story, titre=morceau.titre)
        write_label(element, morceau.block.label)
    else:
        frame_table(element, width)
    hote.take(element)
    return element


def _words(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(w("t")))


def _find_width(body: Element) -> int:
    """Width of the text on the pages of the act, in twentieths of a point."""
    section = body.find(w("sectPr"))
    size, margin = (None, None) if section is None else (section.find(w("pgSz")), section.find(w("pgMar")))
    if size is None or margin is None:
        return _LARGEUR_A4
    sides = sum(int(attribute(margin, side, "1440")) for side in ("left", "right"))
    return int(attribute(size, "w", "11906")) - sides
