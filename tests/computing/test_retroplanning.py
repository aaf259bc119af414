"""The rétroplanning counts backward, as the published examples do."""

from datetime import date

import pytest

from cpomdoc.computing.retroplanning import compute_retroplanning
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.calculs_lancement import Retroplanning
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import Demarche, EtapeDemarche, Lancement
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Perimetre


def plan(demarche: Demarche) -> Retroplanning:
    general = General(Contrat(), Parties(Gestionnaire()))
    found = compute_retroplanning(
        Dossier("essai", general, Perimetre(()), lancement=Lancement(demarche)), load_referentiel()
    )
    assert found is not None
    return found


def starts(found: Retroplanning) -> dict[str, date | None]:
    return {one.etape: one.debut for one in found.etapes}


def test_the_published_example_is_found_day_by_day() -> None:
    found = plan(Demarche(date_signature_visee=date(2026, 12, 15), durees="cadrage_long"))
    debuts = starts(found)
    assert debuts["constitution"] == date(2026, 11, 15)
    assert debuts["fiches"] == date(2026, 5, 15)
    assert debuts["exploitation"] == date(2026, 3, 15)
    assert debuts["diagnostic"] == date(2026, 1, 15)
    assert found.lancement == date(2026, 1, 15)
    assert found.duree_mois == 11


@pytest.mark.parametrize(("durees", "mois"), [("cadrage_court", 6), ("cadrage_long", 11), ("anap_2017", 10)])
def test_each_published_set_lasts_what_its_source_says(durees: str, mois: int) -> None:
    assert plan(Demarche(date(2027, 1, 15), durees=durees)).duree_mois == mois


def test_a_month_without_such_a_day_ends_on_its_last_day() -> None:
    own = (EtapeDemarche("a", duree_mois=1), EtapeDemarche("signature", duree_mois=0))
    assert starts(plan(Demarche(date(2027, 3, 31), durees="propres", etapes=own)))["a"] == date(2027, 2, 28)
    assert starts(plan(Demarche(date(2028, 3, 31), durees="propres", etapes=own)))["a"] == date(2028, 2, 29)


def test_a_meeting_is_held_on_the_last_worked_day_before() -> None:
    # 15 August 2027 is a Sunday and a public holiday: the Friday before is worked.
    own = (EtapeDemarche("copil", duree_mois=0), EtapeDemarche("b", duree_mois=2), EtapeDemarche("s", duree_mois=0))
    assert starts(plan(Demarche(date(2027, 10, 15), durees="propres", etapes=own)))["copil"] == date(2027, 8, 13)


def test_the_public_holidays_of_alsace_and_of_overseas_count() -> None:
    own = (EtapeDemarche("s", duree_mois=0),)
    day = date(2028, 12, 26)
    assert plan(Demarche(day, durees="propres", etapes=own, departement="67")).etapes[0].debut == date(2028, 12, 22)
    assert plan(Demarche(day, durees="propres", etapes=own, departement="44")).etapes[0].debut == day
    abolition = date(2027, 5, 27)
    assert plan(Demarche(abolition, durees="propres", etapes=own, departement="971")).etapes[0].debut == date(
        2027, 5, 26
    )


def test_a_step_that_runs_over_august_is_flagged() -> None:
    found = plan(Demarche(date(2026, 12, 15), durees="cadrage_long"))
    assert [one.etape for one in found.etapes if one.aout] == ["fiches"]


def test_a_step_of_many_months_is_flagged_even_when_august_is_in_none_of_its_end_years() -> None:
    own = (EtapeDemarche("travaux", duree_mois=18),)
    (step,) = plan(Demarche(date(2028, 3, 15), durees="propres", etapes=own)).etapes
    assert (step.debut, step.aout) == (date(2026, 9, 15), True)


def test_what_the_author_changes_of_a_step_changes_the_days_before_it() -> None:
    shorter = plan(Demarche(date(2026, 12, 15), durees="cadrage_long", etapes=(EtapeDemarche("fiches", duree_mois=3),)))
    assert starts(shorter)["diagnostic"] == date(2026, 4, 15)


def test_nothing_is_dated_before_the_signature_is() -> None:
    found = plan(Demarche(durees="cadrage_long"))
    assert [one.debut for one in found.etapes] == [None] * 8
    assert found.lancement is None


def test_steps_of_one_s_own_keep_the_words_that_the_kit_has_for_them() -> None:
    own = (EtapeDemarche("diagnostic", duree_mois=3), EtapeDemarche("visites", "visites des sites", duree_mois=1))
    found = plan(Demarche(date(2027, 6, 30), durees="propres", etapes=own)).etapes
    assert [one.libelle for one in found] == ["Diagnostic complété et pièces fournies", "visites des sites"]
    assert [one.debut for one in found] == [date(2027, 2, 28), date(2027, 5, 30)]


def test_without_a_word_on_the_calendar_the_usual_steps_stand_undated() -> None:
    general = General(Contrat(), Parties(Gestionnaire()))
    found = compute_retroplanning(Dossier("essai", general, Perimetre(()), lancement=Lancement()), load_referentiel())
    assert found is not None
    assert found.jeu == "cadrage_long"
    assert {one.debut for one in found.etapes} == {None}
