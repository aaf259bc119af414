"""The check of a gabarit without any data: its tags against the view of its document, its styles, its leftovers."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from cpomdoc.errors import GabaritError
from cpomdoc.francais import majuscule
from cpomdoc.problems import Problem, Severite
from cpomdoc.rendering.formats.docx import Gabarit, build_env, build_gabarit
from cpomdoc.rendering.formats.gabarit_archive import read_archive
from cpomdoc.rendering.formats.gabarit_jinja import Filtre
from cpomdoc.rendering.formats.gabarit_lint import ALERTES, check_word
from cpomdoc.rendering.formats.gabarit_noms import find_unknown, names_used
from cpomdoc.rendering.formats.gabarit_parties import PartieLue, read_parties
from cpomdoc.rendering.formats.gabarit_places import Faute
from cpomdoc.rendering.formats.gabarit_proprietes import read_modeles
from cpomdoc.rendering.formats.gabarit_styles import read_styles
from cpomdoc.suggestions import format_suggestion

LISTED = 12
"""Names told of a gabarit that lacks many."""


def check_gabarit(name: str, data: bytes, vue_type: type, filtres: Mapping[str, Filtre]) -> list[Problem]:
    """Every problem of a gabarit, in the order of the document; `vue_type` is the dataclass of its view."""
    try:
        archive = read_archive(name, data)
        moules: list[tuple[str, str]] = []
        env = build_env(filtres, moules, read_styles(archive))
        fautes: list[Faute] = []
        for partie in read_parties(archive, env, moules):
            fautes.extend(partie.fautes)
            fautes.extend(_check_noms(partie, vue_type, env.filters))
        for modele in read_modeles(archive, env):
            fautes.extend(modele.fautes)
            found = find_unknown(modele.arbre, vue_type, env.filters) if modele.arbre else []
            fautes.extend(Faute(code, modele.place, message) for _, code, message in found)
        fautes.extend(check_word(archive))
    except GabaritError as exc:
        return [Problem("GAB-000", ("gabarits", name), str(exc))]
    return [_build_problem(name, faute) for faute in fautes]


def describe_stray(name: str, known: Sequence[str]) -> Problem:
    """A Word file of `templates/` that no document uses: a copy left there, or a name with a slip."""
    hint = majuscule(format_suggestion(name, known)) or f"Gabarits connus\u202f: {', '.join(known)}."
    message = f"«\u202f{name}\u202f» n’est le gabarit d’aucun document\u202f: il ne sert à rien."
    return Problem("GAB-016", ("gabarits", name), message, hint, Severite.ALERTE)


def find_articles(name: str, data: bytes, filtres: Mapping[str, Filtre]) -> frozenset[str]:
    """Keys of the articles whose words a gabarit holds: those it compares `article.cle` with."""
    found = (one for arbre in _read_trees(name, data, filtres) for one in arbre.find_all(nodes.Compare))
    return frozenset(str(const.value) for one in found if _is_key(one.expr) for const in one.find_all(nodes.Const))


def describe_lacks(name: str, own: bytes, shipped: bytes, filtres: Mapping[str, Filtre]) -> list[Problem]:
    """What the shipped gabarit prints and the one that stands in for it does not: a copy made before it was added."""
    printed = {used for arbre in _read_trees(name, own, filtres) for used in _paths(arbre)}
    expected = dict.fromkeys(used for arbre in _read_trees(name, shipped, filtres) for used in _paths(arbre))
    lacks = [used for used in expected if used not in printed]
    if not lacks:
        return []
    listed = ", ".join(lacks[:LISTED]) + (", …" if len(lacks) > LISTED else "")
    message = f"ce gabarit n’imprime pas, à la différence de celui que cpomdoc fournit\u202f: {listed}."
    aide = "Si c’est voulu, n’en tenez pas compte ; sinon, reprenez ces balises du gabarit livré."
    return [Problem("MAI-013", ("gabarits", name), message, aide.replace(" ;", "\u202f;"), Severite.ALERTE)]


def _read_trees(name: str, data: bytes, filtres: Mapping[str, Filtre]) -> list[nodes.Template]:
    """What Jinja reads in a gabarit; nothing of one that cannot be read, which is told elsewhere."""
    try:
        gabarit, _ = build_gabarit(read_archive(name, data), filtres)
    except GabaritError:
        return []
    return [partie.arbre for partie in gabarit.parties]


def _paths(arbre: nodes.Template) -> Iterator[str]:
    """What a gabarit reads, as it writes it: « annexe.mention », « projet »."""
    inside = {id(one.node) for one in arbre.find_all(nodes.Getattr)}
    for name in arbre.find_all(nodes.Name):
        if name.ctx == "load" and id(name) not in inside:
            yield name.name
    for one in arbre.find_all(nodes.Getattr):
        if id(one) not in inside and (path := _dotted(one)):
            yield path


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    holder = _dotted(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{holder}.{node.attr}" if holder and isinstance(node, nodes.Getattr) else ""


def _is_key(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Getattr) and node.attr == "cle" and getattr(node.node, "name", "") == "article"


def fields_used(gabarit: Gabarit) -> frozenset[str]:
    """The names and attributes a gabarit mentions anywhere in its parts."""
    return frozenset(name for partie in gabarit.parties for name in names_used(partie.arbre))


def _check_noms(partie: PartieLue, vue_type: type, filtres: Mapping[str, Filtre]) -> list[Faute]:
    if partie.arbre is None:
        return []
    found = find_unknown(partie.arbre, vue_type, filtres)
    return [Faute(code, partie.source.locate(line), message) for line, code, message in found]


def _build_problem(name: str, faute: Faute) -> Problem:
    severite = Severite.ALERTE if faute.code in ALERTES else Severite.ERREUR
    return Problem(faute.code, ("gabarits", name), f"{faute.place}\u202f: {faute.message}", faute.aide, severite)
