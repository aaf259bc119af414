"""Tags as Word cut them up, put back together and marked with their place, ready for docxtpl's patching.

Word splits a tag over several runs, curls its quotes and leaves marks of its own between the pieces. Here each
tag is gathered into the run where it starts, and its place in the document is written inside it as white space
that neither docxtpl nor Jinja minds, so that a fault found later still knows where it came from.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from cpomdoc.rendering.formats.gabarit_places import Faute, Place, W, closest, locate_paragraphs, texts_of

BALISE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN = re.compile(r"\{[{%#]|[}%#]\}")
_BLOC = re.compile(r"\{([{%#])(p|tr|tc)\s", re.DOTALL)
_VALEUR_SPECIALE = re.compile(r"^\{\{(p|r)\s+(.*?)\s*\}\}$", re.DOTALL)
_FIN = re.compile(r"([-+]?[}%#]\})$")
# Word's French autocorrection turns the quotes of a tag into these.
_GUILLEMETS = re.compile(r"[“”]|«[\s\u00a0\u202f]*|[\s\u00a0\u202f]*»")
_CHIFFRES = "\u2000\u2001\u2002\u2003"
_CODE = re.compile(f"[{_CHIFFRES}]+")
_ENTITE = {"p": "paragraphe", "tr": "ligne de tableau", "tc": "cellule"}
_ESPACES_NOMS = re.compile(r'\sxmlns:\w+="[^"]*"')
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Partie:
    """A part on its way to Jinja: its tree, the places its tags refer to, the faults already seen in it.

    `moules` keeps, for each value that makes its own paragraphs or runs, the properties it takes over.
    """

    root: etree._Element
    moules: list[tuple[str, str]]
    places: list[Place] = field(default_factory=list)
    fautes: list[Faute] = field(default_factory=list)


def gather_balises(root: etree._Element, place: Place, moules: list[tuple[str, str]]) -> Partie:
    """Gather and mark every tag of the part that `place` names; `moules` is that of the whole gabarit."""
    gathered = Partie(root, moules)
    for paragraph, where in locate_paragraphs(root, place).items():
        if "{" in where.texte or "}" in where.texte:
            gathered.places.append(where)
            _gather_paragraph(gathered, paragraph)
    return gathered


def encode_place(index: int) -> str:
    """A place number as white space."""
    digits = ""
    while True:
        index, digit = divmod(index, len(_CHIFFRES))
        digits = _CHIFFRES[digit] + digits
        if not index:
            return digits


def decode_place(balise: str) -> tuple[str, int | None]:
    """The tag without its mark, and the place number it carried."""
    found = _CODE.search(balise)
    if not found:
        return balise, None
    number = 0
    for char in found.group():
        number = number * len(_CHIFFRES) + _CHIFFRES.index(char)
    return _CODE.sub("", balise), number


def _gather_paragraph(partie: Partie, paragraph: etree._Element) -> None:
    nodes = texts_of(paragraph)
    texte = "".join(node.text or "" for node in nodes)
    balises = [(found.start(), found.end()) for found in BALISE.finditer(texte)]
    place = partie.places[-1]
    if _OPEN.search(BALISE.sub("", texte)):
        partie.fautes.append(Faute("GAB-002", place, "une balise est ouverte et non fermée, ou l’inverse."))
        return
    _check_emploi(partie, paragraph, texte)
    mark = encode_place(len(partie.places) - 1)
    for start, end in reversed(balises):
        _gather_one(nodes, start, end, mark)
    for node in nodes:
        if special := _VALEUR_SPECIALE.match(_CODE.sub("", (node.text or "").strip())):
            _mould(partie, paragraph, node, special)
        elif "{{r " in (node.text or ""):
            _split_runs(partie, paragraph, node)


def _gather_one(nodes: list[etree._Element], start: int, end: int, mark: str) -> None:
    """Move the text from `start` to `end` into the run where it starts, cleaned and marked."""
    position, pieces, first = 0, [], None
    whole = "".join(node.text or "" for node in nodes)
    alone_before, alone_after = not whole[:start].strip(), not whole[end:].strip()
    for node in nodes:
        text = node.text or ""
        low, high = max(start - position, 0), min(end - position, len(text))
        position += len(text)
        if low < high:
            pieces.append(text[low:high])
            first = first if first is not None else (node, low)
            node.text = text[:low] + text[high:]
    if first is None:
        return
    target, offset = first
    clean = _GUILLEMETS.sub('"', _CODE.sub("", "".join(pieces))).replace("\n", " ").replace("\xa0", " ")
    before, after = (target.text or "")[:offset], (target.text or "")[offset:]
    # {%- joins its paragraph to the one before (docxtpl): only when nothing of its own stands before it.
    if clean.startswith("{%-") and not alone_before:
        clean, before = clean.replace("{%-", "{%", 1), before.rstrip()
    if clean.endswith("-%}") and not alone_after:
        clean, after = clean[:-3] + "%}", after.lstrip()
    target.text = before + _FIN.sub(lambda found: mark + found.group(1), clean) + after
    target.set(_XML_SPACE, "preserve")


def _check_emploi(partie: Partie, paragraph: etree._Element, texte: str) -> None:
    """{%p %}, {%tr %}, {%tc %} remove the whole paragraph, row or cell: whatever else it holds would be lost."""
    kinds = {found.group(2) for found in _BLOC.finditer(texte)}
    for kind in sorted(kinds):
        holder = paragraph if kind == "p" else closest(paragraph, kind)
        sign = f"{{%{kind} …%}}"
        if holder is None:
            partie.fautes.append(Faute("GAB-004", partie.places[-1], f"{sign} s’emploie dans un tableau."))
            continue
        whole = "".join(node.text or "" for node in holder.iter(f"{W}t"))
        found = [one.group() for one in BALISE.finditer(whole) if _BLOC.match(one.group())]
        if len(found) > 1 or whole.strip() != found[0]:
            aide = f"Le reste de la {_ENTITE[kind]} serait perdu." if kind != "p" else "Le reste serait perdu."
            message = f"{found[0]} doit être seul dans {'son' if kind == 'p' else 'sa'} {_ENTITE[kind]}."
            partie.fautes.append(Faute("GAB-004", partie.places[-1], message, aide))


def _mould(partie: Partie, paragraph: etree._Element, node: etree._Element, special: re.Match[str]) -> None:
    """{{p x}} and {{r x}}: the value takes over the properties of the paragraph or run it replaces."""
    kind, expression = special.groups()
    run = closest(node, "r")
    properties = None if run is None else run.find(f"{W}rPr")
    if kind == "r":
        partie.moules.append(("", _fragment(properties)))
    else:
        if "".join(one.text or "" for one in texts_of(paragraph)).strip() != (node.text or "").strip():
            message = "{{p …}} doit être seul dans son paragraphe."
            partie.fautes.append(Faute("GAB-004", partie.places[-1], message, "Le reste serait perdu."))
        partie.moules.append((_fragment(paragraph.find(f"{W}pPr")), _fragment(properties)))
    name = "_bloc" if kind == "p" else "_runs"
    mark = encode_place(len(partie.places) - 1)
    node.text = f"{{{{{kind} ({expression})|{name}({len(partie.moules) - 1}){mark}}}}}"


def _split_runs(partie: Partie, paragraph: etree._Element, node: etree._Element) -> None:
    """{{r x}} among other words of its run: cut the run so that the tag is alone in its own."""
    run = closest(node, "r")
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        return
    position = parent.index(run)
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        for piece in _pieces(child) if child is node else [child]:
            copy = etree.Element(f"{W}r")
            copy.extend([deepcopy(one) for one in run.findall(f"{W}rPr")] + [piece])
            parent.insert(position, copy)
            position += 1
            if special := _VALEUR_SPECIALE.match(_CODE.sub("", piece.text or "")):
                _mould(partie, paragraph, piece, special)
    parent.remove(run)


def _pieces(node: etree._Element) -> list[etree._Element]:
    pieces = []
    for text in re.split(r"(\{\{r\s.*?\}\})", node.text or ""):
        if text:
            piece = etree.Element(f"{W}t", {_XML_SPACE: "preserve"})
            piece.text = text
            pieces.append(piece)
    return pieces


def _fragment(element: etree._Element | None) -> str:
    """An element as it reads inside the part, whose root already declares the namespaces."""
    if element is None:
        return ""
    return _ESPACES_NOMS.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
