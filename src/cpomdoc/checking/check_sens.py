"""Whether a contract whose shape is proven makes sense: the rules of the registry, one after the other."""

from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from cpomdoc.checking.rules.registre_avenants import SUITE, RegleSuite
from cpomdoc.checking.rules.regle import Regle, RegleCalculs
from cpomdoc.checking.rules.suite_avenants import SuiteAvenants
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.plan import build_plan
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin
from cpomdoc.typographie import normalise_typographie


def check_sens(
    dossier: Dossier, referentiel: Referentiel, catalogue: Catalogue, exiges: tuple[Chemin, ...]
) -> list[Problem]:
    """Problems of what the author wrote, in the order of the registry.

    `exiges` lists the paths (« * » for any item of a list) that a contract of status « definitif » may not lack.
    """
    plan = build_plan(dossier, catalogue, referentiel.annexes)
    contexte = ContexteRegles(dossier, referentiel, plan, catalogue.cles, exiges)
    return [_build_problem(regle, ecart) for regle in RULES for ecart in regle.check(contexte)]


def check_calculs(
    dossier: Dossier, calculs: Calculs, referentiel: Referentiel, aujourdhui: date | None = None
) -> list[Problem]:
    """Problems of what the author announced, next to what was computed, and to the day it is if it is known."""
    contexte = ContexteRegles(dossier, referentiel, aujourdhui=aujourdhui)
    return [_build_problem(regle, ecart) for regle in RULES_CALCULS for ecart in regle.check(contexte, calculs)]


def check_suite(suite: SuiteAvenants) -> list[Problem]:
    """Problems of an avenant among the acts already sealed, in the order of the registry."""
    return [_build_problem(regle, ecart) for regle in SUITE for ecart in regle.check(suite)]


def _build_problem(regle: Regle | RegleCalculs | RegleSuite, ecart: Ecart) -> Problem:
    """The typography of messages is set once here: rules write ordinary spaces."""
    return Problem(
        code=regle.code,
        path=ecart.path,
        message=normalise_typographie(ecart.message),
        aide=normalise_typographie(ecart.aide),
        severite=ecart.severite or regle.severite,
        reference=regle.reference,
        on_key=ecart.on_key,
        extrait=ecart.extrait,
        autre=ecart.autre,
    )
