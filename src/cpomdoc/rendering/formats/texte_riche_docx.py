"""Long texts as paragraphs and runs of WordprocessingML, in the styles of the gabarit."""

import re
from dataclasses import dataclass, replace

from markupsafe import Markup

from cpomdoc.rendering.formats.gabarit_styles import LISTE_A_PUCES, LISTE_NUMEROTEE, PUCE_DE_TABLEAU, TABLEAU, Styles
from cpomdoc.rendering.formats.gabarit_valeurs import ValeurNonImprimable, encode_texte, print_texte
from cpomdoc.rendering.formats.images_docx import MediasDePartie
from cpomdoc.rendering.formats.texte_riche import Bloc, Fragment, Resolveur, TexteRiche
from cpomdoc.rendering.graphiques import Graphique
from cpomdoc.rendering.image import Image

_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t></w:r>"
_RETRAIT = 360
_STYLE_DE_PARAGRAPHE = re.compile(r'<w:pStyle[^>]*w:val="([^"]*)"[^>]*/>')
_GRAISSES = re.compile(r"<w:(b|bCs|i|iCs)(?:\s[^>]*)?/>")
_STYLE_ET_POLICE = re.compile(r"(?:<w:rStyle[^>]*/>)?(?:<w:rFonts[^>]*/>)?")


@dataclass(frozen=True)
class Moule:
    """The properties of the paragraph and of the run that a value takes the place of."""

    paragraphe: str
    passage: str


def print_bloc(
    value: object, moule: Moule, styles: Styles, medias: MediasDePartie, resolve: Resolveur | None
) -> Markup:
    """The paragraphs of `{{p value }}`; bullets are left to their style, numbers are text in every format."""
    if isinstance(value, Image | Graphique):
        return Markup(f"<w:p>{moule.paragraphe}<w:r>{moule.passage}{medias.print_image(value)}</w:r></w:p>")
    if not isinstance(value, TexteRiche):
        return Markup(f"<w:p>{moule.paragraphe}{_run(moule.passage, print_texte(value))}</w:p>")
    blocs = value.read(resolve)
    announced = [following.niveau > 0 for following in blocs[1:]] + [False]
    return Markup(
        "".join(_paragraph(bloc, _hold(moule, kept=kept), styles) for bloc, kept in zip(blocs, announced, strict=True))
    )


def _hold(moule: Moule, *, kept: bool) -> Moule:
    """Keep the sentence that announces a list on the page of its first item."""
    if not kept or "<w:keepNext" in moule.paragraphe:
        return moule
    inner = moule.paragraphe.removeprefix("<w:pPr>").removesuffix("</w:pPr>")
    style = _STYLE_DE_PARAGRAPHE.match(inner)
    cut = style.end() if style else 0
    return replace(moule, paragraphe=f"<w:pPr>{inner[:cut]}<w:keepNext/>{inner[cut:]}</w:pPr>")


def print_runs(value: object, moule: Moule, medias: MediasDePartie, resolve: Resolveur | None) -> Markup:
    """The runs of `{{r value }}`: one paragraph at most, since they stand in the middle of one."""
    if isinstance(value, Image | Graphique):
        return Markup(f"<w:r>{moule.passage}{medias.print_image(value)}</w:r>")
    if not isinstance(value, TexteRiche):
        return Markup(_run(moule.passage, print_texte(value)))
    blocs = value.read(resolve)
    if len(blocs) > 1 or blocs[0].puce:
        raise ValeurNonImprimable("ce texte a plusieurs paragraphes ou une liste\u202f: employez {{p …}}, non {{r …}}.")
    return Markup(_fragments(blocs[0], moule.passage))


def _paragraph(bloc: Bloc, moule: Moule, styles: Styles) -> str:
    if not bloc.niveau:
        return f"<w:p>{moule.paragraphe}{_fragments(bloc, moule.passage)}</w:p>"
    name = LISTE_NUMEROTEE if bloc.numerotee else LISTE_A_PUCES
    cell = _find_cell_style(bloc, moule, styles)
    own = styles.find(f"{name} {bloc.niveau}") if bloc.niveau > 1 and not cell else None
    style = cell or own or styles.find(name)
    numbering = styles.numerotations.get(style or "")
    by_style = numbering is not None and not bloc.numerotee
    puce = "" if by_style or not bloc.puce else f"<w:r>{moule.passage}<w:t>{bloc.puce}</w:t><w:tab/></w:r>"
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if by_style and bloc.puce:
        properties += _level(bloc.niveau - 1, numbering) if bloc.niveau > 1 and not own else ""
    else:
        properties += _level(0, "0") if numbering else ""
        properties += "" if bloc.puce and style and not cell and (own or bloc.niveau == 1) else _indent(bloc)
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{puce}{_fragments(bloc, moule.passage)}</w:p>"


def _find_cell_style(bloc: Bloc, moule: Moule, styles: Styles) -> str | None:
    """The style of an item in a cell, where the lists of the text would be too large; None out of tables."""
    found = _STYLE_DE_PARAGRAPHE.search(moule.paragraphe)
    identifier = found[1] if found else ""
    if not styles.names.get(identifier, "").startswith(TABLEAU):
        return None
    return identifier if bloc.numerotee else styles.find(PUCE_DE_TABLEAU) or identifier


def _level(level: int, numbering: str | None) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


def _indent(bloc: Bloc) -> str:
    """Direct, for what the style of the list says nothing of: a second level, or a second paragraph of an item."""
    hanging = f'w:hanging="{_RETRAIT}"' if bloc.puce else 'w:firstLine="0"'
    return f'<w:ind w:left="{_RETRAIT * (bloc.niveau + 1)}" {hanging}/>'


def _fragments(bloc: Bloc, passage: str) -> str:
    return "".join(_run(_shape(passage, fragment), encode_texte(fragment.texte)) for fragment in bloc.fragments)


def _run(properties: str, content: str) -> str:
    return f"<w:r>{properties}{_OPEN}{content}{_CLOSE}" if content else ""


def _shape(passage: str, fragment: Fragment) -> str:
    """The run's properties with bold or italic added, in the order that the schema wants."""
    if not (fragment.gras or fragment.italique):
        return passage
    inner = passage.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if passage.startswith("<w:rPr>") else ""
    own = {found[1]: found[0] for found in _GRAISSES.finditer(inner)}
    own |= {"b": "<w:b/>"} if fragment.gras else {}
    own |= {"i": "<w:i/>"} if fragment.italique else {}
    shapes = "".join(own[tag] for tag in ("b", "bCs", "i", "iCs") if tag in own)
    inner = _GRAISSES.sub("", inner)
    head = _STYLE_ET_POLICE.match(inner)
    cut = head.end() if head else 0
    return f"<w:rPr>{inner[:cut]}{shapes}{inner[cut:]}</w:rPr>"
