"""The calendar of the follow-up: one budget frame, one set of documents, over the years of the contract."""

from datetime import date

import pytest

from cpomdoc.computing.suivi import compute_suivi
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.calculs import EcheanceSuivi
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Finances, FraisSiege
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Perimetre


def suivi(
    categorie: str, effet: date | None = date(2027, 1, 1), finances: Finances | None = None
) -> list[EcheanceSuivi]:
    contrat = Contrat(categorie=categorie, date_effet=effet, duree_annees=5)
    dossier = Dossier("essai", General(contrat, Parties(Gestionnaire())), Perimetre(()), finances=finances)
    return list(compute_suivi(dossier, load_referentiel()))


def days(found: list[EcheanceSuivi], code: str) -> list[date | None]:
    return [one.date for one in found if one.code == code]


def test_each_year_has_its_forecast_its_accounts_and_the_activity_of_the_next() -> None:
    found = suivi("esms_l313_12_2")
    assert [(one.code, one.exercice, one.date) for one in found if one.annee == 2028] == [
        ("tableau_de_bord", 2027, None),
        ("errd", 2027, date(2028, 4, 30)),
        ("eprd", 2028, date(2028, 6, 30)),
        ("annexe_activite", 2029, date(2028, 10, 31)),
    ]
    assert days(found, "eprd") == [date(annee, 6, 30) for annee in range(2027, 2032)]


def test_after_the_term_only_the_last_year_is_left_to_account_for() -> None:
    found = suivi("esms_l313_12_2")
    assert [(one.code, one.exercice) for one in found if one.annee == 2032] == [
        ("tableau_de_bord", 2031),
        ("errd", 2031),
    ]
    assert max(one.annee for one in found) == 2032


def test_what_fell_due_before_the_contract_is_not_asked() -> None:
    found = suivi("esms_l313_12_2", date(2027, 7, 1))
    assert [one.code for one in found if one.annee == 2027] == ["tableau_de_bord", "annexe_activite"]


def test_a_contract_without_eprd_sends_a_budget_and_an_administrative_account() -> None:
    found = suivi("chrs_l313_11_2")
    assert {one.code for one in found} == {"budget", "compte_administratif", "rapport_etape", "rapport_execution"}
    assert days(found, "rapport_etape") == [date(annee, 4, 30) for annee in (2028, 2029, 2030)]
    assert days(found, "rapport_execution") == [date(2031, 4, 30)]
    assert days(found, "budget")[0] == date(2027, 10, 31)
    assert days(found, "compte_administratif")[-1] == date(2032, 4, 30)


@pytest.mark.parametrize(
    ("autorisation", "attendus"), [(date(2026, 10, 20), [date(2030, 10, 31)]), (date(2020, 1, 1), [])]
)
def test_the_head_office_is_asked_for_again_before_its_authorisation_expires(
    autorisation: date, attendus: list[date]
) -> None:
    finances = Finances(frais_siege=FraisSiege(date_autorisation=autorisation, duree_annees=5))
    assert days(suivi("esms_l313_12_2", finances=finances), "frais_siege") == attendus


def test_nothing_is_dated_while_the_dates_or_the_category_are_unknown() -> None:
    assert suivi("esms_l313_12_2", None) == []
    assert suivi("inconnue") == []
