"""What each field of a contract calls for when it changes: the motif of an avenant, or the reason why it needs none.

By block, then by motif (list `motif_avenant`) or by reason (list `sans_avenant`), the names of the fields. « * » stands
for any item; a block whose name starts with « … » is shared by all that end so. A field that holds others is named only
when it is one thing when it comes or goes (an ESMS, a fiche); otherwise what it holds decides. Reasons and sources of
these choices are in docs/analyses/avenant-motifs.md.
"""

from collections.abc import Mapping

Table = Mapping[str, Mapping[str, str]]

INDICATEUR = (
    "id libelle type nature unite source mode_calcul sens frequence initiale initiale.annee initiale.valeur cibles"
)
GESTIONNAIRE: Mapping[str, str] = {
    "identite": "raison_sociale sigle forme statut finess_ej siren siret_siege adresse organisation activites",
    "siege": "siege_autorise",
    "coordonnees": "telephone courriel site",
    "constats": "code_ape date_creation convention_collective effectif_etp commissaire_aux_comptes autres_activites",
}

PARTAGES: Table = {
    "…signataire": {
        "fonction": "fonction civilite nom par_delegation acte_delegation date_delegation reference_delegation",
        "identite": "signe",
    },
    "…pouvoir": {"signature": "acte date reference"},
    "…deliberation": {"signature": "acte date reference"},
}

CONTRAT: Table = {
    "contrat": {
        "conversion": "categorie",
        "prorogation": "date_effet duree_annees date_fin_prorogee reconduction",
        "reforme": "cadre_budgetaire",
        "clauses": "objet",
        "identite": "intitule",
        "signature": "statut date_signature lieu_signature nombre_exemplaires",
        "presentation": "reference",
        "controle": "date_fin",
    },
    "contrat.reconduction": {"prorogation": "periode_annees duree_totale_annees preavis_mois"},
    "": {
        "clauses": "visas visas_retires preambule suivi litiges revision resiliation conventions_anterieures "
        "clauses_particulieres",
        "objectifs": "fiches",
    },
    "parties": {"perimetre": "cogestionnaires ars prefets departements autres", "identite": "mandat"},
    "parties.gestionnaire": GESTIONNAIRE,
    "parties.gestionnaire.adresse": {"identite": "voie complement code_postal commune"},
    "parties.cogestionnaires.*": {**GESTIONNAIRE, "presentation": "id"},
    "parties.cogestionnaires.*.adresse": {"identite": "voie complement code_postal commune"},
    "parties.mandat": {"identite": "fondement acte date reference"},
    "parties.ars": {"perimetre": "region", "coordonnees": "adresse"},
    "parties.ars.adresse": {"coordonnees": "voie complement code_postal commune"},
    "parties.prefets.*": {"perimetre": "niveau code", "coordonnees": "adresse"},
    "parties.prefets.*.adresse": {"coordonnees": "voie complement code_postal commune"},
    "parties.departements.*": {"perimetre": "code", "coordonnees": "adresse"},
    "parties.departements.*.adresse": {"coordonnees": "voie complement code_postal commune"},
    "parties.autres.*": {"identite": "denomination genre qualite appellation", "coordonnees": "adresse"},
    "parties.autres.*.adresse": {"coordonnees": "voie complement code_postal commune"},
    "visas.*": {"clauses": "texte type"},
    "preambule": {"clauses": "contexte enjeux_territoriaux articulation_prs_schema"},
    "suivi": {"clauses": "comite frequence reunions documents annexe"},
    "suivi.comite.*": {"clauses": "partie qualite"},
    "suivi.reunions.*": {"clauses": "annee objet mois"},
    "suivi.documents.*": {"clauses": "nom echeance destinataires"},
    "litiges": {"clauses": "conciliation_delai_jours juridiction"},
    "revision": {"clauses": "motifs preavis_mois"},
    "resiliation": {"clauses": "preavis_mois"},
    "conventions_anterieures.*": {"clauses": "type objet etablissements date echeance"},
    "clauses_particulieres.*": {"clauses": "apres texte intitule"},
    "presentation": {"presentation": "numerotation annexes graphiques pied logos", "clauses": "clauses_ecartees"},
    "presentation.logos": {"presentation": "gestionnaire ars departements autres"},
}

PERIMETRE: Table = {
    "perimetre": {
        "perimetre": "etablissements presentation annonce",
        "capacite": "projets",
        "finances": "beneficiaire_dgc",
    },
    "perimetre.etablissements.*": {
        "perimetre": "finess adresse commune departement competence gestionnaire dans_le_contrat "
        "hors_perimetre_obligatoire date_entree date_sortie autorisation sites",
        "identite": "nom nom_officiel sigle siret",
        "capacite": "categorie public activites capacites capacite_totale aide_sociale",
        "activite": "ouverture",
        "finances": "option_tarifaire pui",
        "reforme": "situation_sad",
        "tarification": "gmp pmp",
        "constats": "evaluation_has projet_etablissement",
        "presentation": "id",
    },
    "perimetre.etablissements.*.adresse": {"perimetre": "voie complement code_postal commune"},
    "perimetre.etablissements.*.autorisation": {
        "perimetre": "reference date autres_references date_renouvellement echeance"
    },
    "perimetre.etablissements.*.autorisation.autres_references.*": {"perimetre": "reference date"},
    "perimetre.etablissements.*.capacites.*": {
        "capacite": "modalite public unite autorisee installee financee habilitee_aide_sociale dont financements "
        "date_effet date_fin acte creee_par_le_contrat"
    },
    "perimetre.etablissements.*.capacites.*.dont.*": {"capacite": "modalite public autorisee installee financee"},
    "perimetre.etablissements.*.capacites.*.financements.*": {"capacite": "financeur capacite"},
    "perimetre.etablissements.*.capacites.*.acte": {"capacite": "reference date"},
    "perimetre.etablissements.*.capacite_totale": {"capacite": "autorisee installee financee unite"},
    "perimetre.etablissements.*.sites.*": {"perimetre": "nom finess commune adresse", "capacite": "capacite"},
    "perimetre.etablissements.*.sites.*.adresse": {"perimetre": "voie complement code_postal commune"},
    "perimetre.etablissements.*.ouverture": {"activite": "jours amplitude"},
    "perimetre.etablissements.*.gmp": {"tarification": "valeur date_validation annee_effet"},
    "perimetre.etablissements.*.pmp": {"tarification": "valeur date_validation annee_effet"},
    "perimetre.etablissements.*.aide_sociale": {"capacite": "type places"},
    "perimetre.etablissements.*.evaluation_has": {"constats": "date_rapport prochaine_echeance"},
    "perimetre.etablissements.*.projet_etablissement": {"constats": "debut fin"},
    "perimetre.etablissements.*.situation_sad": {"reforme": "type avec date echeance"},
    "perimetre.projets.*": {
        "capacite": "intitule etablissement nature capacite_avant capacite_apres date_cible exonere_appel_a_projets",
        "objectifs": "fiche",
        "presentation": "id",
    },
    "perimetre.annonce": {"perimetre": "etablissements departements places"},
}

PROJET: Table = {
    "diagnostic": {
        "objectifs": "date_validation methode synthese forces faiblesses opportunites menaces indicateurs constats "
        "situation_financiere"
    },
    "diagnostic.indicateurs.*": {
        "objectifs": "code libelle etablissement unite valeurs q1 mediane_regionale q3 mediane_nationale source "
        "commentaire"
    },
    "diagnostic.constats.*": {
        "objectifs": "constat theme causes consequences etablissements priorite",
        "presentation": "id",
    },
    "diagnostic.situation_financiere.*": {
        "objectifs": "annee etablissement reserves fonds_de_roulement besoin_en_fonds_de_roulement tresorerie"
    },
    "diagnostic.situation_financiere.*.charges": {"objectifs": "g1 g2 g3"},
    "diagnostic.situation_financiere.*.produits": {"objectifs": "g1 g2 g3"},
    "objectifs": {"objectifs": "axes objectifs"},
    "objectifs.axes.*": {"objectifs": "intitule", "presentation": "id"},
    "objectifs.objectifs.*": {
        "objectifs": "intitule axe domaine constats priorite commun description numero",
        "finances": "dotation",
        "presentation": "id",
    },
    "objectifs.objectifs.*.dotation": {"finances": "finalite montants"},
    "fiches.*": {
        "objectifs": "fiche intitule objectif objectif_operationnel references constats etablissements description "
        "pilote contributeurs partenaires public etapes moyens indicateurs suivi vigilance engagements "
        "participation priorite echeance"
    },
    "fiches.*.partenaires.*": {"objectifs": "nom convention"},
    "fiches.*.etapes.*": {"objectifs": "libelle debut fin responsable"},
    "fiches.*.moyens": {"objectifs": "humains financiers autres"},
    "fiches.*.moyens.humains.*": {"objectifs": "fonction etp cout_annuel"},
    "fiches.*.moyens.financiers.*": {"objectifs": "libelle montant annee source mesure_nouvelle"},
    "fiches.*.indicateurs.*": {"objectifs": INDICATEUR},
    "fiches.*.engagements.*": {"objectifs": "autorite engagement"},
    "orientations": {"objectifs": "presentation schemas"},
    "orientations.schemas.*": {"objectifs": "type intitule debut fin adoption orientations"},
    "orientations.schemas.*.orientations.*": {"objectifs": "intitule resume objectifs"},
    "partenariats": {"objectifs": "presentation partenariats"},
    "partenariats.partenariats.*": {
        "objectifs": "partenaire nature objet etablissements date echeance tacite_reconduction reference"
    },
    "rapt": {"objectifs": "presentation engagements indicateurs"},
    "rapt.engagements.*": {"objectifs": "item engagement etablissements fiches responsable echeance"},
    "rapt.indicateurs.*": {"objectifs": INDICATEUR},
    "accompagnement_social": {"objectifs": "projet contexte phases"},
    "accompagnement_social.phases.*": {
        "objectifs": "phase responsable personnes description moyens debut fin",
    },
}

ACTIVITE: Table = {
    "activite": {"activite": "premiere_annee lignes modulation modalites_mesure"},
    "activite.lignes.*": {
        "activite": "etablissement modalite periodes indicateurs modulation",
        "constats": "realise",
    },
    "activite.lignes.*.periodes.*": {"activite": "du au capacite jours_ouverture"},
    "activite.lignes.*.indicateurs.*": {"activite": "code libelle unite poids justification cibles"},
    "activite.lignes.*.realise.*": {
        "constats": "annee journees capacite jours_ouverture file_active prestations",
        "controle": "taux_annonce",
    },
    "activite.modulation": {
        "activite": "coefficient franchise_points seuil_points paliers base_ecart agregation circonstances "
        "information_prealable_jours"
    },
    "activite.modulation.paliers.*": {"activite": "ecart taux"},
    "domicile": {
        "activite": "presentation services",
        "finances": "tarification dotation_complementaire recuperation",
        "objectifs": "prevention qualification bientraitance coordination evaluation",
    },
    "domicile.services.*": {"activite": "etablissement territoire horaires prises_en_charge"},
    "domicile.services.*.prises_en_charge.*": {"activite": "type libelle beneficiaires heures", "finances": "tarifs"},
    "domicile.tarification": {"finances": "mode versement facturation modalites"},
    "domicile.dotation_complementaire": {"finances": "versement reste_a_charge annonce"},
    "domicile.recuperation": {"finances": "controle revision seuil_activite delai_mois"},
    "hebergement": {
        "activite": "facteurs_explicatifs",
        "objectifs": "axes indicateurs",
        "finances": "programmes fongibilite programmes_affectation dispositifs",
    },
    "hebergement.indicateurs.*": {"objectifs": "code precision source initiale nombres taux"},
    "hebergement.indicateurs.*.initiale": {"objectifs": "annee nombre taux"},
    "hebergement.dispositifs.*": {
        "finances": "intitule commune departement programme annee montant",
        "capacite": "places",
        "presentation": "id",
    },
    "forfait_autonomie": {"finances": "forfaits", "objectifs": "actions"},
    "forfait_autonomie.forfaits.*": {"finances": "etablissement montants places montant_par_place forfait_soins"},
    "forfait_autonomie.actions.*": {"objectifs": "theme intitule etablissements intervenants ouverte fiche"},
}
