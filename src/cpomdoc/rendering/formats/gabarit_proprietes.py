"""The properties that Word shows of a file (title, author…): from the caller, else from the gabarit's own tags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Template, TemplateSyntaxError, nodes

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.gabarit_archive import CORE_PROPERTIES, Archive
from cpomdoc.rendering.formats.gabarit_balises import BALISE
from cpomdoc.rendering.formats.gabarit_jinja import EnvironnementGabarit, find_refused
from cpomdoc.rendering.formats.gabarit_parties import FAUTES_DE_RENDU
from cpomdoc.rendering.formats.gabarit_places import Faute, Place
from cpomdoc.rendering.formats.gabarit_source import DECLARATION, to_brut
from cpomdoc.rendering.formats.gabarit_valeurs import INCONNU_BRUT, encode_brut
from cpomdoc.rendering.valeurs import A_COMPLETER

_GENRE = "propriétés du fichier"
_ELEMENTS = {
    "titre": "dc:title",
    "sujet": "dc:subject",
    "auteur": "dc:creator",
    "mots_cles": "cp:keywords",
    "description": "dc:description",
    "categorie": "cp:category",
}
_HEAD = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


@dataclass(frozen=True)
class Proprietes:
    """Properties of the file; a text left at None is taken from the gabarit. The date is given, never the clock's."""

    date: datetime
    titre: str | None = None
    sujet: str | None = None
    auteur: str | None = None
    mots_cles: str | None = None


@dataclass(frozen=True)
class Modele:
    """One property of the gabarit as Jinja reads it; no tree when it cannot be read."""

    name: str
    place: Place
    source: str
    arbre: nodes.Template | None
    fautes: tuple[Faute, ...]


def read_modeles(archive: Archive, env: EnvironnementGabarit) -> list[Modele]:
    """The gabarit's own properties that hold words or tags."""
    if CORE_PROPERTIES not in archive.members:
        return []
    root = archive.parse(CORE_PROPERTIES)
    found = ((name, root.find(f"{{*}}{element.split(':')[1]}")) for name, element in _ELEMENTS.items())
    return [
        _read_modele(name, Place(archive.name, _GENRE, element.text or ""), env)
        for name, element in found
        if element is not None
    ]


def compile_modeles(modeles: Iterable[Modele], env: EnvironnementGabarit) -> dict[str, Template]:
    """The properties as templates, by name."""
    return {one.name: env.from_string(one.source) for one in modeles if not one.fautes}


def _read_modele(name: str, place: Place, env: EnvironnementGabarit) -> Modele:
    source = _build_source(place.texte)
    try:
        arbre = env.parse(source)
    except TemplateSyntaxError as exc:
        message = f"la balise est mal écrite (Jinja\u202f: {exc.message})."
        return Modele(name, place, source, None, (Faute("GAB-002", place, message),))
    refused = (Faute(code, place, message) for _, code, message in find_refused(arbre, env))
    return Modele(name, place, source, arbre, tuple(refused))


def write_proprietes(
    name: str, modeles: Mapping[str, Template], context: Mapping[str, object], given: Proprietes
) -> bytes:
    """docProps/core.xml, created and modified at the date given."""
    texts: dict[str, str] = {}
    for key in _ELEMENTS:
        own = getattr(given, key, None)
        if own is not None:
            texts[key] = encode_brut(own)
        elif key in modeles:
            texts[key] = _render(name, key, modeles[key], context)
    body = "".join(f"<{_ELEMENTS[key]}>{text}</{_ELEMENTS[key]}>" for key, text in texts.items() if text)
    date = given.date.astimezone(UTC) if given.date.tzinfo else given.date
    when = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    stamp = ' xsi:type="dcterms:W3CDTF">' + when
    dates = f"<dcterms:created{stamp}</dcterms:created><dcterms:modified{stamp}</dcterms:modified>"
    last = f"<cp:lastModifiedBy>{texts.get('auteur', '')}</cp:lastModifiedBy><cp:revision>1</cp:revision>{dates}"
    return f"{DECLARATION}{_HEAD}{body}<dc:language>fr-FR</dc:language>{last}</cp:coreProperties>".encode()


def _build_source(texte: str) -> str:
    """The words escaped for XML, the tags as they are."""
    words, tags = BALISE.split(texte), [*BALISE.findall(texte), ""]
    return "".join(encode_brut(word) + to_brut(tag) for word, tag in zip(words, tags, strict=True))


def _render(name: str, key: str, modele: Template, context: Mapping[str, object]) -> str:
    try:
        return modele.render(context).replace(INCONNU_BRUT, A_COMPLETER)
    except FAUTES_DE_RENDU as exc:
        raise GabaritError(f"{name}, {_GENRE} ({key})\u202f: {exc}") from exc
