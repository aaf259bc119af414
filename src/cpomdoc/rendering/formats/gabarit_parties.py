"""A gabarit compiled once: each part that holds tags as a Jinja template, the rest as bytes ready to be copied."""

from dataclasses import dataclass
from types import TracebackType

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.gabarit_archive import Archive
from cpomdoc.rendering.formats.gabarit_blocs import find_unbalanced
from cpomdoc.rendering.formats.gabarit_jinja import EnvironnementGabarit, NomInconnu, find_refused
from cpomdoc.rendering.formats.gabarit_places import Faute, Place
from cpomdoc.rendering.formats.gabarit_source import SourceJinja, build_source, has_balises
from cpomdoc.suggestions import format_suggestion

# What a tag may raise when it is printed: the gabarit is at fault, and the message says where.
FAUTES_DE_RENDU = (
    TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True)
class PartieLue:
    """One part as Jinja reads it: no tree when it cannot be read, and what is wrong with it."""

    membre: str
    source: SourceJinja
    arbre: nodes.Template | None
    fautes: tuple[Faute, ...]


@dataclass(frozen=True)
class PartieCompilee:
    """One part: its template, where its tags stand, and what its finishing has to look at."""

    membre: str
    template: Template
    source: SourceJinja
    arbre: nodes.Template
    grilles: bool
    identifiants: bool


def read_parties(archive: Archive, env: EnvironnementGabarit, moules: list[tuple[str, str]]) -> list[PartieLue]:
    """Every part that holds a tag, in the order of the document."""
    roots = [(membre, genre, archive.parse(membre)) for membre, genre in archive.parties.items()]
    return [
        read_partie(env, membre, build_source(root, Place(archive.name, genre), moules))
        for membre, genre, root in roots
        if has_balises(root)
    ]


def read_partie(env: EnvironnementGabarit, membre: str, source: SourceJinja) -> PartieLue:
    """The tree of a part, and every fault that shows without data."""
    if source.fautes:
        return PartieLue(membre, source, None, source.fautes)
    if unbalanced := find_unbalanced(source.texte):
        found = (Faute("GAB-002", source.locate(line), message) for line, message in unbalanced)
        return PartieLue(membre, source, None, tuple(found))
    try:
        arbre = env.parse(source.texte, membre, membre)
    except TemplateSyntaxError as exc:
        faute = Faute("GAB-002", source.locate(exc.lineno), f"la balise est mal écrite (Jinja\u202f: {exc.message}).")
        return PartieLue(membre, source, None, (faute,))
    refused = (Faute(code, source.locate(line), message) for line, code, message in find_refused(arbre, env))
    return PartieLue(membre, source, arbre, tuple(refused))


def compile_partie(env: EnvironnementGabarit, partie: PartieLue) -> PartieCompilee | None:
    """The part as a template, when nothing is wrong with it."""
    if partie.arbre is None or partie.fautes:
        return None
    template = Template.from_code(env, env.compile(partie.arbre, partie.membre, partie.membre), {})
    texte = partie.source.texte
    identifiants = "<wp:docPr " in texte or "<w:bookmarkStart " in texte
    dynamic = _has_dynamic_columns(texte)
    return PartieCompilee(partie.membre, template, partie.source, partie.arbre, dynamic, identifiants)


def explain_rendu(exc: Exception, partie: PartieCompilee, names: list[str]) -> GabaritError:
    """A failure while printing, with the place of the tag and a near name when there is one."""
    line = _line_in(exc.__traceback__, partie.membre)
    place = partie.source.locate(line)
    return GabaritError(str(Faute("GAB-001", place, _explain(exc, names))))


def _explain(exc: Exception, names: list[str]) -> str:
    if not isinstance(exc, NomInconnu):
        return str(exc) if type(exc).__module__.startswith("cpomdoc") else f"{type(exc).__name__}, {exc}"
    candidates = names if exc.at_top else _names_of(exc.holder)
    hint = format_suggestion(exc.name, candidates)
    owner = "" if exc.at_top else f" dans «\u202f{type(exc.holder).__name__}\u202f»"
    return f"le nom «\u202f{exc.name}\u202f» n’existe pas{owner}" + (f"\u202f: {hint}" if hint else ".")


def _names_of(holder: object) -> list[str]:
    return [name for name in (holder if isinstance(holder, dict) else dir(holder)) if not str(name).startswith("_")]


def _line_in(traceback: TracebackType | None, membre: str) -> int:
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == membre:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _has_dynamic_columns(texte: str) -> bool:
    """Whether the number of cells of a row depends on the data: a loop between cells, a span that is a value."""
    return any(mark in texte for mark in ('gridSpan w:val="{{', "</w:tc>{%", "</w:trPr>{%", "<w:tr>{%"))
