"""A gabarit compiled once: each part that holds tags as a Jinja template, the rest as bytes ready to be copied."""

from dataclasses import dataclass
from types import TracebackType

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.gabarit_blocs import find_unbalanced
from cpomdoc.rendering.formats.gabarit_jinja import EnvironnementGabarit, NomInconnu, find_refused
from cpomdoc.rendering.formats.gabarit_places import Faute
from cpomdoc.rendering.formats.gabarit_source import SourceJinja
from cpomdoc.suggestions import format_suggestion

# What a tag may raise when it is printed: the gabarit is at fault, and the message says where.
FAUTES_DE_RENDU = (
    TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True)
class PartieCompilee:
    """One part: its template, where its tags stand, and what its finishing has to look at."""

    membre: str
    template: Template
    source: SourceJinja
    arbre: nodes.Template
    grilles: bool
    identifiants: bool


def compile_partie(
    env: EnvironnementGabarit, membre: str, source: SourceJinja
) -> tuple[PartieCompilee | None, list[Faute]]:
    """The part as a template, and what is wrong with it; without a template when it cannot be compiled."""
    if source.fautes:
        return None, list(source.fautes)
    if unbalanced := find_unbalanced(source.texte):
        return None, [Faute("GAB-002", source.locate(line), message) for line, message in unbalanced]
    try:
        arbre = env.parse(source.texte, membre, membre)
        refused = [Faute("GAB-003", source.locate(line), message) for line, message in find_refused(arbre)]
        code = env.compile(arbre, membre, membre)
    except TemplateSyntaxError as exc:
        return None, [Faute("GAB-002", source.locate(exc.lineno), explain_syntax(exc, env))]
    template = Template.from_code(env, code, {})
    identifiants = "<wp:docPr " in source.texte or "<w:bookmarkStart " in source.texte
    dynamic = _has_dynamic_columns(source.texte)
    return PartieCompilee(membre, template, source, arbre, dynamic, identifiants), refused


def explain_syntax(exc: TemplateSyntaxError, env: EnvironnementGabarit) -> str:
    """Jinja's complaint in French, with its own words kept when nothing better is known."""
    message = exc.message or ""
    if message.startswith(("No filter named", "No test named")):
        name = message.split("'")[1] if "'" in message else message
        known = [one for one in env.filters if not one.startswith("_")]
        hint = format_suggestion(name, known)
        return f"le filtre «\u202f{name}\u202f» n’existe pas" + (f"\u202f: {hint}" if hint else ".")
    return f"la balise est mal écrite (Jinja\u202f: {message})."


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
