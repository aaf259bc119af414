"""Targets that start after the contract: an annex that an avenant adds asks nothing of the years before it."""

from dataclasses import replace
from datetime import date

from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.activite import LigneActivite
from cpomdoc.model.dossier import Dossier
from tests.checking.contrats_de_test import VALIDE, check, read_dossier


def without_first_year(ligne: LigneActivite, annee: int) -> LigneActivite:
    """The line as an avenant of the first year writes it: nothing before that year."""
    periodes = tuple(replace(one, du=max(one.du, date(annee, 1, 1))) for one in ligne.periodes if one.au.year >= annee)
    indicateurs = tuple(
        replace(one, cibles={an: cible for an, cible in one.cibles.items() if an >= annee}) for one in ligne.indicateurs
    )
    return replace(ligne, periodes=periodes, indicateurs=indicateurs)


def added_later(*, said: bool) -> Dossier:
    """The right contract, whose targets start in its second year; `said` whether the annex says so."""
    dossier = read_dossier(VALIDE)[1]
    assert dossier.activite is not None
    annee = dossier.exercices[1]
    lignes = tuple(without_first_year(one, annee) for one in dossier.activite.lignes)
    activite = replace(dossier.activite, lignes=lignes, premiere_annee=annee if said else None)
    return replace(dossier, activite=activite)


def codes(dossier: Dossier) -> set[str]:
    return {one.code for one in check(dossier)}


def test_an_annex_added_later_is_right_once_it_says_from_when() -> None:
    assert codes(added_later(said=False)) >= {"ACT-001", "ACT-005"}
    assert codes(added_later(said=True)) == codes(read_dossier(VALIDE)[1])


def test_the_annex_has_no_column_for_the_years_before() -> None:
    dossier = added_later(said=True)
    lignes = compute_calculs(dossier, load_referentiel()).activite
    assert lignes
    assert all([one.annee for one in ligne.annees] == list(dossier.exercices[1:]) for ligne in lignes)


def test_a_target_before_the_first_year_is_one_too_many() -> None:
    dossier = added_later(said=True)
    assert dossier.activite is not None
    written = read_dossier(VALIDE)[1].activite
    assert written is not None
    first = replace(dossier.activite.lignes[0], indicateurs=written.lignes[0].indicateurs)
    lignes = (first, *dossier.activite.lignes[1:])
    assert "ACT-002" in codes(replace(dossier, activite=replace(dossier.activite, lignes=lignes)))
