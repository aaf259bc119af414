"""Which sections an EHPAD may have, on the day and in the département of its contract."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.regime_ehpad import sections_de_l_ehpad
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, Finances, MesureNouvelle
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Etablissement, Perimetre
from cpomdoc.problems import Severite

MAINE_ET_LOIRE, NIEVRE, AIN = "49", "58", "01"
ESMS = Etablissement("ehpad", "EHPAD du Lac", categorie="500", departement=MAINE_ET_LOIRE)


def gaps(departement: str, section: str, annee: int, categorie: str = "500") -> list[Ecart]:
    general = General(Contrat(date_effet=date(annee + 1, 1, 1), duree_annees=5), Parties(Gestionnaire()))
    esms = replace(ESMS, departement=departement, categorie=categorie)
    finances = Finances(bases=(Base("ehpad", "ars", section, annee, Decimal("1000.00")),))
    dossier = Dossier("lac", general, Perimetre((esms,)), finances=finances)
    return list(sections_de_l_ehpad(ContexteRegles(dossier, load_referentiel())))


@pytest.mark.parametrize("section", ["soins", "dependance"])
@pytest.mark.parametrize("annee", [2025, 2026])
def test_a_volunteer_departement_has_no_care_nor_dependency_section_while_it_experiments(
    section: str, annee: int
) -> None:
    (gap,) = gaps(MAINE_ET_LOIRE, section, annee)
    assert gap.severite is Severite.ERREUR
    assert "expérimente le forfait global unique" in gap.message


def test_the_departement_that_one_source_names_is_only_told() -> None:
    (gap,) = gaps(NIEVRE, "dependance", 2026)
    assert gap.severite is Severite.ALERTE
    assert "à vérifier" in gap.message


@pytest.mark.parametrize("annee", [2027, 2030])
@pytest.mark.parametrize("section", ["soins", "dependance", "forfait_global_unique"])
def test_nothing_after_the_experiment_is_refused(section: str, annee: int) -> None:
    (gap,) = gaps(MAINE_ET_LOIRE, section, annee)
    assert gap.severite is Severite.ALERTE
    assert "à vérifier" in gap.message


def test_the_single_package_of_a_volunteer_departement_is_right_in_its_time() -> None:
    assert gaps(MAINE_ET_LOIRE, "forfait_global_unique", 2026) == []


def test_elsewhere_the_single_package_is_to_be_checked() -> None:
    (gap,) = gaps(AIN, "forfait_global_unique", 2026)
    assert gap.severite is Severite.ALERTE
    assert "n’est pas des départements connus" in gap.message


def test_before_the_experiment_there_was_no_single_package() -> None:
    (gap,) = gaps(MAINE_ET_LOIRE, "forfait_global_unique", 2024)
    assert gap.severite is Severite.ERREUR


@pytest.mark.parametrize(
    ("departement", "section", "annee", "categorie"),
    [
        (AIN, "dependance", 2026, "500"),
        (AIN, "soins", 2027, "500"),
        (MAINE_ET_LOIRE, "soins", 2024, "500"),
        (MAINE_ET_LOIRE, "hebergement", 2026, "500"),
        (MAINE_ET_LOIRE, "soins", 2026, "437"),
    ],
)
def test_what_the_experiment_does_not_touch_is_left_alone(
    departement: str, section: str, annee: int, categorie: str
) -> None:
    assert gaps(departement, section, annee, categorie) == []


def test_a_measure_counts_on_its_own_day() -> None:
    general = General(Contrat(date_effet=date(2026, 1, 1), duree_annees=5), Parties(Gestionnaire()))
    mesures = tuple(
        MesureNouvelle(f"m{year}", "ehpad", Decimal(10), date(year, 1, 1), section="dependance")
        for year in (2026, 2027)
    )
    dossier = Dossier("lac", general, Perimetre((ESMS,)), finances=Finances(mesures_nouvelles=mesures))
    found = list(sections_de_l_ehpad(ContexteRegles(dossier, load_referentiel())))
    assert [gap.severite for gap in found] == [Severite.ERREUR, Severite.ALERTE]
