"""A Word document from a gabarit and data: the gabarit is compiled once, then renders without a Word library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jinja2 import Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.gabarit_archive import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    Archive,
    read_archive,
    write_archive,
)
from cpomdoc.rendering.formats.gabarit_finition import (
    finish_blocs,
    finish_grilles,
    finish_identifiants,
    finish_inconnus,
    finish_renvois,
    finish_totaux,
)
from cpomdoc.rendering.formats.gabarit_jinja import EnvironnementGabarit, Filtre, build_environment
from cpomdoc.rendering.formats.gabarit_parties import (
    FAUTES_DE_RENDU,
    PartieCompilee,
    compile_partie,
    explain_rendu,
    read_parties,
)
from cpomdoc.rendering.formats.gabarit_places import Faute
from cpomdoc.rendering.formats.gabarit_proprietes import (
    Proprietes,
    compile_modeles,
    read_modeles,
    write_proprietes,
)
from cpomdoc.rendering.formats.gabarit_source import DECLARATION
from cpomdoc.rendering.formats.gabarit_styles import A_COMPLETER, TOTAL, Styles, read_styles
from cpomdoc.rendering.formats.graphiques import Dessinateur, draw_nothing
from cpomdoc.rendering.formats.images_docx import Medias, declare_images, name_relations, write_relations
from cpomdoc.rendering.formats.texte_riche import Resolveur, texte_riche
from cpomdoc.rendering.formats.texte_riche_docx import Moule, print_bloc, print_runs

SUFFIX = ".docx"
# A name no gabarit can write: the resolver of references reaches the filters through the data of one rendering.
_RENVOIS = "@renvois"
_MEDIAS = "@medias"
# A round first number, far from those that Word gives, for what loops copy.
_PREMIER_IDENTIFIANT = 1000


@dataclass(frozen=True)
class Reglages:
    """What a rendering needs beside its data: the properties of the file, who resolves [[references]], who draws."""

    proprietes: Proprietes = field(default_factory=lambda: Proprietes(datetime(2000, 1, 1, tzinfo=UTC)))
    renvois: Resolveur | None = None
    dessiner: Dessinateur = draw_nothing


@dataclass(frozen=True)
class RenduDocx:
    """The bytes of the document, and how many times it prints « à compléter »."""

    docx: bytes
    a_completer: int


@dataclass(frozen=True)
class Gabarit:
    """A gabarit ready to render: compiled parts, their relations, and the zip of all that never changes."""

    name: str
    base: bytes
    parties: tuple[PartieCompilee, ...]
    proprietes: Mapping[str, Template]
    styles: Styles
    a_des_proprietes: bool
    relations: Mapping[str, bytes] = field(default_factory=dict)


def compile_gabarit(name: str, data: bytes, filtres: Mapping[str, Filtre] | None = None) -> Gabarit:
    """Read, patch and compile a gabarit; a fault in it is a GabaritError that says where it stands."""
    archive = read_archive(name, data)
    gabarit, fautes = build_gabarit(archive, filtres or {})
    if fautes:
        raise GabaritError(str(fautes[0]))
    return gabarit


def build_gabarit(archive: Archive, filtres: Mapping[str, Filtre]) -> tuple[Gabarit, list[Faute]]:
    """The gabarit with what compiles, and every fault found on the way."""
    moules: list[tuple[str, str]] = []
    styles = read_styles(archive)
    env = build_env(filtres, moules, styles)
    lues = read_parties(archive, env, moules)
    modeles = read_modeles(archive, env)
    parties = tuple(one for lue in lues if (one := compile_partie(env, lue)))
    has_core = CORE_PROPERTIES in archive.members
    names = {name_relations(partie.membre) for partie in parties}
    relations = {name: archive.members[name] for name in names if name in archive.members}
    base = _build_base(archive, {partie.membre for partie in parties} | names | {CORE_PROPERTIES})
    fautes = [faute for lue in lues for faute in lue.fautes] + [faute for one in modeles for faute in one.fautes]
    return Gabarit(archive.name, base, parties, compile_modeles(modeles, env), styles, has_core, relations), fautes


def render_docx(gabarit: Gabarit, vue: Mapping[str, object], reglages: Reglages) -> RenduDocx:
    """The document of this data; the same data and settings give the same bytes."""
    context: dict[str, object] = {**vue, _RENVOIS: reglages.renvois}
    medias = Medias(reglages.dessiner)
    members: list[tuple[str, bytes]] = []
    total, style = 0, gabarit.styles.find(A_COMPLETER)
    for partie in gabarit.parties:
        context[_MEDIAS] = medias.open(partie.membre)
        try:
            xml = partie.template.render(context)
        except FAUTES_DE_RENDU as exc:
            raise explain_rendu(exc, partie, list(vue)) from exc
        xml, count = finish_inconnus(finish_renvois(xml, reglages.renvois), style)
        total += count
        members.append((partie.membre, (DECLARATION + _finish(xml, partie, gabarit.styles)).encode()))
    if gabarit.a_des_proprietes:
        properties = write_proprietes(gabarit.name, gabarit.proprietes, context, reglages.proprietes)
        members.append((CORE_PROPERTIES, properties))
    members += [*_write_relations(gabarit, medias), *medias.fichiers.items()]
    return RenduDocx(write_archive(members, gabarit.base), total)


def _finish(xml: str, partie: PartieCompilee, styles: Styles) -> str:
    xml = finish_totaux(finish_blocs(xml), styles.find(TOTAL))
    if partie.identifiants:
        xml = finish_identifiants(xml, _PREMIER_IDENTIFIANT)
    return finish_grilles(xml) if partie.grilles else xml


def _write_relations(gabarit: Gabarit, medias: Medias) -> Iterator[tuple[str, bytes]]:
    for partie in gabarit.parties:
        name = name_relations(partie.membre)
        existing, pictures = gabarit.relations.get(name), medias.relations.get(partie.membre)
        if pictures:
            yield name, write_relations(existing, pictures)
        elif existing:
            yield name, existing


def _build_base(archive: Archive, rendered: set[str]) -> bytes:
    """The zip of what never changes, the list of types first as Word writes it."""
    members = {**archive.members, CONTENT_TYPES: declare_images(archive.members[CONTENT_TYPES])}
    kept = [(member, content) for member, content in members.items() if member not in rendered]
    return write_archive(sorted(kept, key=lambda item: (item[0] != CONTENT_TYPES, item[0])))


def build_env(filtres: Mapping[str, Filtre], moules: list[tuple[str, str]], styles: Styles) -> EnvironnementGabarit:
    """The Jinja environment of one gabarit; `moules` is filled while its parts are read."""
    env = build_environment({"texte_riche": texte_riche, **filtres})

    @pass_context
    def bloc(context: Context, value: object, number: int) -> Markup:
        return print_bloc(value, Moule(*moules[number]), styles, context.parent[_MEDIAS], context.parent[_RENVOIS])

    @pass_context
    def runs(context: Context, value: object, number: int) -> Markup:
        return print_runs(value, Moule(*moules[number]), context.parent[_MEDIAS], context.parent[_RENVOIS])

    env.filters["_bloc"] = bloc
    env.filters["_runs"] = runs
    return env
