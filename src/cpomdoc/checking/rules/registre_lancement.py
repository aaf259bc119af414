"""The rules on the preparation and the follow-up of a contract: lancement.yaml and suivi/."""

from cpomdoc.checking.rules import (
    calendrier_lancement,
    lancement,
    lancement_references,
    lancement_travaux,
    suivi_annuel,
    suivi_references,
)
from cpomdoc.checking.rules.regle import R314_43_2, A, E, Regle, RegleCalculs

LANCEMENT: tuple[Regle, ...] = (
    Regle("LAN-003", E, "R-56", "", lancement_references.etablissements_du_lancement),
    Regle("LAN-004", E, "R-56", "", lancement_references.fiches_du_lancement),
    Regle("LAN-005", E, "R-56", "", lancement_references.objectifs_du_lancement),
    Regle("LAN-006", E, "R-56", "", lancement_references.instances_du_lancement),
    Regle("LAN-007", E, "R-56", "", lancement.codes_du_kit),
    Regle("LAN-008", A, "R-56", "", lancement_references.parties_du_lancement),
    Regle("LAN-009", E, "R-56", "", lancement.doublons_du_lancement),
    Regle("LAN-020", A, "R-54", "", calendrier_lancement.jours_ouvres),
    Regle("LAN-021", E, "R-60", "", calendrier_lancement.durees_propres),
    Regle("LAN-022", E, "R-60", "", calendrier_lancement.etapes_ordonnees),
    Regle("LAN-023", E, "R-60", "", calendrier_lancement.lancement_avant_signature),
    Regle("LAN-024", A, "R-60", "", calendrier_lancement.lancement_une_date),
    Regle("LAN-025", A, "R-16", "", calendrier_lancement.signature_avant_effet),
    Regle("LAN-026", A, "R-60", "", calendrier_lancement.signature_du_contrat),
    Regle("TRA-001", A, "R-56", "", lancement_travaux.poids_manquant),
    Regle("TRA-002", E, "R-56", "", lancement_travaux.poids_nul),
    Regle("TRA-003", A, "R-56", "", lancement_travaux.poids_inutiles),
    Regle("TRA-004", E, "R-28", "", lancement_travaux.retenue_sans_objectif),
    Regle("TRA-005", A, "R-28", "", lancement_travaux.retenue_sans_fiche),
    Regle("TRA-006", A, "R-56", "", lancement_travaux.chantier_ecarte),
    Regle("SUI-001", E, "R-56", "", suivi_references.annee_du_contrat),
    Regle("SUI-002", E, "R-56", "", suivi_references.etablissements_du_suivi),
    Regle("SUI-003", E, "R-56", "", suivi_references.fiches_du_suivi),
    Regle("SUI-004", E, "R-56", "", suivi_references.indicateurs_du_suivi),
    Regle("SUI-005", E, "R-56", "", suivi_references.lignes_du_suivi),
    Regle("SUI-006", E, "R-31", "", suivi_references.nature_des_valeurs_suivies),
    Regle("SUI-007", E, "R-56", "", suivi_references.doublons_du_suivi),
    Regle("SUI-008", A, "R-56", "", suivi_references.financeurs_du_suivi),
    Regle("SUI-009", E, "R-26", R314_43_2, suivi_annuel.jours_neutralises),
    Regle("SUI-010", E, "R-56", "", suivi_annuel.dates_du_suivi),
    Regle("SUI-011", A, "R-56", "", suivi_annuel.avancement_et_statut),
    Regle("SUI-012", A, "R-56", "", suivi_annuel.avenant_motive),
)

LANCEMENT_CALCULS: tuple[RegleCalculs, ...] = (
    RegleCalculs("LAN-001", E, "R-59", "", lancement.raci_un_responsable),
    RegleCalculs("LAN-002", E, "R-59", "", lancement.raci_colonne_presente),
    RegleCalculs("LAN-027", A, "R-60", "", calendrier_lancement.lancement_assez_tot),
    RegleCalculs("LAN-028", A, "R-60", "", calendrier_lancement.lancement_a_venir),
    RegleCalculs("SUI-013", A, "R-26", "", suivi_annuel.realise_possible),
    RegleCalculs("SUI-014", A, "R-24", R314_43_2, suivi_annuel.information_a_temps),
)
