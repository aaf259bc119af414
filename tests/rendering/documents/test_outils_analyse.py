"""The tools that lead from the diagnosis to objectives: full with an example contract, and empty, as forms to fill."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.rendering.documents.contextes_chiffres import load_exemple, open_contexte, print_document

from cpomdoc.model.diagnostic import Constat, Diagnostic, Groupes, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.lancement import Lancement, PointEchange
from cpomdoc.model.lancement_travaux import (
    ActionAssociation,
    ChantierNational,
    ChoixObjectifs,
    PoidsCriteres,
    PointsCles,
    PropositionObjectif,
    ThemeAnalyse,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement import (
    analyses_thematiques,
    association,
    chantiers_nationaux,
    choix_objectifs,
    points_cles,
    qualite_echanges,
)
from cpomdoc.rendering.documents.lancement.registre import OUTILS
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.valeurs import SANS_OBJET

MIENS: tuple[Document, ...] = (
    analyses_thematiques,
    qualite_echanges,
    chantiers_nationaux,
    association,
    points_cles,
    choix_objectifs,
)
TILLEULS = load_exemple("tilleuls")
VIDE = {"lancement": Lancement(), "diagnostic": None, "objectifs": None, "fiches": ()}
CONSTAT = Constat("attente", "Une année d’attente.", causes="peu de sorties", consequences="des ruptures", priorite=2)


def prepare(diagnostic: Diagnostic | None = None, **lancement: Any) -> Contexte:
    """The example contract with this diagnosis and these sections of lancement.yaml only."""
    return open_contexte(TILLEULS, lancement=Lancement(**lancement), diagnostic=diagnostic)


@pytest.mark.parametrize("outil", MIENS, ids=lambda outil: outil.cle)
def test_un_outil_vient_avec_lancement_yaml_et_seulement_avec_lui(outil: Document) -> None:
    assert outil in OUTILS
    assert outil.applies(open_contexte(TILLEULS, **VIDE))
    assert not outil.applies(open_contexte(TILLEULS, lancement=None))


@pytest.mark.parametrize("outil", MIENS, ids=lambda outil: outil.cle)
def test_un_outil_plein_ne_laisse_rien_a_completer(outil: Document) -> None:
    texte, manques = print_document(outil, open_contexte(TILLEULS))
    assert "Objectif" in texte
    assert manques == 0


@pytest.mark.parametrize("outil", MIENS, ids=lambda outil: outil.cle)
def test_un_outil_vide_est_un_formulaire(outil: Document) -> None:
    texte, manques = print_document(outil, open_contexte(TILLEULS, **VIDE))
    assert "CPOM 2027-2031" in texte
    assert manques == (1 if outil is points_cles else 0), "only the date on which the diagnosis was validated"
    assert "None" not in texte


def test_les_outils_viennent_dans_l_ordre_du_kit() -> None:
    codes = [outil.cle.removeprefix("lancement_") for outil in OUTILS]
    fiches = [code for code in open_contexte(TILLEULS).referentiel.kit.fiches if code in codes]
    assert [code for code in codes if code in {one.cle.removeprefix("lancement_") for one in MIENS}] == [
        "analyses_thematiques",
        "qualite_echanges",
        "chantiers_nationaux",
        "association",
        "points_cles",
        "choix_objectifs",
    ]
    assert set(codes) == set(fiches)


# Analyses thématiques


def test_les_huit_fiches_sont_la_dans_l_ordre_avec_leurs_questions() -> None:
    themes = analyses_thematiques.build_vues(open_contexte(TILLEULS, **VIDE)).themes
    assert [one.numero for one in themes] == list(range(1, 9))
    assert themes[0].titre == "Parcours des personnes accompagnées"
    assert all(question.endswith("?") for theme in themes for question in theme.questions)
    assert all(theme.questions and theme.sources and theme.lignes for theme in themes)


def test_une_piste_montre_les_valeurs_du_diagnostic_par_esms() -> None:
    vue = analyses_thematiques.build_vues(open_contexte(TILLEULS))
    assert vue.annees == ("2023", "2024", "2025")
    social = next(one for one in vue.themes if one.titre.startswith("Climat social"))
    (absences,) = (one for one in social.lignes if one.piste == "Absentéisme")
    assert absences.etablissement == "MAS Les Tilleuls"
    assert [one.valeur for one in absences.indicateur.valeurs] == [Decimal("9.80"), Decimal("10.40"), Decimal("10.90")]
    assert absences.indicateur.mediane_regionale == Decimal("8.70")
    assert str(absences.indicateur.quartile).startswith("médiane ≤ x < Q3")


def test_ce_que_plusieurs_esms_mesurent_tient_sur_plusieurs_lignes_nommees_une_fois() -> None:
    social = analyses_thematiques.build_vues(open_contexte(TILLEULS)).themes[3]
    rang = next(i for i, one in enumerate(social.lignes) if one.piste.startswith("Occupation"))
    suite = social.lignes[rang : rang + 3]
    assert [one.etablissement for one in suite] == ["IME Les Tilleuls", "MAS Les Tilleuls", "SESSAD Les Tilleuls"]
    assert [one.piste for one in suite[1:]] == ["", ""]
    assert [one.nature for one in suite] == ["I", "", ""]


def test_une_piste_sans_mesure_est_un_tiret() -> None:
    vue = analyses_thematiques.build_vues(open_contexte(TILLEULS, **VIDE))
    assert vue.annees == ("N-3", "N-2", "N-1")
    for theme in vue.themes:
        assert theme.renseignes == 0
        assert all(valeur.valeur is SANS_OBJET for one in theme.lignes for valeur in one.indicateur.valeurs)


def test_les_comptes_du_diagnostic_remplissent_le_risque_financier() -> None:
    charges, produits = Groupes(Decimal(100), Decimal(50), Decimal(0)), Groupes(Decimal(160), Decimal(0), Decimal(0))
    diagnostic = Diagnostic(
        situation_financiere=(SituationFinanciere(2025, None, charges, produits, tresorerie=Decimal(40)),)
    )
    risque = analyses_thematiques.build_vues(prepare(diagnostic)).themes[5]
    trouves = {one.indicateur.libelle: one.indicateur.valeurs[-1].valeur for one in risque.lignes if one.unite == "€"}
    assert trouves == {"Résultat net comptable": Decimal(10), "Trésorerie": Decimal(40)}


def test_un_indicateur_ecrit_passe_avant_les_comptes() -> None:
    ecrit = IndicateurDiagnostic("TRESO", etablissement="ime-tilleuls", valeurs={2025: Decimal(99)})
    comptes = SituationFinanciere(2025, "ime-tilleuls", tresorerie=Decimal(40))
    risque = analyses_thematiques.build_vues(
        prepare(Diagnostic(indicateurs=(ecrit,), situation_financiere=(comptes,)))
    ).themes[5]
    tresoreries = [one for one in risque.lignes if one.indicateur.libelle == "Trésorerie"]
    assert [one.indicateur.valeurs[-1].valeur for one in tresoreries] == [Decimal(99)]


def test_les_constats_d_un_theme_sont_ceux_que_l_auteur_cite() -> None:
    theme = ThemeAnalyse("emplois", pistes=("former",), constats=("attente", "inconnu"))
    vue = analyses_thematiques.build_vues(prepare(Diagnostic(constats=(CONSTAT,)), themes=(theme,)))
    emplois = vue.themes[2]
    assert [one.constat for one in emplois.constats] == ["Une année d’attente."]
    assert emplois.pistes == ("former",)
    assert [one.ecrite for one in vue.themes] == ["☐"] * 8


# Qualité des échanges


def test_un_point_est_acquis_a_reprendre_ou_ni_l_un_ni_l_autre() -> None:
    points = (PointEchange("attentes", acquis=True, le=date(2026, 1, 13)), PointEchange("perimetre", acquis=False))
    vue = qualite_echanges.build_vues(prepare(echanges=points))
    assert [(one.acquis, one.a_reprendre) for one in vue.points[:3]] == [("☒", "☐"), ("☐", "☒"), ("☐", "☐")]
    assert (vue.acquis, vue.nombre) == (1, 9)
    assert vue.points[0].le == "13/01/2026"
    assert all(one.indice for one in vue.points)


# Chantiers nationaux


def chantiers_of(contexte: Contexte) -> list[str]:
    return [one.libelle for one in chantiers_nationaux.build_vues(contexte).chantiers]


def test_les_chantiers_sont_ceux_des_esms_du_contrat() -> None:
    enfance = chantiers_of(open_contexte(TILLEULS, **VIDE))
    assert "SERAFIN-PH" in enfance
    assert "Forfait global unique des EHPAD" not in enfance
    ages = chantiers_of(open_contexte(load_exemple("ehpad-sources"), lancement=Lancement()))
    assert "Forfait global unique des EHPAD" in ages
    assert "SERAFIN-PH" not in ages


@pytest.mark.parametrize(("effet", "liste"), [(date(2023, 12, 31), "2019"), (date(2024, 1, 1), "2026"), (None, "2026")])
def test_la_liste_est_celle_de_l_epoque_du_contrat(effet: date | None, liste: str) -> None:
    contrat = replace(TILLEULS.general.contrat, date_effet=effet)
    contexte = open_contexte(TILLEULS, general=replace(TILLEULS.general, contrat=contrat), **VIDE)
    assert chantiers_nationaux.find_liste(contexte) == liste
    assert ("e-CARS médico-social" in chantiers_of(contexte)) == (liste == "2019")
    assert ("ESMS numérique" in chantiers_of(contexte)) == (liste == "2026")


def test_l_auteur_ajoute_retient_ou_ecarte_un_chantier() -> None:
    ecrits = (
        ChantierNational("forfait_global_unique", concerne=True),
        ChantierNational("numerique", concerne=False),
        ChantierNational("ecole", intitule="École inclusive", impact="une classe au collège"),
    )
    vue = chantiers_nationaux.build_vues(prepare(chantiers=ecrits))
    noms = [one.libelle for one in vue.chantiers]
    assert "Forfait global unique des EHPAD" in noms
    assert noms[-1] == "École inclusive"
    assert vue.chantiers[-1].impact == "Une classe au collège"
    assert "ESMS numérique" not in noms
    assert vue.ecartes == "«\u202fESMS numérique\u202f»"


# Association


def test_sans_rien_d_ecrit_les_publics_habituels_attendent_une_date() -> None:
    vue = association.build_vues(prepare())
    assert vue.proposees
    assert len(vue.actions) == 5
    assert {one.date for one in vue.actions} == {""}


def test_ce_que_l_auteur_ecrit_remplace_les_publics_habituels() -> None:
    action = ActionAssociation("cvs", "conseil de la vie sociale", date=date(2026, 3, 31), fait=True)
    vue = association.build_vues(prepare(association=(action,)))
    assert [(one.public, one.date, one.fait) for one in vue.actions if one.public] == [
        ("Conseil de la vie sociale", "31/03/2026", "☒")
    ]
    texte, _ = print_document(association, prepare(association=(action,)))
    assert "1 action réalisée sur 1" in texte


# Points clés


def test_les_points_cles_gardent_les_constats_de_plus_haute_priorite() -> None:
    constats = (CONSTAT, Constat("b", "Deux.", priorite=1), Constat("c", "Trois."), Constat("d", "Quatre.", priorite=1))
    vue = points_cles.build_vues(prepare(Diagnostic(constats=constats)))
    assert [one.constat.constat for one in vue.priorites] == ["Deux.", "Quatre."]
    assert vue.autres == 2


def test_sans_priorite_tous_les_constats_comptent() -> None:
    constats = (Constat("b", "Deux."), Constat("c", "Trois."))
    assert len(points_cles.build_vues(prepare(Diagnostic(constats=constats))).priorites) == 2


def test_l_introduction_de_l_auteur_passe_avant_la_synthese() -> None:
    diagnostic = Diagnostic(synthese="La synthèse.")
    assert points_cles.build_vues(prepare(diagnostic)).introduction == "La synthèse."
    ecrits = PointsCles("Trois idées.", {"finances": "équilibre fragile"})
    vue = points_cles.build_vues(prepare(diagnostic, points_cles=ecrits))
    assert vue.introduction == "Trois idées."
    assert [one.constat for one in vue.domaines if one.constat] == ["Équilibre fragile"]
    assert all(one.repere for one in vue.domaines)


# Choix des objectifs


def choisir(*propositions: PropositionObjectif, **choix: Any) -> Contexte:
    return prepare(Diagnostic(constats=(CONSTAT,)), choix_objectifs=ChoixObjectifs(propositions=propositions, **choix))


def test_la_cause_et_la_consequence_viennent_du_constat_tant_que_l_auteur_ne_les_dit_pas() -> None:
    vides, dites = PropositionObjectif("a", "attente"), PropositionObjectif("b", "attente", cause="trop peu de places")
    lignes = choix_objectifs.build_vues(choisir(vides, dites)).propositions
    assert [(one.cause, one.consequence) for one in lignes] == [
        ("Peu de sorties", "Des ruptures"),
        ("Trop peu de places", "Des ruptures"),
    ]


def test_la_mise_en_forme_d_une_cause_est_gardee() -> None:
    constat = replace(CONSTAT, causes="peu de **sorties**, et :\n\n- un manque de relais ;\n- un bassin vaste.")
    choix = ChoixObjectifs(propositions=(PropositionObjectif("a", "attente"),))
    texte, _ = print_document(choix_objectifs, prepare(Diagnostic(constats=(constat,)), choix_objectifs=choix))
    assert "Peu de **sorties**" in texte
    assert r"\*\*" not in texte


def test_les_propositions_sont_classees_par_score() -> None:
    basse = PropositionObjectif("a", "attente", objectif="bas", impact=1, faisabilite=2, urgence=2, retenu=False)
    haute = PropositionObjectif("b", "attente", objectif="haut", impact=5, faisabilite=4, urgence=4, retenu=True)
    sans = PropositionObjectif("c", "attente", objectif="sans note")
    vue = choix_objectifs.build_vues(choisir(basse, sans, haute))
    assert [(one.rang, one.score, one.objectif) for one in vue.classement] == [
        ("1", "80", "Haut"),
        ("2", "4", "Bas"),
        ("", "", "Sans note"),
    ]
    assert [(one.retenu, one.ecarte) for one in vue.propositions] == [("☐", "☒"), ("☐", "☐"), ("☒", "☐")]
    assert (vue.retenues, vue.nombre) == (1, 3)


def test_un_constat_sans_proposition_a_une_ligne_a_remplir() -> None:
    lignes = choix_objectifs.build_vues(choisir()).propositions
    assert [(one.constat, one.objectif) for one in lignes] == [("Une année d’attente.", "")]
    assert len(choix_objectifs.build_vues(prepare()).propositions) == choix_objectifs.LIGNES_LIBRES


def test_le_score_se_dit_en_mots() -> None:
    assert choix_objectifs.build_vues(choisir()).formule == "impact × faisabilité × urgence, de 1 à 125"
    poids = PoidsCriteres(Decimal(2), None, Decimal("1.5"))
    formule = choix_objectifs.build_vues(choisir(score="somme_ponderee", poids=poids)).formule
    assert formule == "2 × impact + … × faisabilité + 1,5 × urgence"


def test_le_classeur_note_de_un_a_cinq_et_calcule_le_score() -> None:
    une = PropositionObjectif("a", "attente", objectif="ouvrir", impact=4, faisabilite=3, urgence=5, retenu=True)
    (onglet,) = choix_objectifs.build_classeur(choisir(une)).onglets
    colonnes = {one.champ or one.titre: one for one in onglet.colonnes}
    for note in ("impact", "faisabilite", "urgence"):
        assert (colonnes[note].nature, colonnes[note].minimum, colonnes[note].maximum) == ("nombre", 1, 5)
    assert (
        colonnes["Score"].formule
        == '=IF(COUNT({impact},{faisabilite},{urgence})=3,{impact}*{faisabilite}*{urgence},"")'
    )
    assert colonnes["retenu"].nature == "case"
    assert (colonnes["constat"].choix, colonnes["constat"].codes) == (("Une année d’attente.",), ("attente",))
    (ligne,) = onglet.lignes
    assert ligne.cle == "a"
    assert ligne.cellules[2:4] == ("peu de sorties", "des ruptures")
    assert ligne.cellules[8] == 60


def test_le_classeur_d_une_somme_ponderee_porte_ses_poids() -> None:
    poids = PoidsCriteres(Decimal(2), Decimal(1), Decimal("1.5"))
    (onglet,) = choix_objectifs.build_classeur(choisir(score="somme_ponderee", poids=poids)).onglets
    (formule,) = (one.formule for one in onglet.colonnes if one.titre == "Score")
    assert formule == '=IF(COUNT({impact},{faisabilite},{urgence})=3,2*{impact}+1*{faisabilite}+1.5*{urgence},"")'
    (onglet,) = choix_objectifs.build_classeur(choisir(score="somme_ponderee")).onglets
    assert [one.formule for one in onglet.colonnes if one.titre == "Score"] == ['=""']


@pytest.mark.parametrize("sections", [{}, VIDE], ids=["plein", "vide"])
def test_le_classeur_s_ecrit_plein_ou_vide(sections: dict[str, Any]) -> None:
    classeur = choix_objectifs.build_classeur(open_contexte(TILLEULS, **sections))
    assert render_classeur(classeur, ReglagesClasseur("tilleuls", {}, "0.1.0")).startswith(b"PK")
