"""What is late depends on the day it is, on nothing else, and on no day when nobody says which it is."""

from dataclasses import replace
from datetime import date

import pytest

from cpomdoc.checking.check_sens import check_calculs
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.lancement import Demarche, EtapeDemarche, Lancement, Participant, ReunionDemarche, ReunionLancement
from tests.checking.contrats_de_test import VALIDE, read_dossier

DEMARCHE = Demarche(date(2026, 12, 15), durees="cadrage_long")
TENUES = (
    Lancement(DEMARCHE, reunions=(ReunionDemarche("premiere", etape="lancement", tenue=True),)),
    Lancement(replace(DEMARCHE, etapes=(EtapeDemarche("lancement", statut="faite"),))),
    Lancement(DEMARCHE, reunion_lancement=ReunionLancement(participants=(Participant("ars", present=True),))),
)


def find_codes(lancement: Lancement, aujourdhui: date | None) -> set[str]:
    referentiel = load_referentiel()
    dossier = replace(read_dossier(VALIDE)[1], lancement=lancement)
    found = check_calculs(dossier, compute_calculs(dossier, referentiel), referentiel, aujourdhui)
    return {one.code for one in found}


def test_a_launch_is_past_the_day_after_its_latest_day() -> None:
    assert "LAN-028" not in find_codes(Lancement(DEMARCHE), date(2026, 1, 15))
    assert "LAN-028" in find_codes(Lancement(DEMARCHE), date(2026, 1, 16))


def test_nothing_is_late_when_nobody_says_what_day_it_is() -> None:
    assert "LAN-028" not in find_codes(Lancement(DEMARCHE), None)


@pytest.mark.parametrize("lancement", TENUES)
def test_a_launch_that_was_held_is_not_late(lancement: Lancement) -> None:
    assert "LAN-028" not in find_codes(lancement, date(2026, 6, 1))
