"""Investments: what finances them, what they cost once done, and when silence approves them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.pgfp import read_facultative
from cpomdoc.computing.sommes import CENT, sum_montants
from cpomdoc.model.ppi import Financement, Operation, Ppi
from cpomdoc.model.previsions import CalculEmprunt, CalculOperation, CalculPpi

EMPRUNT = "emprunt"
FIXE = "fixe"
UN = Decimal(1)


def compute_ppi(ppi: Ppi, exercices: Sequence[int], delai: int | None) -> CalculPpi:
    """`delai` is the number of days after which the authority's silence is an approval."""
    financements = [one for operation in ppi.operations for one in operation.financements]
    sources = dict.fromkeys(one.source for one in financements)
    return CalculPpi(
        operations=tuple(compute_operation(one, delai) for one in ppi.operations),
        montant=sum_montants(one.montant for one in ppi.operations),
        sources={source: sum_montants(f.montant for f in financements if f.source == source) for source in sources},
        surcouts={
            annee: sum_montants(read_surcout(operation, annee) for operation in ppi.operations) for annee in exercices
        },
    )


def compute_operation(operation: Operation, delai: int | None) -> CalculOperation:
    """One operation: its money, its yearly depreciation, its loans and its tacit approval."""
    recu = operation.approbation.date_reception if operation.approbation else None
    return CalculOperation(
        id=operation.id,
        finance=sum_montants(one.montant for one in operation.financements),
        dotation=compute_dotation(operation.montant, operation.duree_amortissement),
        emprunts=tuple(compute_emprunt(one) if one.source == EMPRUNT else None for one in operation.financements),
        approbation_tacite=compute_approbation(recu, delai),
    )


def compute_dotation(montant: Decimal | None, duree: int | None) -> Decimal | None:
    """Linear depreciation of a full year."""
    return None if montant is None or not duree else montants.round_cent(montant / duree)


def compute_emprunt(emprunt: Financement) -> CalculEmprunt:
    """Constant annuities; a rate that may change gives neither annuity nor interest."""
    montant, taux, duree = emprunt.montant, emprunt.taux, emprunt.duree_annees
    if montant is None or taux is None or not duree or emprunt.type_taux != FIXE or taux < 0:
        return CalculEmprunt(None, None)
    rate = taux / CENT
    annuite = montant / duree if rate == 0 else montant * rate / (UN - (UN + rate) ** -duree)
    rounded = montants.round_cent(annuite)
    return CalculEmprunt(rounded, rounded * duree - montant)


def compute_approbation(recu: date | None, delai: int | None) -> date | None:
    """Day on which silence is an approval."""
    return None if recu is None or delai is None else recu + timedelta(days=delai)


def read_surcout(operation: Operation, annee: int) -> Decimal | None:
    """What an operation adds to charges that year: nothing before the first year that is written."""
    if operation.surcout and annee < min(operation.surcout):
        return Decimal("0.00")
    return read_facultative(operation.surcout, annee)
