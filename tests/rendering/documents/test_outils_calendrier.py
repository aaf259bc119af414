"""Tools that live by the calendar: rétroplanning, calendars to import, dialogue de gestion, common plan, framing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from tests.rendering.documents.dossiers import (
    GABARITS,
    association,
    contexte_of,
    ehpad,
    paragraphs_of,
    with_parties,
)
from tests.rendering.formats.text_extraction import pdf_text

from cpomdoc.model.contrat import Reunion, Suivi
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import Deliberation, Demarche, EtapeDemarche, Instance, Lancement, ReunionDemarche
from cpomdoc.model.lancement_travaux import ActionCommune
from cpomdoc.model.objectifs import FicheAction, IndicateurFiche
from cpomdoc.model.parties import DepartementPartie
from cpomdoc.rendering.calendrier import Agenda
from cpomdoc.rendering.documents.lancement import cadrage, dialogue_gestion, plan_commun, retroplanning
from cpomdoc.rendering.documents.lancement.agendas import agendas_of
from cpomdoc.rendering.documents.lancement.heures import read_heures
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import iterate_indicateurs
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.pdf import PdfOptions, render_pdf
from cpomdoc.rendering.graphiques import Planning
from cpomdoc.rendering.valeurs import build_contexte

COPIL = Instance("copil", "comité de pilotage", type="copil")
DEMARCHE = Demarche(
    date(2026, 12, 15),
    durees="cadrage_long",
    date_lancement=date(2026, 1, 12),
    deliberations=(Deliberation("conseil d’administration", date(2026, 11, 20), "autorisation de signer"),),
)
REUNION = ReunionDemarche("copil-1", "validation du diagnostic", date(2026, 5, 12), "14 h 30", "siège", "copil",
                          "validation_diagnostic")  # fmt: skip
FICHE = FicheAction(
    "FA-01", "Réduire l’attente", etablissements=("ime",), echeance=date(2027, 6, 30),
    indicateurs=(IndicateurFiche("delai", "délai d’admission", unite="jours", cibles={2028: None}),),
)  # fmt: skip


def prepared(lancement: Lancement, dossier: Dossier | None = None) -> Dossier:
    return replace(dossier or association(), lancement=lancement)


def full() -> Dossier:
    return prepared(Lancement(DEMARCHE, instances=(COPIL,), reunions=(REUNION,)))


def agendas(dossier: Dossier) -> dict[str, Agenda]:
    return dict(agendas_of(contexte_of(dossier)))


def test_each_step_says_when_and_the_meetings_that_are_fixed_say_so() -> None:
    vue = retroplanning.build_vues(contexte_of(full()))
    fiches = next(one for one in vue.etapes if one.libelle == "Rédaction des fiches actions")
    assert (fiches.debut, fiches.fin, fiches.duree) == ("15/05/2026", "15/11/2026", "6 mois, dont août")
    validation = next(one for one in vue.etapes if one.libelle.startswith("Validation du diagnostic"))
    assert (validation.copil, validation.statut) == ("oui", "fixée le 12/05/2026")
    assert [one.date for one in vue.rendez_vous] == ["12/01/2026", "12/05/2026", "20/11/2026"]
    assert vue.rendez_vous[2].etape == "Constitution du contrat"


def test_the_planning_draws_every_step_and_says_it_in_words() -> None:
    vue = retroplanning.build_vues(contexte_of(full()))
    assert vue.planning is not None
    dessin = vue.planning.dessin
    assert isinstance(dessin, Planning)
    assert [one.month for one in dessin.creux] == [8]
    assert len(dessin.lignes) == len(vue.etapes) + 1
    assert "Rédaction des fiches actions\u00a0: du 15/05/2026 au 15/11/2026" in dessin.alternative


def test_the_grid_has_a_column_per_month_and_quarters_when_it_is_long() -> None:
    court = retroplanning.build_vues(contexte_of(full()))
    assert court.colonnes[0] == "01/26"
    assert "08/26*" in court.colonnes
    assert court.grille[0].cases[0] == "●"
    long = Demarche(date(2028, 12, 15), durees="propres", etapes=(EtapeDemarche("travaux", duree_mois=30),))
    grille = retroplanning.build_vues(contexte_of(prepared(Lancement(long))))
    assert grille.colonnes[0] == "T2 26"
    assert set(grille.grille[0].cases) == {"■"}


def test_an_empty_form_prints_the_usual_steps_and_rows_to_write_on() -> None:
    dossier = prepared(Lancement())
    vue = retroplanning.build_vues(contexte_of(dossier))
    assert len(vue.etapes) == 8
    assert {one.debut for one in vue.etapes} == {""}
    assert vue.planning is None
    assert vue.grille == ()
    assert len(vue.rendez_vous) == 4


@pytest.mark.parametrize("outil", [retroplanning, dialogue_gestion, plan_commun, cadrage])
@pytest.mark.parametrize("dossier", [full(), prepared(Lancement()), prepared(Lancement(DEMARCHE), ehpad())])
def test_each_tool_prints_whatever_is_written(outil: Any, dossier: Dossier) -> None:
    assert (GABARITS / outil.gabarit).exists()
    textes = [one.texte for one in paragraphs_of(outil, dossier)]
    assert textes[0]
    assert "None" not in " ".join(textes)


def test_the_calendar_of_the_approach_holds_steps_deadlines_meetings_and_votes() -> None:
    evenements = {one.cle: one for one in agendas(full())["lancement-05-retroplanning"].evenements}
    assert evenements["etape", "lancement"].jour == date(2026, 1, 12)
    assert evenements["etape", "validation_diagnostic"].heures == (time(14, 30), time(15, 30))
    assert evenements["echeance", "fiches"].jour == date(2026, 11, 13)
    assert not evenements["etape", "validation_contrat"].ferme
    assert evenements["deliberation", "conseil d’administration", "1"].jour == date(2026, 11, 20)


def test_what_an_event_is_never_hangs_on_its_day() -> None:
    plus_tard = replace(DEMARCHE, date_signature_visee=date(2027, 3, 15), version_calendrier=2)
    autre = prepared(Lancement(plus_tard, instances=(COPIL,), reunions=(replace(REUNION, date=date(2026, 9, 8)),)))
    avant, apres = agendas(full())["lancement-05-retroplanning"], agendas(autre)["lancement-05-retroplanning"]
    assert {one.cle for one in avant.evenements} == {one.cle for one in apres.evenements}
    assert {one.jour for one in avant.evenements} != {one.jour for one in apres.evenements}
    assert (avant.version, apres.version) == (0, 2)


def test_a_meeting_planned_at_last_takes_the_place_of_the_day_aimed_at() -> None:
    avant = agendas(prepared(Lancement(DEMARCHE)))["lancement-05-retroplanning"]
    apres = agendas(full())["lancement-05-retroplanning"]
    cle = ("etape", "validation_diagnostic")
    visee, fixee = (next(one for one in agenda.evenements if one.cle == cle) for agenda in (avant, apres))
    assert not visee.ferme
    assert fixee.ferme
    assert fixee.titre == "Validation du diagnostic"


def test_the_calendar_of_obligations_follows_the_contract() -> None:
    dossier = full()
    suivi = Suivi(reunions=(Reunion(2028, mois=6, objet="dialogue de gestion"), Reunion(2031)))
    dossier = replace(dossier, general=replace(dossier.general, suivi=suivi))
    evenements = {one.cle: one for one in agendas(dossier)["obligations"].evenements}
    assert evenements["obligation", "eprd", "2027"].jour == date(2027, 6, 30)
    assert evenements["obligation", "errd", "2031"].jour == date(2032, 4, 30)
    assert evenements["jalon", "prorogation"].jour == date(2031, 6, 30)
    assert evenements["jalon", "terme"].jour == date(2031, 12, 31)
    assert evenements["comite", "2028", "1"].jour == date(2028, 6, 1)
    assert not evenements["jalon", "mi_parcours"].ferme
    assert ("jalon", "bilan_final") not in evenements


def test_a_deadline_on_a_sunday_says_the_last_worked_day_before() -> None:
    evenements = {one.cle: one for one in agendas(full())["obligations"].evenements}
    assert evenements["obligation", "annexe_activite", "2028"].jour == date(2027, 10, 31)
    assert "29 octobre 2027" in evenements["obligation", "annexe_activite", "2028"].description


def test_a_contract_without_the_kit_has_no_calendar() -> None:
    assert agendas(association()) == {}


@pytest.mark.parametrize(
    ("texte", "heures"),
    [
        ("14 h 30", (time(14, 30), time(15, 30))),
        ("9h", (time(9), time(10))),
        ("de 9 h à 12 h 30", (time(9), time(12, 30))),
        ("14:00-16:00", (time(14), time(16))),
        ("14\u202fh\u202f30", (time(14, 30), time(15, 30))),
        ("dans l’après-midi", None),
        ("16 h à 14 h", None),
        ("le 12 mai", None),
        ("23 h 30", None),
    ],
)
def test_hours_are_read_as_people_write_them(texte: str, heures: tuple[time, time] | None) -> None:
    assert read_heures(texte) == heures


def test_the_agenda_raises_what_is_late_put_off_or_cannot_be_judged() -> None:
    plan = (
        ActionCommune("FA-01", echeance_revisee=date(2028, 6, 30), statut="en_cours"),
        ActionCommune("cuisine", "mise aux normes", echeance=date(2027, 3, 31), statut="realisee"),
        ActionCommune("permis", "dépôt du permis", echeance=date(2027, 9, 30)),
    )
    dossier = replace(prepared(Lancement(plan_commun=plan)), fiches=(FICHE,))
    feuille = dialogue_gestion.build_vues(contexte_of(dossier)).feuille
    sujets = {one.action: one.motif for one in feuille.sujets if one.action}
    assert sujets.keys() == {"Réduire l’attente", "Dépôt du permis"}
    assert "repoussée du 30/06/2027 au 30/06/2028" in sujets["Réduire l’attente"]
    assert "pas de cible 2027" in sujets["Réduire l’attente"]
    assert feuille.annee == "2027"
    assert feuille.fiches[0].statut == "En cours"


def test_the_gap_of_an_indicator_is_what_was_reached_less_its_target() -> None:
    fiche = replace(FICHE, indicateurs=(replace(FICHE.indicateurs[0], cibles={2027: Decimal(300), 2028: None}),))
    contexte = contexte_of(replace(full(), fiches=(fiche,)))
    realise = {("FA-01", "delai", 2027): Decimal(320), ("FA-01", "delai", 2028): Decimal(290)}
    suivi = next(iterate_indicateurs(contexte, realise))
    assert (suivi.annee(2027).realise, suivi.annee(2027).ecart) == ("320", "+20")
    assert (suivi.annee(2028).realise, suivi.annee(2028).ecart) == ("290", "")
    assert suivi.annee(2040).cible == ""


def test_the_plan_keeps_sheets_and_other_actions_apart_in_word_and_in_excel() -> None:
    plan = (ActionCommune("permis", "dépôt du permis", avancement=40), ActionCommune("FA-01", statut="en_cours"))
    contexte = contexte_of(replace(prepared(Lancement(plan_commun=plan)), fiches=(FICHE,)))
    vue = plan_commun.build_vues(contexte)
    assert [one.numero for one in vue.fiches] == ["FA-01"]
    assert vue.autres[0].intitule == "Dépôt du permis"
    assert vue.autres[0].avancement == "40\u202f%"
    onglets = {one.nom: one for one in plan_commun.build_classeur(contexte).onglets}
    assert [one.cle for one in onglets["Fiches actions"].lignes] == ["FA-01"]
    assert [one.cle for one in onglets["Autres actions"].lignes] == ["permis"]
    assert "intitule" in {one.champ for one in onglets["Autres actions"].colonnes}
    assert "pilote" not in {one.champ for one in onglets["Fiches actions"].colonnes}
    assert {len(one.cellules) for one in onglets["Fiches actions"].lignes} == {len(onglets["Fiches actions"].colonnes)}


def test_the_framing_form_ticks_what_the_file_shows_and_has_a_box_for_every_party() -> None:
    vue = cadrage.build_vues(contexte_of(prepared(Lancement(DEMARCHE, instances=(COPIL,)), ehpad())))
    assert (vue.pilotes, vue.copil, vue.groupes, vue.calendrier) == ("☐", "☒", "☐", "☒")
    assert [nom for rang in vue.signataires for nom in rang.noms] == [
        "EHPAD du Lac",
        "Agence régionale de santé Auvergne-Rhône-Alpes",
        "Département de la Haute-Savoie",
    ]
    assert len(vue.rencontres) == 4
    assert [one.partie for one in vue.interlocuteurs] == ["Gestionnaire", "ARS", "Département de la Haute-Savoie"]


@pytest.mark.parametrize("departements", [(), ("49", "44", "53", "72")])
def test_the_framing_form_holds_on_one_page_however_many_sign(departements: tuple[str, ...]) -> None:
    dossier = full()
    parties = replace(dossier.general.parties, departements=tuple(map(DepartementPartie, departements)))
    contexte = contexte_of(with_parties(dossier, parties))
    gabarit = compile_gabarit(cadrage.gabarit, (GABARITS / cadrage.gabarit).read_bytes(), FILTRES)
    rendu = render_docx(gabarit, build_contexte(cadrage.build_vues(contexte)), Reglages())
    pdf = render_pdf([read_docx(rendu.docx)], PdfOptions("Cadrage", datetime(2027, 1, 1, tzinfo=UTC)))
    assert len(pdf_text(pdf).split("\f")) == 2, "one page, and nothing after it"
