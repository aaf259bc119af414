"""Whether an avenant takes its place among the acts already sealed, and says what it changes."""

from datetime import date

from cpomdoc.avenants.suite import Suite
from cpomdoc.checking.check_sens import check_suite
from cpomdoc.checking.rules.suite_avenants import SuiteAvenants
from cpomdoc.comparing.motifs import classify
from cpomdoc.computing.jalons import compute_jalons
from cpomdoc.model.dossier import Dossier
from cpomdoc.problems import Problem
from cpomdoc.versions.etats import Etat


def check_avenant(dossier: Dossier, suite: Suite | None) -> list[Problem]:
    """What stands against the avenant of these working files; `suite` is None while nothing is sealed."""
    return check_suite(_tell(suite) if suite else SuiteAvenants(dossier.ref, dossier.avenant))


def _tell(suite: Suite) -> SuiteAvenants:
    avenant = suite.avenant
    drafted = suite.a_rediger is not None and suite.scelle is None
    changements = suite.changements if drafted else suite.depuis
    avant = suite.avant if drafted or suite.scelle is None else suite.scelle.etat
    classement = classify(changements, avant.dossier, avenant.motifs if avenant and drafted else ())
    effet = suite.travail.dossier.general.contrat.date_effet
    return SuiteAvenants(
        suite.travail.dossier.ref,
        avenant,
        actes=tuple(one.acte for one in suite.chaine),
        change=bool(changements),
        motifs=classement.motifs,
        scelle_autre=suite.scelle is not None and suite.inedite and not suite.informelle,
        fin_anterieure=_fin(suite.avant),
        fin=_fin(suite.travail),
        preavis=suite.travail.referentiel.entier("preavis_prorogation", effet) if effet else None,
    )


def _fin(etat: Etat) -> date | None:
    return compute_jalons(etat.dossier, etat.referentiel).date_fin
