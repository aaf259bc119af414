"""A year of follow-up: the worked examples of the sector give their figures from the files of a contract."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cpomdoc.computing.bilan_annuel import compute_bilan
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.activite import Activite, CibleActivite, LigneActivite, Modulation, PeriodeActivite
from cpomdoc.model.calculs_suivi import BilanAnnuel, ModulationSuivie
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, Finances
from cpomdoc.model.objectifs import FicheAction, IndicateurFiche
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Autorisation, Etablissement, Perimetre
from cpomdoc.model.suivi_annuel import (
    ActiviteAnnee,
    Changement,
    CirconstanceAnnee,
    DecisionModulation,
    EtatAction,
    FinanceAnnee,
    SuiviAnnuel,
    ValeurIndicateur,
)

ANNEE = 2027
PLAFOND = Modulation(Decimal("0.5"), Decimal(0), "points", "plus_favorable", information_prealable_jours=30)


def periode(annee: int, capacite: int, jours: int, du: str = "01-01", au: str = "12-31") -> PeriodeActivite:
    return PeriodeActivite(date.fromisoformat(f"{annee}-{du}"), date.fromisoformat(f"{annee}-{au}"), capacite, jours)


def ligne(*periodes: PeriodeActivite, modalite: str = "semi_internat", **cibles: str) -> LigneActivite:
    indicateurs = tuple(
        CibleActivite(code, cibles={annee: Decimal(cible) for annee in range(2027, 2032)})
        for code, cible in cibles.items()
    )
    return LigneActivite("e", modalite, periodes, indicateurs, modulation=True)


def judge(
    lignes: tuple[LigneActivite, ...],
    suivi: SuiviAnnuel,
    dotation: str = "1000000",
    clause: Modulation = PLAFOND,
    **dossier: Any,
) -> BilanAnnuel:
    """A contract of 2027-2031 on one ESMS « e » whose allocation does not move."""
    esms = Etablissement("e", "IME", categorie=dossier.pop("categorie", "183"))
    finances = Finances(
        clause_taux="fixe",
        taux=dict.fromkeys(range(2027, 2032), Decimal(0)),
        bases=(Base("e", "ars", dossier.pop("section", None), 2026, Decimal(dotation)),),
    )
    contrat = Contrat(date_effet=date(2027, 1, 1), duree_annees=5)
    suivis = (*dossier.pop("avant", ()), suivi)
    whole = Dossier(
        "cas",
        General(contrat, Parties(Gestionnaire())),
        dossier.pop("perimetre", Perimetre((esms,))),
        activite=Activite(lignes, clause),
        finances=finances,
        suivis=suivis,
        **dossier,
    )
    referentiel = load_referentiel()
    return compute_bilan(whole, compute_calculs(whole, referentiel), referentiel, suivi.annee)


def realise(annee: int = ANNEE, modalite: str = "semi_internat", **valeurs: Any) -> SuiviAnnuel:
    return SuiviAnnuel(annee, activite=(ActiviteAnnee("e", modalite, **valeurs),))


def seule(bilan: BilanAnnuel) -> ModulationSuivie:
    (only,) = bilan.modulations
    return only


SEMI = periode(ANNEE, 40, 210)
CENT_JOURS = periode(ANNEE, 100, 100)


@pytest.mark.parametrize("journees", [9500, 9730], ids=["E1-exactly", "E2-above"])
def test_a_target_met_or_passed_costs_nothing_and_brings_nothing(journees: int) -> None:
    bilan = judge((ligne(CENT_JOURS, taux_occupation="95"),), realise(journees=journees), "1250000")
    assert seule(bilan).abattement == Decimal("0.00")
    assert bilan.lignes[0].mesures[0].sous_cible is False


def test_e3_own_opening_days_are_those_that_count() -> None:
    bilan = judge((ligne(SEMI, taux_occupation="90"),), realise(journees=7140), "1480000")
    assert bilan.lignes[0].theorique == 8400
    assert bilan.lignes[0].mesures[0].ecart == Decimal("5.00")
    assert (seule(bilan).taux_plafond, seule(bilan).plafond) == (Decimal("2.500"), Decimal("37000.00"))


@pytest.mark.parametrize(("annee", "theorique", "taux"), [(2027, 16425, "94.98"), (2028, 16470, "94.72")])
def test_e4_a_leap_year_has_a_day_more(annee: int, theorique: int, taux: str) -> None:
    bilan = judge((ligne(periode(annee, 45, 365), taux_occupation="95"),), realise(annee, journees=15600))
    assert bilan.lignes[0].theorique == theorique
    assert bilan.lignes[0].mesures[0].taux_realise == Decimal(taux)


def test_e5_each_modality_has_its_own_days() -> None:
    lignes = (
        ligne(periode(ANNEE, 12, 210), modalite="internat", taux_occupation="90"),
        ligne(periode(ANNEE, 28, 200), taux_occupation="90"),
    )
    suivi = SuiviAnnuel(
        ANNEE,
        activite=(ActiviteAnnee("e", "internat", 2310), ActiviteAnnee("e", "semi_internat", 4900)),
    )
    bilan = judge(lignes, suivi)
    assert [one.theorique for one in bilan.lignes] == [2520, 5600]
    assert sum(one.journees or 0 for one in bilan.lignes) == 7210


@pytest.mark.parametrize(
    ("code", "cible", "compte"), [("file_active", "60", 51), ("prestations", "6000", 5100)], ids=["E6", "E7"]
)
def test_a_count_is_measured_as_a_share_of_its_target(code: str, cible: str, compte: int) -> None:
    counted: dict[str, Any] = {code: compte}
    bilan = judge((ligne(SEMI, **{code: cible}),), realise(**counted), "720000")
    assert bilan.lignes[0].mesures[0].taux_realise == Decimal("85.00")
    assert (seule(bilan).taux_plafond, seule(bilan).plafond) == (Decimal("7.500"), Decimal("54000.00"))


def test_e8_circumstances_take_days_off_what_was_possible() -> None:
    lignes = (ligne(periode(ANNEE, 30, 365), taux_occupation="95"),)
    raw = judge(lignes, realise(journees=9300), "2100000")
    closed = (CirconstanceAnnee("sinistre", jours_neutralises=14),)
    net = judge(lignes, realise(journees=9300, circonstances=closed), "2100000")
    waived = judge(lignes, realise(journees=9300, circonstances=closed, renonciation=True), "2100000")
    assert (raw.lignes[0].mesures[0].taux_realise, seule(raw).plafond) == (Decimal("84.93"), Decimal("105735.00"))
    assert net.lignes[0].theorique_neutralise == 10530
    assert (net.lignes[0].mesures[0].taux_realise, seule(net).plafond) == (Decimal("88.32"), Decimal("70140.00"))
    assert (seule(waived).abattement, seule(waived).plafond) == (Decimal("0.00"), Decimal("70140.00"))


def test_e8_places_may_be_fewer_than_all_of_them() -> None:
    some = (CirconstanceAnnee("sinistre", jours_neutralises=14, places=10),)
    bilan = judge((ligne(SEMI, taux_occupation="90"),), realise(journees=7140, circonstances=some))
    assert bilan.lignes[0].theorique_neutralise == 8400 - 140


def test_e9_no_place_means_no_rate_and_no_reduction() -> None:
    bilan = judge((ligne(periode(ANNEE, 0, 365), taux_occupation="90"),), realise(journees=0))
    assert bilan.lignes[0].sans_objet
    assert bilan.lignes[0].taux_neutralise is None
    assert (seule(bilan).sans_objet, seule(bilan).abattement) == (True, None)


def test_e10_a_capacity_that_changes_counts_by_period() -> None:
    periodes = (
        periode(ANNEE, 20, 181, au="06-30"),
        periode(ANNEE, 26, 184, du="07-01"),
    )
    bilan = judge((ligne(*periodes, taux_occupation="90"),), realise(journees=7600))
    assert bilan.lignes[0].theorique == 8404


def test_e10_only_the_author_knows_which_places_were_closed_when_capacity_changed() -> None:
    periodes = (periode(ANNEE, 20, 181, au="06-30"), periode(ANNEE, 26, 184, du="07-01"))
    closed = (CirconstanceAnnee("greve", jours_neutralises=5),)
    bilan = judge((ligne(*periodes, taux_occupation="90"),), realise(journees=7600, circonstances=closed))
    assert bilan.lignes[0].neutralises is None
    assert seule(bilan).abattement is None


def test_e11_an_ehpad_has_its_own_regime() -> None:
    constat: Mapping[str, Any] = {"journees": 91200, "capacite": 1000, "jours_ouverture": 100}
    suivi = realise(modalite="hebergement_permanent", **constat)
    bilan = judge((), suivi, "1600000", categorie="500", section="soins")
    found = seule(bilan)
    assert (found.regime, found.taux, found.abattement) == ("ehpad", Decimal("1.900"), Decimal("30400.00"))


def test_e12_the_contract_may_be_softer_than_the_law() -> None:
    clause = Modulation(Decimal("0.3"), Decimal(2), "points", "plus_favorable")
    bilan = judge((ligne(SEMI, taux_occupation="90"),), realise(journees=7140), "1480000", clause)
    found = seule(bilan)
    assert (found.taux, found.abattement, found.plafond) == (
        Decimal("0.900"),
        Decimal("13320.00"),
        Decimal("37000.00"),
    )


def test_several_indicators_follow_the_aggregation_of_the_clause() -> None:
    lignes = (ligne(SEMI, taux_occupation="90", file_active="46"),)
    bilan = judge(lignes, realise(journees=7140, file_active=46))
    assert seule(bilan).taux == Decimal("0.000"), "the most favourable is met"


def test_an_indicator_that_nobody_wrote_leaves_the_reduction_unknown() -> None:
    bilan = judge((ligne(SEMI, taux_occupation="90", file_active="46"),), realise(journees=7140))
    assert seule(bilan).abattement is None
    assert ("activite_inconnue", "e") in {(one.code, one.cle) for one in bilan.points}


def test_the_manager_is_told_of_a_reduction_before_the_day_it_is_decided() -> None:
    suivi = SuiviAnnuel(ANNEE, modulation=DecisionModulation(date(2028, 7, 31)))
    assert judge((), suivi).limite_information == date(2028, 7, 1)


FICHE = FicheAction(
    "FA-01",
    "Ouvrir",
    indicateurs=(IndicateurFiche("delai", "délai", sens="baisse", cibles={2027: Decimal(380), 2028: Decimal(340)}),),
    echeance=date(2028, 6, 30),
)


def test_a_fiche_is_late_once_its_last_day_is_past_without_its_being_over() -> None:
    def days(*etats: EtatAction, au: date | None = None, annee: int = 2028) -> int:
        return judge((), SuiviAnnuel(annee, arrete_au=au, fiches=etats), fiches=(FICHE,)).fiches[0].jours_retard

    assert days() == 184, "judged on the last day of the year"
    assert days(au=date(2028, 7, 1)) == 1
    assert days(au=date(2028, 6, 30)) == 0
    assert days(EtatAction("FA-01", "realisee")) == 0
    assert days(EtatAction("FA-01", "en_cours", echeance_revisee=date(2029, 3, 31))) == 0


def test_a_deadline_put_off_last_year_is_still_put_off() -> None:
    avant = SuiviAnnuel(2027, fiches=(EtatAction("FA-01", "reportee", echeance_revisee=date(2029, 3, 31)),))
    bilan = judge((), SuiviAnnuel(2028), avant=(avant,), fiches=(FICHE,))
    assert bilan.fiches[0].echeance_revisee == date(2029, 3, 31)
    assert (bilan.fiches[0].en_retard, bilan.fiches[0].statut_precedent) == (False, "reportee")


def test_a_deadline_put_off_years_ago_is_still_put_off() -> None:
    avant = (
        SuiviAnnuel(2027, fiches=(EtatAction("FA-01", "reportee", echeance_revisee=date(2030, 3, 31)),)),
        SuiviAnnuel(2028, fiches=(EtatAction("FA-01", "en_cours"),)),
    )
    bilan = judge((), SuiviAnnuel(2029), avant=avant, fiches=(FICHE,))
    assert (bilan.fiches[0].echeance_revisee, bilan.fiches[0].en_retard) == (date(2030, 3, 31), False)


@pytest.mark.parametrize(
    ("valeur", "atteint", "ecart"), [("330", True, "-10"), ("340", True, "0"), ("352", False, "12")]
)
def test_a_target_is_reached_in_the_sense_of_its_indicator(valeur: str, *, atteint: bool, ecart: str) -> None:
    suivi = SuiviAnnuel(2028, indicateurs=(ValeurIndicateur("delai", "FA-01", Decimal(valeur)),))
    (found,) = judge((), suivi, fiches=(FICHE,)).indicateurs
    assert (found.atteint, found.ecart) == (atteint, Decimal(ecart))


def test_what_falls_short_two_years_running_is_a_reason_to_examine_an_avenant() -> None:
    periodes = (periode(2027, 40, 210), periode(2028, 40, 210))
    lignes = (ligne(*periodes, taux_occupation="90"),)

    def year(annee: int, journees: int, delai: int) -> SuiviAnnuel:
        indicateur = ValeurIndicateur("delai", "FA-01", Decimal(delai))
        return SuiviAnnuel(annee, activite=(ActiviteAnnee("e", "semi_internat", journees),), indicateurs=(indicateur,))

    def reasons(*years: SuiviAnnuel) -> set[str]:
        *avant, last = years
        return {one.code for one in judge(lignes, last, avant=tuple(avant), fiches=(FICHE,)).raisons}

    assert reasons(year(2027, 7140, 400), year(2028, 7140, 400)) == {"cible_activite", "cible_indicateur"}
    assert reasons(year(2027, 7600, 380), year(2028, 7140, 400)) == set(), "once is not twice"
    assert reasons(year(2028, 7140, 400)) == set()


def test_an_allocation_that_departs_from_the_trajectory_is_told_without_what_does_not_recur() -> None:
    def codes(notifiee: str, cnr: str) -> tuple[set[str], set[str]]:
        finance = FinanceAnnee("e", dotation_notifiee=Decimal(notifiee), cnr=Decimal(cnr))
        bilan = judge((), SuiviAnnuel(2027, finances=(finance,)))
        return {one.code for one in bilan.points}, {one.code for one in bilan.raisons}

    assert codes("1000000", "0") == (set(), set())
    assert codes("1015000", "15000") == ({"dotation"}, set()), "a credit that does not recur needs no avenant"
    assert codes("990000", "0") == ({"dotation"}, {"dotation"})


def test_a_term_within_a_year_is_told_with_what_can_still_be_asked() -> None:
    def reasons(au: date) -> set[str]:
        return {one.code for one in judge((), SuiviAnnuel(2031, arrete_au=au)).raisons}

    assert reasons(date(2030, 12, 30)) == set()
    assert reasons(date(2031, 5, 31)) == {"terme"}
    assert reasons(date(2031, 9, 30)) == {"terme_passe"}, "the notice was due by the end of June"


def test_what_changed_and_a_capacity_that_is_not_that_of_the_contract_are_reasons() -> None:
    suivi = SuiviAnnuel(
        2027,
        activite=(ActiviteAnnee("e", "semi_internat", 7000, capacite=38),),
        changements=(Changement("perimetre", "reprise d’un SESSAD"),),
    )
    found = judge((ligne(SEMI, taux_occupation="80"),), suivi).raisons
    assert {(one.code, one.motif) for one in found} == {("capacite", "capacite"), ("changement", "perimetre")}


def test_an_authorisation_that_ends_soon_is_to_be_settled() -> None:
    def codes(echeance: date, renouvelee: date | None = None) -> list[str]:
        acte = Autorisation("n° 1", date(2014, 1, 1), date_renouvellement=renouvelee, echeance=echeance)
        perimetre = Perimetre((Etablissement("e", "IME", categorie="183", autorisation=acte),))
        found = judge((), SuiviAnnuel(2027), perimetre=perimetre).points
        return [one.code for one in found if one.code == "autorisation"]

    assert codes(date(2029, 6, 30)) == ["autorisation"]
    assert codes(date(2030, 1, 1)) == []
    assert codes(date(2029, 6, 30), renouvelee=date(2029, 7, 1)) == []
