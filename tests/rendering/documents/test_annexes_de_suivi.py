"""The annexes on follow-up, partnerships, schemes, the « réponse accompagnée » and social support."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.rendering.documents.dossiers import MAS, association, contexte_of, ehpad, paragraphs_of

from cpomdoc.model.accompagnement import AccompagnementSocial, PhaseAccompagnement
from cpomdoc.model.contrat import Reunion, Suivi
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import Axe, FicheAction, IndicateurFiche, Objectif, Objectifs, ValeurInitiale
from cpomdoc.model.orientations import Orientation, Orientations, Schema
from cpomdoc.model.partenariats import Partenariat, Partenariats
from cpomdoc.model.perimetre import EvaluationHas, Perimetre
from cpomdoc.model.rapt import EngagementRapt, Rapt
from cpomdoc.rendering.documents import (
    annexe_accompagnement_social,
    annexe_partenariats,
    annexe_rapt,
    annexe_schemas,
    annexe_suivi,
)
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.valeurs import SANS_OBJET


def with_suivi(dossier: Dossier, suivi: Suivi) -> Dossier:
    return replace(dossier, general=replace(dossier.general, suivi=suivi))


def words(document: Document, dossier: Dossier) -> list[str]:
    return [one.texte for one in paragraphs_of(document, dossier) if one.texte]


def test_l_annexe_de_suivi_ne_vient_que_si_l_auteur_la_demande() -> None:
    assert not annexe_suivi.applies(contexte_of(with_suivi(association(), Suivi(frequence="annuelle"))))
    assert annexe_suivi.applies(contexte_of(with_suivi(association(), Suivi(annexe=True))))


def test_le_calendrier_range_reunions_et_documents_par_jour_dans_chaque_annee() -> None:
    suivi = Suivi(reunions=(Reunion(2029, "revue à mi-parcours", 5), Reunion(2029)), annexe=True)
    mas = replace(MAS, evaluation_has=EvaluationHas(prochaine_echeance=date(2029, 3, 31)))
    dossier = with_suivi(replace(association(), perimetre=Perimetre((mas,))), suivi)
    (annee,) = (one for one in annexe_suivi.build_vues(contexte_of(dossier)).annees if one.annee == 2029)
    assert [one.quand for one in annee.rendezvous] == [
        "31 mars",
        "Au printemps",
        "30 avril",
        "Mai",
        "30 juin",
        "31 octobre",
        "Dans l’année",
    ]
    assert annee.rendezvous[0].objet == "Rapport d’évaluation de la qualité, MAS du Verger"
    assert annee.rendezvous[3].objet == "Réunion du comité\u202f: revue à mi-parcours"


def test_les_documents_vont_aux_autorites_dont_dependent_les_esms() -> None:
    def destinataires(dossier: Dossier) -> set[object]:
        vue = annexe_suivi.build_vues(contexte_of(with_suivi(dossier, Suivi(annexe=True))))
        return {one.pour for annee in vue.annees for one in annee.rendezvous if "exercice" in (one.objet or "")}

    assert destinataires(association()) == {"ARS"}
    assert destinataires(ehpad()) == {"ARS et Département de la Haute-Savoie"}


def test_un_contrat_sans_dates_n_a_pas_encore_de_calendrier() -> None:
    dossier = with_suivi(association(), Suivi(annexe=True))
    undated = replace(
        dossier, general=replace(dossier.general, contrat=replace(dossier.general.contrat, date_effet=None))
    )
    assert annexe_suivi.build_vues(contexte_of(undated)).annees == ()
    assert any(texte.startswith("Le calendrier suivra") for texte in words(annexe_suivi, undated))


def test_une_convention_dit_quand_elle_finit_ou_qu_elle_se_poursuit() -> None:
    partenariats = Partenariats(
        (
            Partenariat("hôpital", date=date(2025, 3, 14), echeance=date(2028, 3, 13)),
            Partenariat("école", tacite_reconduction=True),
            Partenariat("bailleur", echeance=date(2028, 3, 13), tacite_reconduction=True),
            Partenariat("mairie"),
            Partenariat("entraide", nature="delegation_gestion", etablissements=("tous",)),
        )
    )
    vue = annexe_partenariats.build_vues(contexte_of(replace(association(), partenariats=partenariats)))
    assert [one.echeance for one in vue.conventions] == [
        "13/03/2028",
        "tacite reconduction",
        "13/03/2028, puis tacite reconduction",
        None,
    ]
    assert [(one.partenaire, one.etablissements) for one in vue.delegations] == [("entraide", "Ensemble du périmètre")]


def test_chaque_orientation_montre_les_objectifs_qui_y_repondent() -> None:
    schema = Schema(
        "prs",
        "Projet régional de santé",
        2023,
        2028,
        "arrêté du 31 octobre 2023",
        (Orientation("Transformer l'offre", "Un **résumé**.", ("attente",)), Orientation("Autre")),
    )
    dossier = replace(
        association(),
        orientations=Orientations((schema, replace(schema, type="autre", intitule="Plan", orientations=()))),
        objectifs=Objectifs((Objectif("attente", "Réduire l'attente", axe="a"),), (Axe("a", "Parcours"),)),
    )
    first, second = annexe_schemas.build_vues(contexte_of(dossier)).schemas
    assert [one.objectifs for one in first.orientations] == [("1.1 – Réduire l’attente",), (SANS_OBJET,)]
    assert (first.periode, first.source) == ("2023-2028", "arrêté du 31 octobre 2023")
    assert second.source == "autre document de programmation, arrêté du 31 octobre 2023"
    assert "Un résumé." in words(annexe_schemas, dossier)


def test_les_quatre_volets_s_impriment_dans_leur_ordre_avec_leurs_fiches() -> None:
    rapt = Rapt(
        (
            EngagementRapt("repertoire", "tenir le répertoire à jour", ("tous",), echeance=date(2027, 9, 30)),
            EngagementRapt("admission", "former les équipes", ("ime",), ("FA-01",), "directrice"),
        ),
        indicateurs=(
            IndicateurFiche(
                "gos",
                "participation",
                nature="taux",
                initiale=ValeurInitiale(2025, Decimal(60)),
                cibles={2031: Decimal(100)},
            ),
        ),
    )
    objectifs = Objectifs((Objectif("attente", "Réduire l'attente"),))
    fiches = (FicheAction("FA-01", "Accueillir plus tôt", objectif="attente"), FicheAction("FA-02", "Autre"))
    dossier = replace(association(), rapt=rapt, objectifs=objectifs, fiches=fiches)
    vue = annexe_rapt.build_vues(contexte_of(dossier))
    assert [len(volet.engagements) for volet in vue.volets] == [1, 0, 0, 1]
    assert vue.volets[0].titre.startswith("Volet 1 – Formation")
    assert vue.volets[0].engagements[0].echeance == "durée du contrat"
    assert [(one.fiche, one.objectif) for one in vue.fiches] == [("FA-01", "1 – Réduire l’attente")]
    assert "60 (2025)" in words(annexe_rapt, dossier)
    assert "Participation (unité\u00a0:\u00a0%)" in words(annexe_rapt, dossier)
    assert words(annexe_rapt, dossier).count("Aucun engagement n’est encore pris.") == 2


def test_les_phases_s_impriment_dans_l_ordre_de_leur_cycle() -> None:
    social = AccompagnementSocial(
        (PhaseAccompagnement("fermeture"), PhaseAccompagnement("cadrage", moyens=("une référente",)))
    )
    dossier = replace(association(), accompagnement_social=social)
    vue = annexe_accompagnement_social.build_vues(contexte_of(dossier))
    assert [(one.numero, one.phase) for one in vue.phases] == [(1, "cadrage de la mission"), (2, "fermeture")]
    assert [one.moyens for one in vue.phases] == [("une référente",), (None,)]
    assert "à compléter" in words(annexe_accompagnement_social, dossier)


def test_une_annexe_dont_rien_n_est_encore_ecrit_le_dit() -> None:
    dossier = replace(
        association(),
        orientations=Orientations(()),
        partenariats=Partenariats(()),
        accompagnement_social=AccompagnementSocial(()),
    )
    assert "Aucun schéma n’est encore cité." in words(annexe_schemas, dossier)
    assert "Aucun partenariat n’est encore décrit." in words(annexe_partenariats, dossier)
    assert "Aucune phase n’est encore décrite." in words(annexe_accompagnement_social, dossier)
