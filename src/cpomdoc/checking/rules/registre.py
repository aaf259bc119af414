"""Every rule: its code (never reused), severity, number in the domain reference, legal ground, and function.

« lacune » rules, said as ALERTE here, become errors in a contract whose status is « definitif ».
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cpomdoc.checking.rules import (
    accompagnement,
    activite,
    affectation,
    aide_sociale,
    autorisations,
    calculs,
    capacites,
    categories,
    contrat,
    definitif,
    diagnostic,
    domicile,
    dotations,
    doublons,
    echelle,
    etalements,
    evolutions,
    fiches,
    finances,
    forfait_autonomie,
    gestionnaires,
    hebergement,
    impressions,
    indicateurs,
    modulation,
    objectifs,
    orientations,
    partenariats,
    parties,
    perimetre,
    pgfp,
    plan,
    pouvoirs,
    ppi,
    rapt,
    references,
    regime_ehpad,
    retour_equilibre,
    visas,
)
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.calculs import Calculs
from cpomdoc.problems import Severite

E, A = Severite.ERREUR, Severite.ALERTE
L313_11 = "article L. 313-11 du CASF"
L313_11_1 = "article L. 313-11-1 du CASF"
L314_2_1 = "article L. 314-2-1 du CASF"
L314_2_2 = "article L. 314-2-2 du CASF"
L312_1 = "article L. 312-1 du CASF"
L313_1 = "article L. 313-1 du CASF"
R314_40 = "article R. 314-40 du CASF"
R314_43_1 = "article R. 314-43-1 du CASF"
R314_43_2 = "article R. 314-43-2 du CASF"
R314_20 = "article R. 314-20 du CASF"
R314_87 = "article R. 314-87 du CASF"
ARRETE_2017 = "arrêté du 3 mars 2017 (NOR AFSA1619718A)"
ARRETE_2019 = "arrêté du 25 octobre 2019 (NOR TERS1926489A)"
D312_159_5 = "article D. 312-159-5 du CASF"
R314_210 = "article R. 314-210 du CASF"
ARRETE_EPRD = "arrêté du 27 décembre 2016 (cadres budgétaires)"
INSTRUCTION_2017 = "instruction n° DGCS/SD5C/2017/96 du 21 mars 2017"
FORFAIT_UNIQUE = "article 79 de la loi n° 2023-1250 du 26 décembre 2023 et décret n° 2025-168 du 20 février 2025"
FINESS = "répertoire FINESS"


@dataclass(frozen=True)
class Regle:
    """A rule on what an author wrote."""

    code: str
    severite: Severite
    domaine: str
    reference: str
    check: Callable[[ContexteRegles], Iterator[Ecart]]


@dataclass(frozen=True)
class RegleCalculs:
    """A rule on what an author wrote next to what follows from it."""

    code: str
    severite: Severite
    domaine: str
    reference: str
    check: Callable[[ContexteRegles, Calculs], Iterator[Ecart]]


RULES: tuple[Regle, ...] = (
    Regle("CON-001", E, "R-14", L313_11, contrat.duree_maximale),
    Regle("CON-002", E, "R-15", L313_11, contrat.date_fin_annoncee),
    Regle("CON-003", A, "R-16", "", contrat.signature_tardive),
    Regle("CON-004", A, "R-16", "", contrat.effet_premier_janvier),
    Regle("CON-005", E, "R-11", L313_11, parties.departement_manquant),
    Regle("CON-006", A, "R-13", L313_11, parties.departement_sans_objet),
    Regle("CON-007", E, "R-12", L313_11, parties.ars_de_la_region),
    Regle("CON-008", E, "R-06", "répertoire SIRENE", parties.siret_du_siren),
    Regle("CON-009", E, "R-56", "", references.references_contrat),
    Regle("CON-010", E, "R-56", "", parties.departement_en_double),
    Regle("CON-011", E, "R-09", L312_1, contrat.categorie_convient),
    Regle("CON-012", E, "R-47", ARRETE_2017, contrat.comite_complet),
    Regle("CON-013", E, "R-47", ARRETE_2017, contrat.reunions_du_comite),
    Regle("CON-014", E, "R-48", "", pouvoirs.deliberation_anterieure),
    Regle("CON-015", A, "R-48", "", pouvoirs.pouvoir_requis),
    Regle("CON-016", E, "R-41", R314_87, contrat.siege_declare),
    Regle("CON-017", A, "R-52", "instruction n° DGCS/SD5B/2025/9 du 7 février 2025", contrat.suspension_ehpad),
    Regle("CON-018", A, "R-09", L313_11, categories.cosignataires_obligatoires),
    Regle("CON-019", A, "R-09", L313_11, categories.parties_de_la_categorie),
    Regle("CON-020", A, "R-09", L312_1, categories.volet_de_la_categorie),
    Regle("CON-021", E, "R-09", R314_210, categories.cadre_admis),
    Regle("CON-022", A, "R-09", R314_210, categories.mots_du_cadre),
    Regle("CON-023", E, "R-14", L313_11, categories.reconduction_bornee),
    Regle("CON-024", E, "R-12", L313_11, parties.prefet_du_territoire),
    Regle("CON-025", E, "R-05", FINESS, gestionnaires.gestionnaires_distincts),
    Regle("CON-026", E, "R-56", "", gestionnaires.gestionnaire_connu),
    Regle("CON-027", A, "R-56", L313_1, gestionnaires.gestionnaire_de_l_esms),
    Regle("CON-028", E, "R-51", L313_11, gestionnaires.gestionnaire_signe),
    Regle("CON-029", A, "R-56", "", gestionnaires.mandat_sans_objet),
    Regle("CON-030", A, "R-48", "", pouvoirs.delegation_complete),
    Regle("CON-031", A, "R-13", L313_11, pouvoirs.partie_presente),
    Regle("CON-032", E, "R-58", L313_11, visas.visa_de_la_base_legale),
    Regle("CON-033", A, "R-58", "", visas.visa_retire_connu),
    Regle("PER-001", E, "R-05", FINESS, perimetre.finess_en_double),
    Regle("PER-002", E, "R-05", FINESS, perimetre.finess_du_gestionnaire),
    Regle("PER-003", A, "R-04", FINESS, perimetre.finess_du_departement),
    Regle("PER-004", E, "R-07", FINESS, perimetre.categorie_connue),
    Regle("PER-005", A, "R-08", FINESS, perimetre.categorie_ancienne),
    Regle("PER-006", A, "R-10", L313_11, perimetre.region_unique),
    Regle("PER-007", E, "R-17", L313_1, autorisations.autorisation_anterieure),
    Regle("PER-008", E, "R-17", L313_1, autorisations.autorisation_en_cours),
    Regle("PER-009", A, "R-17", L313_1, autorisations.autorisation_a_renouveler),
    Regle("PER-010", E, "R-19", L313_1, perimetre.capacites_coherentes),
    Regle("PER-011", E, "R-20", "", perimetre.jours_ouverture),
    Regle("PER-012", A, "R-20", "", perimetre.jours_de_la_modalite),
    Regle("PER-013", E, "R-56", "", doublons.doublons_perimetre),
    Regle("PER-014", E, "R-56", "", references.references_perimetre),
    Regle("PER-015", E, "R-44", ARRETE_2017, autorisations.dependance_validee),
    Regle("PER-016", A, "R-44", ARRETE_2017, autorisations.dependance_connue),
    Regle("PER-017", E, "R-30", L313_11, autorisations.projet_dans_le_contrat),
    Regle("PER-018", A, "R-57", "", autorisations.nombre_annonce),
    Regle("PER-019", E, "R-19", "", capacites.dates_ordonnees),
    Regle("PER-020", A, "R-19", L313_1, capacites.capacites_successives),
    Regle("PER-021", E, "R-19", L313_1, capacites.partie_dans_le_tout),
    Regle("PER-022", A, "R-57", "", capacites.total_annonce),
    Regle("PER-023", A, "R-19", FINESS, capacites.sites_dans_l_etablissement),
    Regle("PER-024", A, "R-30", L313_11, capacites.presence_dans_le_contrat),
    Regle("PER-025", E, "R-19", L313_11, capacites.financeurs_des_capacites),
    Regle("PER-026", E, "R-30", L313_11, capacites.creation_dans_le_contrat),
    Regle("PER-027", A, "R-57", L313_11, capacites.projet_et_capacites),
    Regle("DIA-001", E, "R-56", "", doublons.doublons_diagnostic),
    Regle("DIA-002", E, "R-56", "", references.references_diagnostic),
    Regle("DIA-003", E, "R-56", "arrêté du 10 avril 2019", diagnostic.indicateur_connu),
    Regle("DIA-004", E, "R-53", "", diagnostic.quartiles_ordonnes),
    Regle("DIA-005", A, "R-53", "", diagnostic.valeurs_recentes),
    Regle("OBJ-001", A, "R-28", INSTRUCTION_2017, objectifs.objectif_sans_fiche),
    Regle("OBJ-002", A, "R-29", INSTRUCTION_2017, objectifs.objectif_sans_constat),
    Regle("OBJ-003", E, "R-56", "", doublons.doublons_objectifs),
    Regle("OBJ-004", E, "R-56", "", references.references_objectifs),
    Regle("OBJ-005", A, "R-32", INSTRUCTION_2017, objectifs.objectifs_nombreux),
    Regle("FIC-001", E, "R-28", INSTRUCTION_2017, references.objectif_de_la_fiche),
    Regle("FIC-002", E, "R-30", L313_11, fiches.echeance_dans_le_contrat),
    Regle("FIC-003", E, "R-30", "", fiches.etapes_ordonnees),
    Regle("FIC-004", E, "R-30", L313_11, fiches.etapes_dans_le_contrat),
    Regle("FIC-005", A, "R-31", INSTRUCTION_2017, indicateurs.indicateur_complet),
    Regle("FIC-006", A, "R-31", INSTRUCTION_2017, fiches.fiche_sans_indicateur),
    Regle("FIC-007", E, "R-31", "", indicateurs.sens_des_cibles),
    Regle("FIC-008", E, "R-31", "", indicateurs.cibles_dans_le_contrat),
    Regle("FIC-009", E, "R-56", "", doublons.doublons_fiches),
    Regle("FIC-010", E, "R-56", "", references.references_fiches),
    Regle("FIC-011", A, "R-32", INSTRUCTION_2017, fiches.fiches_nombreuses),
    Regle("FIC-012", E, "R-33", "", fiches.mesure_nouvelle_financee),
    Regle("FIC-013", E, "R-31", "", indicateurs.nature_des_valeurs),
    Regle("ACT-001", A, "R-18", "", activite.cibles_manquantes),
    Regle("ACT-002", E, "R-18", "", activite.cibles_en_trop),
    Regle("ACT-003", E, "R-20", "", activite.jours_possibles),
    Regle("ACT-004", E, "R-26", R314_43_2, activite.periode_ordonnee),
    Regle("ACT-005", E, "R-26", R314_43_2, activite.periodes_contigues),
    Regle("ACT-006", E, "R-21", "article L. 313-12-2 du CASF", modulation.taux_occupation_seul),
    Regle("ACT-007", E, "R-22", "article R. 314-160 du CASF", modulation.ehpad_hors_modulation),
    Regle("ACT-008", E, "R-23", "article R. 314-43-2, III, du CASF", modulation.plafond_modulation),
    Regle("ACT-009", A, "R-24", "article R. 314-43-2, III, du CASF", modulation.clauses_de_modulation),
    Regle("ACT-010", A, "R-25", "", activite.cible_plausible),
    Regle("ACT-011", E, "R-27", R314_43_2, activite.capacite_nulle),
    Regle("ACT-012", E, "R-56", "", doublons.doublons_activite),
    Regle("ACT-013", E, "R-56", "", references.references_activite),
    Regle("ACT-014", E, "R-56", "article R. 314-43-2, II, du CASF", modulation.indicateur_justifie),
    Regle("ACT-015", A, "R-57", "", modulation.modalite_autorisee),
    Regle("ACT-016", A, "R-57", R314_43_2, activite.capacite_financee),
    Regle("ACT-018", E, "R-23", "article R. 314-43-2, III, du CASF", echelle.paliers_plafonnes),
    Regle("ACT-019", E, "R-23", "article R. 314-43-2, III, du CASF", echelle.echelle_coherente),
    Regle("ACT-020", A, "R-24", "article R. 314-43-2, III, du CASF", echelle.poids_des_indicateurs),
    Regle("FIN-001", A, "R-18", R314_40, evolutions.taux_manquants),
    Regle("FIN-002", E, "R-18", R314_40, finances.annees_hors_contrat),
    Regle("FIN-003", A, "R-18", R314_40, finances.annee_de_base),
    Regle("FIN-004", E, "R-36", "", finances.montants_positifs),
    Regle("FIN-005", E, "R-37", R314_40, finances.base_sans_cnr),
    Regle("FIN-006", A, "R-37", R314_40, finances.credit_deux_fois),
    Regle("FIN-007", E, "R-34", R314_43_1, dotations.repartition_de_la_dgc),
    Regle("FIN-008", E, "R-34", R314_43_1, dotations.repartition_complete),
    Regle("FIN-009", E, "R-35", R314_43_1, dotations.dgc_une_autorite),
    Regle("FIN-033", E, "R-35", R314_43_1, gestionnaires.dgc_une_personne),
    Regle("FIN-010", A, "R-38", R314_40, evolutions.trajectoire_hypothetique),
    Regle("FIN-011", E, "R-39", "article R. 314-234 du CASF", finances.affectation_ordonnee),
    Regle("FIN-012", E, "R-39", "article R. 314-235 du CASF", finances.affectation_entre_esms),
    Regle("FIN-013", E, "R-41", R314_87, dotations.siege_autorise),
    Regle("FIN-014", E, "R-41", "articles R. 314-92 et R. 314-93 du CASF", dotations.charges_du_siege),
    Regle("FIN-015", E, "R-56", "", doublons.doublons_finances),
    Regle("FIN-016", E, "R-56", "", references.references_finances),
    Regle("FIN-017", E, "R-56", L313_11, references.financeur_partie),
    Regle("FIN-018", A, "R-34", "", dotations.parts_annoncees),
    Regle("FIN-019", A, "R-34", "", dotations.periode_annoncee),
    Regle("FIN-022", E, "R-39", "article R. 314-234 du CASF", affectation.cles_completes),
    Regle("FIN-023", E, "R-40", "article L. 342-1 du CASF", affectation.reserves_non_habilite),
    Regle("FIN-024", E, "R-39", "", affectation.plafonds_entiers),
    Regle("FIN-025", E, "R-18", R314_40, evolutions.bornes_des_taux),
    Regle("FIN-026", E, "R-18", R314_40, evolutions.ponderation_entiere),
    Regle("FIN-027", A, "R-38", R314_40, evolutions.hypotheses_sans_objet),
    Regle("FIN-028", A, "R-18", R314_40, evolutions.methodes_completes),
    Regle("FIN-029", E, "R-18", "article R. 314-42 du CASF", evolutions.dispense_permise),
    Regle("FIN-030", E, "R-36", "", etalements.etalement_entier),
    Regle("FIN-031", A, "R-36", "", etalements.base_exacte),
    Regle("FIN-032", E, "R-43", FORFAIT_UNIQUE, regime_ehpad.sections_de_l_ehpad),
    Regle("FIN-034", A, "R-37", R314_40, etalements.section_de_la_base),
    Regle("PGF-001", E, "R-18", ARRETE_EPRD, pgfp.annees_du_plan),
    Regle("PGF-002", E, "R-18", ARRETE_EPRD, pgfp.exercice_reel),
    Regle("PPI-001", E, "R-42", R314_20, ppi.financement_complet),
    Regle("PPI-002", A, "R-42", R314_20, ppi.emprunt_approuve),
    Regle("PPI-003", E, "R-42", "", ppi.operation_ordonnee),
    Regle("PPI-004", E, "R-42", "", ppi.emprunt_decrit),
    Regle("PPI-005", E, "R-56", "", ppi.references_ppi),
    Regle("RET-001", E, "R-18", "", retour_equilibre.annees_du_retour),
    Regle("RET-002", E, "R-18", "", retour_equilibre.cibles_du_retour),
    Regle("RET-003", E, "R-56", "", retour_equilibre.references_retour),
    Regle("RET-004", E, "R-39", "", retour_equilibre.deficit_de_depart),
    Regle("AID-001", E, "R-56", "", aide_sociale.etablissement_habilite),
    Regle("AID-002", E, "R-56", L313_11, aide_sociale.departement_partie),
    Regle("AID-003", E, "R-18", "", aide_sociale.taux_des_tarifs),
    Regle("AID-004", E, "R-18", "", aide_sociale.tarif_de_depart),
    Regle("PAR-001", E, "R-56", "", references.references_partenariats),
    Regle("PAR-002", E, "R-17", "", partenariats.partenariat_ordonne),
    Regle("PAR-003", A, "R-17", "", partenariats.partenariat_a_renouveler),
    Regle("ORI-001", E, "R-56", "", references.references_orientations),
    Regle("ORI-002", E, "R-17", "", orientations.schema_ordonne),
    Regle("ORI-003", A, "R-17", "", orientations.schema_en_vigueur),
    Regle("RAP-001", E, "R-56", "", references.references_rapt),
    Regle("RAP-002", A, "R-45", INSTRUCTION_2017, rapt.volets_de_rapt),
    Regle("RAP-003", E, "R-30", L313_11, rapt.engagement_dans_le_contrat),
    Regle("RAP-004", E, "R-31", INSTRUCTION_2017, indicateurs.indicateurs_de_rapt),
    Regle("RAP-005", A, "R-09", INSTRUCTION_2017, rapt.public_de_rapt),
    Regle("ACC-001", E, "R-56", "", references.references_accompagnement),
    Regle("ACC-002", E, "R-30", "", accompagnement.phase_ordonnee),
    Regle("ACC-003", E, "R-60", "", accompagnement.suite_des_phases),
    Regle("ACC-004", E, "R-30", L313_11, accompagnement.phase_dans_le_contrat),
    Regle("DOM-001", E, "R-56", "", domicile.service_du_perimetre),
    Regle("DOM-002", E, "R-18", L313_11_1, domicile.annees_du_contrat),
    Regle("DOM-003", A, "R-18", L313_11_1, domicile.annees_manquantes),
    Regle("DOM-004", E, "R-36", L314_2_1, domicile.tarif_plausible),
    Regle("DOM-005", A, "R-34", L314_2_2, domicile.dotation_sans_objectif),
    Regle("DOM-006", A, "R-46", L313_11_1, domicile.documents_a_transmettre),
    Regle("HEB-001", A, "R-09", ARRETE_2019, hebergement.axes_obligatoires),
    Regle("HEB-002", A, "R-31", ARRETE_2019, hebergement.indicateurs_obligatoires),
    Regle("HEB-003", E, "R-31", ARRETE_2019, hebergement.valeurs_des_indicateurs),
    Regle("HEB-004", E, "R-56", "", hebergement.hebergement_sans_doublon),
    Regle("HEB-005", E, "R-35", ARRETE_2019, hebergement.programmes_du_contrat),
    Regle("HEB-006", A, "R-11", ARRETE_2019, hebergement.prefet_des_dispositifs),
    Regle("AUT-001", E, "R-56", D312_159_5, forfait_autonomie.residences_du_forfait),
    Regle("AUT-002", E, "R-56", "", forfait_autonomie.citations_du_forfait),
    Regle("AUT-003", A, "R-18", D312_159_5, forfait_autonomie.montants_du_forfait),
    Regle("AUT-004", A, "R-13", D312_159_5, forfait_autonomie.agence_et_forfait_soins),
    Regle("PLA-001", A, "R-45", "", plan.annexes_obligatoires),
    Regle("PLA-002", E, "R-45", "", plan.numeros_des_annexes),
    Regle("PLA-003", E, "R-56", "", plan.renvois_des_textes),
    Regle("PLA-004", E, "R-56", "", plan.place_des_clauses),
    Regle("IMP-001", A, "R-56", "", impressions.champ_sans_impression),
    Regle("DEF-001", E, "R-46", "", definitif.valeurs_exigees),
    Regle("DEF-002", E, "R-46", "", definitif.textes_acheves),
)

RULES_CALCULS: tuple[RegleCalculs, ...] = (
    RegleCalculs("ACT-017", E, "R-55", R314_43_2, calculs.taux_annonce),
    RegleCalculs("FIN-020", A, "R-34", R314_43_1, calculs.dotation_annoncee),
    RegleCalculs("FIN-021", A, "R-34", R314_43_1, calculs.part_annoncee),
    RegleCalculs("PGF-003", A, "R-34", ARRETE_EPRD, pgfp.chiffre_annonce),
    RegleCalculs("PGF-004", A, "R-42", ARRETE_EPRD, pgfp.equilibre_du_plan),
    RegleCalculs("DOM-007", E, "R-34", L314_2_2, domicile.dotation_annoncee),
    RegleCalculs("RET-005", A, "R-39", "", retour_equilibre.mesures_suffisantes),
    RegleCalculs("RET-006", A, "R-39", "", retour_equilibre.equilibre_atteint),
)
