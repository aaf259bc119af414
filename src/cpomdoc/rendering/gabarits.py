"""The check of a gabarit without any data: its tags against the view of its document, its styles, its leftovers."""

from collections.abc import Mapping, Sequence

from cpomdoc.errors import GabaritError
from cpomdoc.francais import majuscule
from cpomdoc.problems import Problem, Severite
from cpomdoc.rendering.formats.docx import Gabarit, build_env
from cpomdoc.rendering.formats.gabarit_archive import read_archive
from cpomdoc.rendering.formats.gabarit_jinja import Filtre
from cpomdoc.rendering.formats.gabarit_lint import ALERTES, check_word
from cpomdoc.rendering.formats.gabarit_noms import find_unknown, names_used
from cpomdoc.rendering.formats.gabarit_parties import PartieLue, read_parties
from cpomdoc.rendering.formats.gabarit_places import Faute
from cpomdoc.rendering.formats.gabarit_proprietes import read_modeles
from cpomdoc.rendering.formats.gabarit_styles import read_styles
from cpomdoc.suggestions import format_suggestion


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
