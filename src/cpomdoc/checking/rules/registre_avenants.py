"""The rules on avenants: those that the contract alone can judge, and those that need its sealed versions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cpomdoc.checking.rules import avenants, prorogation, suite_avenants
from cpomdoc.checking.rules.contexte import Ecart
from cpomdoc.checking.rules.regle import L313_11, A, E, Regle
from cpomdoc.checking.rules.suite_avenants import SuiteAvenants
from cpomdoc.problems import Severite


@dataclass(frozen=True)
class RegleSuite:
    """A rule on an avenant next to the acts already sealed."""

    code: str
    severite: Severite
    domaine: str
    reference: str
    check: Callable[[SuiteAvenants], Iterator[Ecart]]


AVENANTS: tuple[Regle, ...] = (
    Regle("AVN-001", A, "R-49", "", avenants.motifs_dits),
    Regle("AVN-002", E, "R-49", "", avenants.motif_deux_fois),
    Regle("AVN-003", A, "R-49", "", avenants.motif_expose),
    Regle("AVN-004", A, "R-49", "", avenants.expose_sans_motif),
    Regle("AVN-005", E, "R-49", "", avenants.avenant_d_un_contrat_definitif),
    Regle("AVN-006", E, "R-49", "", avenants.effet_apres_le_contrat),
    Regle("AVN-007", A, "R-16", "", avenants.effet_avant_signature),
    Regle("AVN-008", E, "R-51", L313_11, avenants.signataires_connus),
    Regle("AVN-009", E, "R-51", L313_11, avenants.signataires_complets),
    Regle("AVN-010", A, "R-58", "", avenants.visas_nouveaux),
    Regle("AVN-011", E, "R-50", L313_11, prorogation.prorogation_bornee),
    Regle("AVN-012", E, "R-50", L313_11, prorogation.prorogation_par_avenant),
    Regle("AVN-013", A, "R-50", "", prorogation.prorogation_datee),
    Regle("AVN-014", A, "R-50", "", prorogation.prorogation_demandee_a_temps),
    Regle("AVN-015", A, "R-50", "", prorogation.demande_sans_prorogation),
)

SUITE: tuple[RegleSuite, ...] = (
    RegleSuite("AVN-020", E, "R-49", "", suite_avenants.contrat_scelle),
    RegleSuite("AVN-021", E, "R-49", "", suite_avenants.numero_suivant),
    RegleSuite("AVN-022", E, "R-49", "", suite_avenants.numero_deja_scelle),
    RegleSuite("AVN-023", A, "R-49", "", suite_avenants.change_sans_avenant),
    RegleSuite("AVN-024", E, "R-49", "", suite_avenants.avenant_sans_changement),
    RegleSuite("AVN-025", A, "R-49", "", suite_avenants.motif_oublie),
    RegleSuite("AVN-026", A, "R-49", "", suite_avenants.motif_sans_changement),
    RegleSuite("AVN-027", A, "R-49", "", suite_avenants.effets_dans_l_ordre),
    RegleSuite("AVN-028", E, "R-50", L313_11, suite_avenants.prorogation_allonge),
    RegleSuite("AVN-029", A, "R-50", "", suite_avenants.signe_avant_le_terme),
    RegleSuite("AVN-030", A, "R-50", "", suite_avenants.nouvelle_prorogation_demandee_a_temps),
)
