"""What a rule is in the registries, and the legal grounds that several of them share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
