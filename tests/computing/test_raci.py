"""Whoever the parties are, every row of the matrix has one R and at least one A; what the author writes is kept."""

from dataclasses import replace
from itertools import product

import pytest

from cpomdoc.computing.raci import compute_raci
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.calculs_lancement import LigneMatrice, MatriceRaci
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import Lancement, LigneRaci, RoleRaci
from cpomdoc.model.parties import Ars, DepartementPartie, Gestionnaire, Parties, PrefetPartie, Signataire
from cpomdoc.model.perimetre import Etablissement, Perimetre

ARS, DEPARTEMENT, ETAT = Ars("52"), DepartementPartie("44"), PrefetPartie("departement", "44")
TOUTES = Parties(Gestionnaire(), ARS, (DEPARTEMENT,), prefets=(ETAT,))


def matrix(parties: Parties, *raci: LigneRaci, esms: int = 2) -> MatriceRaci:
    perimetre = Perimetre(tuple(Etablissement(f"e{rank}", f"ESMS {rank}") for rank in range(esms)))
    dossier = Dossier("essai", General(Contrat(), parties), perimetre, lancement=Lancement(raci=raci))
    found = compute_raci(dossier, load_referentiel())
    assert found is not None
    return found


def row(found: MatriceRaci, ligne: str) -> LigneMatrice:
    return next(one for one in found.lignes if one.ligne == ligne)


@pytest.mark.parametrize(("ars", "departement", "etat", "siege"), list(product((True, False), repeat=4)))
def test_whoever_contracts_each_row_has_one_r_and_an_a(ars: bool, departement: bool, etat: bool, siege: bool) -> None:
    parties = Parties(
        Gestionnaire(siege_autorise=siege),
        ARS if ars else None,
        (DEPARTEMENT,) if departement else (),
        prefets=(ETAT,) if etat else (),
    )
    found = matrix(parties, esms=1)
    assert {"ars_siege" in found.colonnes, "ars_dd" in found.colonnes} == {ars}
    assert ("departement" in found.colonnes, "etat" in found.colonnes) == (departement, etat)
    assert ("siege" in found.colonnes) == siege
    assert len(found.lignes) == len(load_referentiel().kit.lignes_raci) > 0
    for ligne in found.lignes:
        letters = list(ligne.lettres.values())
        assert letters.count("R") == 1, ligne
        assert letters.count("A") >= 1, ligne
        assert set(ligne.lettres) <= set(found.colonnes)


def test_all_that_the_kit_gives_is_kept_when_everyone_contracts() -> None:
    found = matrix(TOUTES)
    for known in load_referentiel().kit.lignes_raci.values():
        roles = dict.fromkeys(known.acteurs, "A")
        roles |= dict.fromkeys(known.consultes, "C") | dict.fromkeys(known.informes, "I")
        assert row(found, known.code).lettres == {**roles, known.responsable: "R"}


def test_without_an_agency_its_r_passes_to_the_departement_then_to_the_state() -> None:
    assert row(matrix(replace(TOUTES, ars=None)), "dialogue").lettres["departement"] == "R"
    assert row(matrix(replace(TOUTES, ars=None, departements=())), "dialogue").lettres["etat"] == "R"


def test_an_agency_that_only_attends_has_no_column() -> None:
    found = matrix(replace(TOUTES, ars=Ars("52", signataire=Signataire(signe=False))))
    assert "ars_dd" not in found.colonnes


def test_several_departements_share_one_column_in_the_plural() -> None:
    found = matrix(replace(TOUTES, departements=(DEPARTEMENT, DepartementPartie("49"))))
    assert found.colonnes["departement"] == "Départements"


def test_a_written_cell_takes_the_place_of_that_of_the_kit_and_who_loses_the_r_becomes_an_a() -> None:
    usual = row(matrix(TOUTES), "dialogue").lettres
    assert usual["ars_dd"] == "R"
    found = matrix(TOUTES, LigneRaci("dialogue", None, (RoleRaci("departement", "R"), RoleRaci("cvs", "aucun"))))
    assert row(found, "dialogue").lettres == {
        **{code: letter for code, letter in usual.items() if code != "cvs"},
        "departement": "R",
        "ars_dd": "A",
    }


def test_a_row_of_ones_own_has_its_words_its_letters_and_its_columns() -> None:
    roles = (RoleRaci("siege", "R"), RoleRaci("mandataire", "A", "mandataire judiciaire"), RoleRaci("cvs", "I"))
    found = matrix(TOUTES, LigneRaci("immobilier", "étude immobilière", roles))
    assert found.colonnes["mandataire"] == "mandataire judiciaire"
    assert found.lignes[-1].libelle == "étude immobilière"
    assert found.lignes[-1].lettres == {"siege": "R", "mandataire": "A", "cvs": "I"}


def test_a_row_renamed_without_roles_keeps_those_of_the_kit() -> None:
    found = matrix(TOUTES, LigneRaci("diagnostic", "diagnostic croisé"))
    assert row(found, "diagnostic").libelle == "diagnostic croisé"
    assert row(found, "diagnostic").lettres == row(matrix(TOUTES), "diagnostic").lettres


def test_a_role_written_for_a_party_that_is_not_there_is_not_shown() -> None:
    found = matrix(replace(TOUTES, ars=None), LigneRaci("diagnostic", None, (RoleRaci("ars_dd", "A"),)))
    assert "ars_dd" not in row(found, "diagnostic").lettres


def test_a_contract_without_lancement_has_no_matrix() -> None:
    dossier = Dossier("essai", General(Contrat(), TOUTES), Perimetre(()))
    assert compute_raci(dossier, load_referentiel()) is None
