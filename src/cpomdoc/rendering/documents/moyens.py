"""What the articles on means print of methods, rates, results and head-office costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.finances import Finances
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.evolutions import (
    EvolutionVue,
    MethodeVue,
    TauxAnnee,
    build_evolutions,
    build_methodes,
)
from cpomdoc.rendering.documents.financeurs import name_autorite


@dataclass(frozen=True)
class Methode:
    """Choices of the article on tariffs; codes are words of the gabarit. `taux` are those of the contract as a whole.

    `eprd_demande` says that the manager asked for a budget frame that its category does not impose.
    """

    methode: str | None
    clause_taux: str | None
    taux: tuple[TauxAnnee, ...]
    methodes: tuple[MethodeVue, ...]
    evolutions: tuple[EvolutionVue, ...]
    hypotheses: bool
    eprd_demande: bool


@dataclass(frozen=True)
class Affectation:
    """Choices of the article on results; `principe` is a code, `eprd` tells which rules of the code apply."""

    principe: str | None
    priorites: tuple[str, ...]
    inter_etablissements: bool
    eprd: bool


@dataclass(frozen=True)
class FraisSiegeVue:
    """Authorised head-office costs; `mode` is « montant » or « pourcentage »."""

    autorite: str | None
    date_autorisation: date | None
    duree: int | None
    mode: str | None
    montant: Decimal | None
    taux: Decimal | None
    annee_charges: int | None


def build_methode(contexte: Contexte) -> Methode:
    """Method and rates; all unknown while the contract has no financial part."""
    finances = contexte.dossier.finances or Finances()
    taux = tuple(TauxAnnee(annee, contexte.de_la_serie(finances.taux, annee)) for annee in contexte.calculs.exercices)
    demande = contexte.categorie is not None and contexte.cadre_budgetaire != contexte.categorie.cadre_budgetaire
    evolutions = build_evolutions(contexte)
    return Methode(
        methode=finances.methode,
        clause_taux=finances.clause_taux,
        taux=taux if finances.clause_taux == "fixe" else (),
        methodes=build_methodes(contexte),
        evolutions=evolutions,
        hypotheses=any(one.hypothese for one in evolutions),
        eprd_demande=demande,
    )


def build_affectation(contexte: Contexte) -> Affectation | None:
    """The article on results when the contract has one."""
    affectation = contexte.dossier.finances.affectation_resultats if contexte.dossier.finances else None
    if affectation is None:
        return None
    priorites = (contexte.libelle("priorite_affectation", code) or code for code in affectation.priorites)
    eprd = contexte.cadre_budgetaire == "eprd"
    return Affectation(affectation.principe, tuple(priorites), affectation.inter_etablissements is True, eprd)


def build_frais_siege(contexte: Contexte) -> FraisSiegeVue | None:
    """Head-office costs when they are authorised."""
    siege = contexte.dossier.finances.frais_siege if contexte.dossier.finances else None
    if siege is None:
        return None
    return FraisSiegeVue(
        autorite=name_autorite(contexte, siege.autorite),
        date_autorisation=siege.date_autorisation,
        duree=siege.duree_annees,
        mode=siege.mode,
        montant=siege.montant,
        taux=siege.taux,
        annee_charges=siege.annee_charges,
    )
