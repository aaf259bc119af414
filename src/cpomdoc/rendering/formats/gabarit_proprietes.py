"""The properties that Word shows of a file (title, author…): from the caller, else from the gabarit's own tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Template, TemplateSyntaxError

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.gabarit_archive import CORE_PROPERTIES, Archive
from cpomdoc.rendering.formats.gabarit_balises import BALISE
from cpomdoc.rendering.formats.gabarit_jinja import EnvironnementGabarit, find_refused
from cpomdoc.rendering.formats.gabarit_parties import FAUTES_DE_RENDU, explain_syntax
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


def read_modeles(archive: Archive, env: EnvironnementGabarit) -> tuple[dict[str, Template], list[Faute]]:
    """The gabarit's own properties as templates, by name of property."""
    modeles: dict[str, Template] = {}
    fautes: list[Faute] = []
    if CORE_PROPERTIES not in archive.members:
        return modeles, fautes
    root = archive.parse(CORE_PROPERTIES)
    for name, element in _ELEMENTS.items():
        found = root.find(f"{{*}}{element.split(':')[1]}")
        texte = (found.text or "") if found is not None else ""
        place = Place(archive.name, _GENRE, texte)
        try:
            source = _build_source(texte)
            refused = find_refused(env.parse(source))
            modeles[name] = env.from_string(source)
        except TemplateSyntaxError as exc:
            fautes.append(Faute("GAB-002", place, explain_syntax(exc, env)))
        else:
            fautes.extend(Faute("GAB-003", place, message) for _, message in refused)
    return modeles, fautes


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
