"""Minutes and common plan of a contract that is being followed: what its years came to is there, nothing is lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.rendering.documents.dossiers import association, contexte_of

from cpomdoc.model.lancement import Lancement
from cpomdoc.model.lancement_travaux import ActionCommune
from cpomdoc.model.objectifs import FicheAction, IndicateurFiche
from cpomdoc.model.suivi_annuel import (
    Arbitrage,
    DecisionAvenant,
    EtatAction,
    ReunionSuivi,
    SuiviAnnuel,
    ValeurIndicateur,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement import dialogue_gestion, plan_commun

CIBLES = {2027: Decimal(30), 2028: Decimal(20)}
FICHE = FicheAction(
    "FA-01", "Réduire l’attente", etablissements=("ime",), echeance=date(2027, 6, 30),
    indicateurs=(IndicateurFiche("delai", "délai d’admission", unite="jours", cibles=CIBLES),),
)  # fmt: skip
PREMIERE = SuiviAnnuel(
    2027,
    indicateurs=(ValeurIndicateur("delai", "FA-01", Decimal(32)),),
    fiches=(EtatAction("FA-01", "en_cours", 10, date(2029, 6, 30)),),
)
DEUXIEME = SuiviAnnuel(
    2028,
    indicateurs=(ValeurIndicateur("delai", "FA-01", Decimal(18)),),
    fiches=(EtatAction("FA-01", "en_cours", 60, decision="poursuivre"),),
    arbitrages=(Arbitrage("calendrier", "gestionnaire", "le revoir", "accepté"),),
    reunion=ReunionSuivi(date(2029, 6, 12), "Lyon", ("référente, agence",), ("on continue",), date(2030, 6, 4)),
    avenant=DecisionAvenant(decide=True, objet="calendrier"),
)


def contexte(*suivis: SuiviAnnuel) -> Contexte:
    """The kit said something of the sheet before the contract began."""
    plan = (ActionCommune("FA-01", statut="non_demarree", commentaire_gestionnaire="avant le contrat"),)
    return contexte_of(replace(association(), lancement=Lancement(plan_commun=plan), fiches=(FICHE,), suivis=suivis))


def test_the_minutes_of_a_followed_contract_show_what_its_last_year_came_to() -> None:
    feuille = dialogue_gestion.build_vues(contexte(PREMIERE, DEUXIEME)).feuille
    (fiche,) = feuille.fiches
    assert feuille.annee == "2028"
    assert (fiche.statut, fiche.cible, fiche.realise, fiche.ecart) == ("En cours, 60\u202f%", "20", "18", "−2")
    assert fiche.decision == "Poursuivre"
    assert feuille.rencontre == "12 juin 2029, Lyon"
    assert feuille.presents == ("Référente, agence",)
    assert (feuille.avenant, feuille.sans_avenant, feuille.objet_avenant) == ("☒", "☐", "Calendrier")
    assert feuille.prochaine == "4 juin 2030"
    arbitres = [(one.point, one.positions, one.decision) for one in feuille.arbitres if one.decision]
    assert arbitres == [("Calendrier", "Gestionnaire\u202f: le revoir", "Accepté"), ("", "", "On continue")]
    assert [one.action for one in feuille.sujets if one.partie] == ["Calendrier"]


def test_the_minutes_of_a_contract_that_is_not_followed_yet_stay_to_be_filled() -> None:
    feuille = dialogue_gestion.build_vues(contexte()).feuille
    assert {(one.statut, one.realise, one.ecart, one.decision) for one in feuille.fiches} == {
        ("Non démarrée", "", "", "")
    }
    assert (feuille.rencontre, feuille.avenant, feuille.sans_avenant) == ("", "☐", "☐")
    assert {(one.point, one.decision) for one in feuille.arbitres} == {("", "")}


def test_a_year_that_says_nothing_yet_leaves_its_minutes_to_be_filled() -> None:
    feuille = dialogue_gestion.build_vues(contexte(SuiviAnnuel(2027))).feuille
    assert [(one.cible, one.realise, one.ecart) for one in feuille.fiches] == [("30", "", "")]
    assert (feuille.avenant, feuille.sans_avenant, feuille.presents) == ("☐", "☐", ())


def test_the_common_plan_follows_the_years_that_are_known_rather_than_what_the_kit_said_before() -> None:
    vue = plan_commun.build_vues(contexte(PREMIERE, DEUXIEME))
    (fiche,) = vue.fiches
    assert (fiche.statut, fiche.avancement, fiche.revisee) == ("En cours", "60\u202f%", "30/06/2029")
    assert (fiche.gestionnaire, fiche.decision) == ("", "Poursuivre")
    assert "2028" in vue.situation
    annees = {one.annee: (one.realise, one.ecart) for one in vue.indicateurs[0].annees}
    assert (annees[2027], annees[2028], annees[2029]) == (("32", "+2"), ("18", "−2"), ("", ""))


def test_the_common_plan_of_a_contract_that_is_not_followed_says_what_the_kit_does() -> None:
    vue = plan_commun.build_vues(contexte())
    assert (vue.fiches[0].statut, vue.fiches[0].gestionnaire) == ("Non démarrée", "Avant le contrat")
    assert vue.situation == ""


def test_the_workbook_of_a_followed_plan_leaves_the_sheets_to_the_workbook_of_the_year() -> None:
    classeur = plan_commun.build_classeur(contexte(PREMIERE, DEUXIEME))
    fiches, autres, indicateurs = classeur.onglets
    assert {one.champ for one in fiches.colonnes} == {""}
    assert fiches.reprise is None
    assert any("2028" in texte for _, texte in fiches.entete)
    assert autres.reprise is not None
    assert "18" in indicateurs.lignes[0].cellules
    assert "suivis" in classeur.origines
