"""« cpomdoc expliquer » answers to a code, a field, a last word, a file; and says what was perhaps meant."""

import pytest

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, USAGE
from cpomdoc.explaining.expliquer import find_explication, find_fiches, list_fiches

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("word", ["PER-002", "per-002", " PER-002 "])
def test_a_code_shows_its_page(word: str, capsys: Capture) -> None:
    assert main(["expliquer", word]) == CLEAN
    shown = capsys.readouterr().out
    assert shown.startswith("PER-002 – Le FINESS d’un établissement n’est pas celui de l’entité juridique.\n")
    assert "Gravité. Erreur dans un projet, erreur dans un contrat définitif." in shown
    assert "Fondement. Répertoire FINESS." in shown
    assert "Mauvais exemple\u202f:\n  «\u202ffiness: 999000011\u202f» pour l’ESMS aussi" in shown


@pytest.mark.parametrize(
    "word",
    [
        "perimetre.etablissements[].capacites[].financee",
        "perimetre.etablissements[0].capacites[2].financee",
        "perimetre.etablissements.capacites.financee",
        "perimetre.etablissements.*.capacites.*.financee",
        "capacites.financee",
        "Capacités.financée",
    ],
)
def test_a_field_answers_to_every_way_of_writing_its_path(word: str, capsys: Capture) -> None:
    assert main(["expliquer", word]) == CLEAN
    shown = capsys.readouterr().out
    assert shown.startswith("perimetre.etablissements[].capacites[].financee (perimetre.yaml)\n  Capacité financée\n")
    assert "Forme\u202f: nombre entier, au moins 0, en places" in shown
    assert "Demandé\u202f: dans un contrat définitif" in shown
    assert "Exemple\u202f:\n  financee: " in shown
    assert "Fiche signalétique" in shown


def test_a_key_that_one_field_has_answers_alone(capsys: Capture) -> None:
    assert main(["expliquer", "cadre_budgetaire"]) == CLEAN
    assert capsys.readouterr().out.startswith("contrat.cadre_budgetaire (contrat.yaml)\n")


def test_a_key_that_several_fields_have_names_them_all(capsys: Capture) -> None:
    assert main(["expliquer", "financee"]) == CLEAN
    assert "champs répondent à «\u202ffinancee\u202f»" in capsys.readouterr().out


def test_a_list_of_values_is_shown_whole() -> None:
    shown = find_explication("perimetre.etablissements.competence") or ""
    assert "  ars  agence régionale de santé\n" in shown
    assert "  departement  département\n" in shown


def test_a_block_lists_the_fields_in_it() -> None:
    shown = find_explication("parties.gestionnaire.adresse") or ""
    rows = [line.split()[0] for line in shown.split("Champs\u202f:\n")[1].splitlines()]
    assert [row.rsplit(".", 1)[1] for row in rows] == ["voie", "complement", "code_postal", "commune"]


def test_a_name_that_several_fields_bear_lists_them(capsys: Capture) -> None:
    assert main(["expliquer", "civilite"]) == CLEAN
    first, *rows = capsys.readouterr().out.splitlines()
    assert first == f"{len(rows)} champs répondent à «\u202fcivilite\u202f»\u202f:"
    assert len(rows) >= 4
    assert all(row.split()[0].endswith(".signataire.civilite") for row in rows)


def test_a_file_lists_its_fields() -> None:
    assert {fiche.fichier for fiche in find_fiches("activite.yaml")} == {"activite.yaml"}
    assert len(find_fiches("activite.yaml")) > 20


def test_the_name_of_a_file_is_enough_whatever_field_bears_it_too() -> None:
    names = [fiche.nom for fiche in find_fiches("avenant")]
    assert {"suivis[].avenant", "avenant.numero", "avenant.motifs", "avenant.clauses[].texte"} <= set(names)
    assert [fiche.nom for fiche in find_fiches("avenant.yaml")] == [one for one in names if one != "suivis[].avenant"]
    assert len(find_fiches("objectifs")) == len({fiche.nom for fiche in find_fiches("objectifs")})


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("PER-02", "vouliez-vous dire «\u202fPER-002\u202f»"),
        ("PRE-002", "«\u202fPER-002\u202f»"),
        ("fianncee", "vouliez-vous dire «\u202ffinancee\u202f»"),
        ("capacite.financee", "vouliez-vous dire «\u202fcapacites.financee\u202f»"),
        ("zzzzzz", "«\u202fzzzzzz\u202f» n’est ni un code ni un champ."),
        ("", "n’est ni un code ni un champ."),
        ("[]", "n’est ni un code ni un champ."),
    ],
)
def test_an_unknown_word_is_a_usage_error_with_a_hint(word: str, said: str, capsys: Capture) -> None:
    assert main(["expliquer", word]) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


def test_every_field_can_be_asked_by_its_path() -> None:
    assert len(list_fiches()) > 400
    assert [fiche.nom for fiche in list_fiches() if find_fiches(fiche.nom) != [fiche]] == []


def test_what_is_shown_of_any_field_is_french_and_whole() -> None:
    for fiche in list_fiches():
        shown = find_explication(fiche.nom) or ""
        head = shown.split("Exemple")[0]
        assert shown.startswith(f"{fiche.nom} ({fiche.fichier})\n")
        assert "None" not in shown and "`" not in shown and "\n\n\n" not in shown
        assert " :" not in head and "« " not in head, fiche.nom
