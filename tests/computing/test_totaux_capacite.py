"""Capacities: what holds on a day, unit by unit, and what one may divide by."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.diagnostic import Diagnostic, Groupes, SituationFinanciere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, Finances
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Capacite, CapaciteTotale, Etablissement, Perimetre

AVANT = Capacite("milieu_ordinaire", None, 40, 40, 40, date_fin=date(2026, 12, 31))
APRES = Capacite("milieu_ordinaire", None, 50, 50, 50, date_effet=date(2027, 1, 1))
PLUS_TARD = Capacite("milieu_ordinaire", "autisme", 6, 0, 6, date_effet=date(2029, 1, 1))
EQUIPE = Capacite("equipe_mobile", None, 1, 1, 1)
EFFET = date(2027, 1, 1)


def dossier_of(*esms: Etablissement, effet: date | None = EFFET) -> Dossier:
    general = General(Contrat(date_effet=effet, duree_annees=5), Parties(Gestionnaire()))
    return Dossier("essai", general, Perimetre(esms))


def calculs_of(dossier: Dossier) -> Calculs:
    return compute_calculs(dossier, load_referentiel())


def autorisees(*esms: Etablissement, effet: date | None = EFFET) -> tuple[dict[str, int | None], dict[str, int | None]]:
    found = calculs_of(dossier_of(*esms, effet=effet)).capacites
    return {one.unite: one.autorisee for one in found.effet}, {one.unite: one.autorisee for one in found.terme}


def esms(ident: str, *capacites: Capacite) -> Etablissement:
    return Etablissement(ident, ident, capacites=capacites)


def test_only_the_rows_of_the_day_are_counted() -> None:
    assert autorisees(esms("sessad", AVANT, APRES, PLUS_TARD)) == ({"places": 50}, {"places": 56})


def test_units_are_never_added_to_each_other() -> None:
    assert autorisees(esms("sessad", APRES), esms("mobile", EQUIPE))[0] == {"places": 50, "equipes_mobiles": 1}


def test_a_total_is_unknown_while_the_day_is_and_a_row_has_an_end() -> None:
    assert autorisees(esms("sessad", AVANT, APRES), effet=None)[0] == {"places": None}
    assert autorisees(esms("sessad", replace(APRES, date_effet=None)), effet=None)[0] == {"places": 50}


def test_an_esms_whose_rows_have_not_begun_has_no_place_yet() -> None:
    assert autorisees(esms("sessad", PLUS_TARD)) == ({"places": 0}, {"places": 6})
    later = replace(EQUIPE, date_effet=date(2029, 1, 1))
    assert autorisees(esms("sessad", PLUS_TARD, later))[0] == {"places": 0, "equipes_mobiles": 0}


def test_an_announced_total_stands_where_rows_are_missing_and_replaces_none() -> None:
    total = CapaciteTotale(30, 28, 28)
    assert autorisees(replace(esms("mas"), capacite_totale=total), esms("ime", APRES))[0] == {"places": 80}
    assert autorisees(replace(esms("mas", APRES), capacite_totale=total))[0] == {"places": 50}
    blank = replace(APRES, autorisee=None)
    assert autorisees(replace(esms("mas", blank), capacite_totale=total))[0] == {"places": 30}


def test_an_esms_counts_from_the_day_it_enters_to_the_day_it_leaves() -> None:
    entering = replace(esms("ime", APRES), date_entree=date(2028, 1, 1))
    leaving = replace(esms("mas", replace(APRES, autorisee=30)), date_sortie=date(2029, 12, 31))
    assert autorisees(entering, leaving) == ({"places": 30}, {"places": 50})


def test_an_allocation_is_divided_by_the_places_of_the_day_of_effect() -> None:
    dossier = replace(
        dossier_of(esms("sessad", AVANT, APRES, PLUS_TARD, EQUIPE)),
        finances=Finances(bases=(Base("sessad", "ars"),)),
    )
    finances = calculs_of(dossier).finances
    assert finances is not None
    assert [one.places for one in finances.places] == [50]


def test_a_closed_year_is_divided_by_its_own_places() -> None:
    charges = Groupes(Decimal(400_000), Decimal(0), Decimal(0))
    situation = SituationFinanciere(2025, "sessad", charges, Groupes(Decimal(0), Decimal(0), Decimal(0)))
    sessad = esms("sessad", AVANT, APRES)
    for capacites, cost in ((sessad.capacites, Decimal(10_000)), ((APRES,), Decimal(8_000))):
        dossier = dossier_of(replace(sessad, capacites=capacites))
        found = calculs_of(replace(dossier, diagnostic=Diagnostic(situation_financiere=(situation,)))).resultats
        assert [one.cout_place for one in found] == [cost]
