"""The multi-year financing plan: result, self-financing, working capital and cash, column by column."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cpomdoc.computing.sommes import compute_pourcentage, sum_montants
from cpomdoc.model.pgfp import Pgfp, Serie
from cpomdoc.model.previsions import AnneePgfp

ZERO = Decimal("0.00")


def list_annees(pgfp: Pgfp, exercices: Sequence[int]) -> tuple[int, ...]:
    """Columns: from the last closed year (two years before the contract when it is not said) to the last year."""
    if not exercices:
        return ()
    premiere = exercices[0] - 2 if pgfp.annee_reelle is None else min(pgfp.annee_reelle, exercices[0])
    return tuple(range(premiere, exercices[-1] + 1))


def compute_pgfp(pgfp: Pgfp, exercices: Sequence[int]) -> tuple[AnneePgfp, ...]:
    """Every column; working capital runs on from that of the last closed year."""
    columns: list[AnneePgfp] = []
    frng: Decimal | None = None
    for annee in list_annees(pgfp, exercices):
        column = _compute_annee(pgfp, annee, frng)
        frng = column.frng
        columns.append(column)
    return tuple(columns)


def _compute_annee(pgfp: Pgfp, annee: int, frng_precedent: Decimal | None) -> AnneePgfp:
    un, passage = pgfp.exploitation, pgfp.passage_caf
    produits = sum_montants(one.get(annee) for one in (un.produits_tarification, un.autres_produits))
    charges = sum_montants(one.get(annee) for one in (un.charges_g1, un.charges_g2, un.charges_g3))
    resultat = subtract(produits, charges)
    retires = _sum_facultatives(
        (passage.reprises, passage.produits_cessions, passage.subventions_virees, passage.autres_produits_calcules),
        annee,
    )
    caf = compute_caf(pgfp, annee, resultat, retires)
    emplois, ressources = _compute_emplois(pgfp, annee, caf), _compute_ressources(pgfp, annee, caf)
    variation = subtract(ressources, emplois)
    frng = pgfp.frng_reel if annee == pgfp.annee_reelle else sum_montants((frng_precedent, variation))
    bfr = pgfp.bfr.get(annee)
    return AnneePgfp(
        annee=annee,
        produits=produits,
        charges=charges,
        resultat=resultat,
        caf=caf,
        taux_caf=compute_pourcentage(caf, subtract(produits, retires)),
        emplois=emplois,
        ressources=ressources,
        variation_frng=variation,
        frng=frng,
        bfr=bfr,
        tresorerie=subtract(frng, bfr),
    )


def compute_caf(pgfp: Pgfp, annee: int, resultat: Decimal | None, retires: Decimal | None) -> Decimal | None:
    """Result + 68 + 675 - 78 - 775 - 777 - 778; negative, it is an insufficiency."""
    passage = pgfp.passage_caf
    ajoutes = (passage.dotations.get(annee), read_facultative(passage.valeurs_cedees, annee))
    return subtract(sum_montants((resultat, *ajoutes)), retires)


def read_facultative(serie: Serie, annee: int) -> Decimal | None:
    """A row that nobody wrote has no movement; one that stops short is unknown where it stops."""
    return serie.get(annee) if serie else ZERO


def subtract(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """Difference, unknown as soon as one side is."""
    return None if left is None or right is None else left - right


def _compute_emplois(pgfp: Pgfp, annee: int, caf: Decimal | None) -> Decimal | None:
    emplois = pgfp.emplois
    insuffisance = None if caf is None else max(-caf, ZERO)
    depenses = (emplois.remboursements_emprunts.get(annee), emplois.investissements.get(annee))
    return sum_montants((insuffisance, *depenses, read_facultative(emplois.autres_emplois, annee)))


def _compute_ressources(pgfp: Pgfp, annee: int, caf: Decimal | None) -> Decimal | None:
    ressources = pgfp.ressources
    autofinancement = None if caf is None else max(caf, ZERO)
    rows = (ressources.emprunts, ressources.subventions, pgfp.passage_caf.produits_cessions, ressources.apports)
    return sum_montants((autofinancement, _sum_facultatives(rows, annee)))


def _sum_facultatives(rows: Iterable[Serie], annee: int) -> Decimal | None:
    return sum_montants(read_facultative(row, annee) for row in rows)
