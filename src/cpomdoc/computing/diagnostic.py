"""Diagnosis: result of each closed year, cost per place, and where an indicator stands among its quartiles."""

from datetime import date
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.capacites import get_financee, list_perimetre, sum_etablissements, sum_lignes
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.calculs import PositionIndicateur, ResultatAnnee
from cpomdoc.model.diagnostic import Groupes, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel


def compute_total(groupes: Groupes) -> Decimal | None:
    """Sum of the three groupes fonctionnels."""
    return sum_montants((groupes.g1, groupes.g2, groupes.g3))


def compute_difference(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """`left` minus `right`, None when one is unknown."""
    return None if left is None or right is None else left - right


def compute_par_place(montant: Decimal | None, places: int | None) -> Decimal | None:
    """An amount per place, to the cent; None when there is no place."""
    return montants.round_cent(montant / places) if montant is not None and places else None


def compute_resultat(situation: SituationFinanciere, capacite_financee: int | None) -> ResultatAnnee:
    """Totals, result and net charges of one closed year."""
    charges, produits = compute_total(situation.charges), compute_total(situation.produits)
    attenuation = sum_montants((situation.produits.g2, situation.produits.g3))
    nettes = compute_difference(charges, attenuation)
    return ResultatAnnee(
        annee=situation.annee,
        etablissement=situation.etablissement,
        charges=charges,
        produits=produits,
        resultat=compute_difference(produits, charges),
        charges_nettes=nettes,
        cout_place=compute_par_place(nettes, capacite_financee),
    )


def compute_resultats(dossier: Dossier, referentiel: Referentiel) -> tuple[ResultatAnnee, ...]:
    """Every closed year of diagnostic.yaml, in its order; a year without ESMS is the whole perimeter's."""
    situations = dossier.diagnostic.situation_financiere if dossier.diagnostic else ()
    return tuple(compute_resultat(one, _find_capacite(dossier, one, referentiel)) for one in situations)


def _find_capacite(dossier: Dossier, situation: SituationFinanciere, referentiel: Referentiel) -> int | None:
    """Financed places of that year, where its rows are written; else those of the day the contract takes effect."""
    known = dossier.etablissements.get(situation.etablissement or "")
    esms = list_perimetre(dossier) if situation.etablissement is None else [known] if known else []
    closed = date(situation.annee, 12, 31)
    ended = any(row.date_fin and row.date_fin >= closed for one in esms for row in one.capacites)
    on = closed if ended else dossier.general.contrat.date_effet
    totaux = sum_lignes(known, on, referentiel) if known else sum_etablissements(esms, on, referentiel)
    return get_financee(totaux, referentiel)


def compute_position(indicateur: IndicateurDiagnostic) -> PositionIndicateur:
    """Last known value and the interval it falls in, its lower bound included (Q1 ≤ x < médiane)."""
    known = {annee: valeur for annee, valeur in indicateur.valeurs.items() if valeur is not None}
    if not known:
        return PositionIndicateur(None, None, None)
    annee = max(known)
    return PositionIndicateur(annee, known[annee], compute_quartile(known[annee], indicateur))


def compute_quartile(valeur: Decimal, indicateur: IndicateurDiagnostic) -> str | None:
    """Interval between regional comparators; None when the comparators that decide are missing or out of order."""
    q1, mediane, q3 = indicateur.q1, indicateur.mediane_regionale, indicateur.q3
    bounds = [bound for bound in (q1, mediane, q3) if bound is not None]
    if bounds != sorted(bounds):
        return None
    if q1 is not None and valeur < q1:
        return "x < Q1"
    if q3 is not None and valeur >= q3:
        return "x ≥ Q3"
    if q1 is not None and mediane is not None and valeur < mediane:
        return "Q1 ≤ x < médiane"
    if q3 is not None and mediane is not None and valeur >= mediane:
        return "médiane ≤ x < Q3"
    return None
