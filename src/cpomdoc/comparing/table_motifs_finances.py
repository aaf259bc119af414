"""What each field of the financial part calls for when it changes; see table_motifs.py."""

from cpomdoc.comparing.table_motifs import Table

ANNONCE = "financeur montant unite texte periode"

FINANCES: Table = {
    "finances": {
        "finances": "methode methodes clause_taux taux plancher plafond ponderation evolutions prorata "
        "dispense_contradictoire bases mesures_nouvelles financements_complementaires dgc affectation_resultats "
        "annonce",
        "cnr": "credits_non_reconductibles",
        "siege": "frais_siege",
        "tarification": "hypotheses",
    },
    "finances.methodes.*": {"finances": "financeur section methode"},
    "finances.ponderation.*": {"finances": "groupe part indice taux"},
    "finances.evolutions.*": {
        "finances": "financeur section clause_taux taux plancher plafond ponderation",
        "tarification": "hypotheses",
    },
    "finances.evolutions.*.ponderation.*": {"finances": "groupe part indice taux"},
    "finances.bases.*": {
        "finances": "etablissement financeur section annee montant unite texte",
        "tarification": "decision",
        "controle": "cnr_inclus",
    },
    "finances.bases.*.decision": {"tarification": "reference date"},
    "finances.mesures_nouvelles.*": {
        "finances": "etablissement montant date_effet libelle financeur section",
        "presentation": "id",
    },
    "finances.credits_non_reconductibles.*": {
        "cnr": "etablissement annee montant annees montant_total objet financeur section"
    },
    "finances.financements_complementaires.*": {
        "finances": "type etablissement libelle places montant reconductible annee annees montant_total dans_la_base "
        "financeur section"
    },
    "finances.dgc.*": {
        "finances": "financeur etablissements section",
        "repartition_dgc": "repartition",
        "controle": "annonce",
    },
    "finances.frais_siege": {
        "siege": "autorite reference date_autorisation duree_annees mode montant montants taux annee_charges "
        "charges_brutes prestations"
    },
    "finances.affectation_resultats": {
        "finances": "principe priorites inter_etablissements cles plafonds seuil_concertation information_autorite "
        "hebergement_seul"
    },
    "finances.affectation_resultats.plafonds.*": {"finances": "reserve taux assiette montant"},
    "finances.affectation_resultats.seuil_concertation": {"finances": "montant taux"},
    "finances.annonce": {"finances": "total parts"},
    "finances.annonce.total": {"finances": ANNONCE},
    "finances.annonce.parts.*": {"finances": ANNONCE},
    "pgfp": {
        "finances": "annee_reelle hypotheses exploitation passage_caf emplois ressources bfr frng_reel "
        "commentaire annonce"
    },
    "pgfp.exploitation": {"finances": "produits_tarification autres_produits charges_g1 charges_g2 charges_g3"},
    "pgfp.passage_caf": {
        "finances": "dotations valeurs_cedees reprises produits_cessions subventions_virees autres_produits_calcules"
    },
    "pgfp.emplois": {"finances": "remboursements_emprunts investissements autres_emplois"},
    "pgfp.ressources": {"finances": "emprunts subventions apports"},
    "pgfp.annonce": {"finances": "resultat caf frng tresorerie"},
    "aide_sociale": {"finances": "presentation conventions"},
    "aide_sociale.conventions.*": {
        "finances": "etablissement departement date_effet date_fin acte evolution taux indice tarifs "
        "ecart_maximal engagements"
    },
    "aide_sociale.conventions.*.acte": {"finances": "reference date"},
    "aide_sociale.conventions.*.tarifs.*": {"finances": "libelle montants"},
    "ppi": {"ppi": "autorite presentation operations"},
    "ppi.operations.*": {
        "ppi": "intitule etablissement nature debut fin montant financements duree_amortissement surcout approbation "
        "description",
        "presentation": "id",
    },
    "ppi.operations.*.financements.*": {"ppi": "source montant financeur duree_annees taux type_taux"},
    "ppi.operations.*.approbation": {"ppi": "date_reception reference date"},
    "retour_equilibre": {
        "pre": "etablissements annee_reference resultat_reference deficits_cumules causes mesures evolution_spontanee "
        "resultats_cibles suivi alerte"
    },
    "retour_equilibre.mesures.*": {"pre": "libelle nature responsable effets"},
}
