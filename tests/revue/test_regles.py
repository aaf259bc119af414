"""A fault is followed from one end to the other: through other lines, other ranks, other words, another folder."""

from cpomdoc.problems import Problem, Severite
from cpomdoc.revue.modele import Suite
from cpomdoc.revue.regles import compare_problems
from cpomdoc.source import Chemin, Position


def fault(
    message: str = "Trop peu.", line: int = 3, path: Chemin = ("fiches", 0, "nom"), ref: str = "essai"
) -> Problem:
    return Problem(
        "FIC-001", path, message, "Ajoutez.", position=Position(f"contracts/{ref}/fiches/FA-1.yaml", line, 1)
    )


def test_a_fault_that_moves_to_another_line_or_rank_is_the_same_fault() -> None:
    found = compare_problems([fault()], [fault(line=9, path=("fiches", 4, "nom"))], "essai", "essai")
    assert (found.lignes, found.restent) == ((), 1)


def test_a_fault_follows_a_folder_that_changes_names() -> None:
    found = compare_problems([fault(ref="ancien")], [fault(ref="neuf")], "ancien", "neuf")
    assert (found.lignes, found.restent) == ((), 1)


def test_a_fault_said_otherwise_is_neither_new_nor_solved() -> None:
    (ligne,) = compare_problems([fault()], [fault("Trop peu encore.")], "essai", "essai").lignes
    assert (ligne.suite, ligne.message) == (Suite.AUTREMENT, "Trop peu encore.")


def test_an_alerte_that_becomes_an_error_is_told() -> None:
    before = Problem("FIC-001", ("fiches", 0, "nom"), "Trop peu.", severite=Severite.ALERTE, position=fault().position)
    (ligne,) = compare_problems([before], [fault()], "essai", "essai").lignes
    assert (ligne.suite, ligne.severite, ligne.bloque) == (Suite.AUTREMENT, "erreur", True)


def test_two_faults_alike_are_counted_twice() -> None:
    found = compare_problems([fault()], [fault(), fault(line=8)], "essai", "essai")
    assert ([one.suite for one in found.lignes], found.restent) == ([Suite.NOUVEAU], 1)


def test_errors_come_first_then_what_is_solved() -> None:
    alerte = Problem("CON-001", ("contrat",), "Peut-être.", severite=Severite.ALERTE)
    solved = fault("Autre chose.", path=("fiches", 1, "objet"))
    lignes = compare_problems([solved], [alerte, fault()], "essai", "essai").lignes
    assert [(one.suite, one.severite) for one in lignes] == [
        (Suite.NOUVEAU, "erreur"),
        (Suite.NOUVEAU, "alerte"),
        (Suite.RESOLU, "erreur"),
    ]
