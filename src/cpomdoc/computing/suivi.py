"""What the gestionnaire sends each year, and when: the budget calendar of its category over the contract."""

from collections.abc import Iterator
from datetime import date

from cpomdoc import periodes
from cpomdoc.model.calculs import EcheanceSuivi
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel

DOCUMENTS = {
    "eprd": (("errd", -1), ("eprd", 0), ("annexe_activite", 1)),
    "budget": (("compte_administratif", -1), ("budget", 1)),
}
"""By budget frame, documents in the order of their days, and the year they speak of next to that in which they go."""

RAPPORT = "rapport_etape"


def compute_suivi(dossier: Dossier, referentiel: Referentiel) -> tuple[EcheanceSuivi, ...]:
    """Documents due from the day the contract takes effect to the accounts of its last year."""
    contrat, exercices = dossier.general.contrat, dossier.exercices
    categorie = referentiel.categories_contrat.get(contrat.categorie or "")
    effet = contrat.date_effet
    if effet is None or categorie is None or not exercices:
        return ()
    cadre = DOCUMENTS.get(categorie.cadre_of(contrat.cadre_budgetaire), ())
    found = [
        EcheanceSuivi(code, annee, annee + ecart, _jour(referentiel, code, annee))
        for annee in (*exercices, exercices[-1] + 1)
        for code, ecart in (*((code, -1) for code in categorie.documents_annuels), *cadre, *_propres(dossier))
        if code != RAPPORT
    ]
    if RAPPORT in categorie.documents_annuels:
        found += _rapports(referentiel, exercices)
    found += _frais_siege(dossier, referentiel)
    # After the term, what is left to send is the account of the last year.
    kept = (one for one in found if one.annee <= exercices[-1] or one.exercice == exercices[-1])
    return tuple(sorted((one for one in kept if one.date is None or one.date >= effet), key=_order))


def _rapports(referentiel: Referentiel, exercices: tuple[int, ...]) -> Iterator[EcheanceSuivi]:
    """A report each year on the one before; in the last year, the full report takes its place."""
    for annee in exercices[1:]:
        code = RAPPORT if annee < exercices[-1] else "rapport_execution"
        yield EcheanceSuivi(code, annee, annee - 1, _jour(referentiel, RAPPORT, annee))


def _propres(dossier: Dossier) -> tuple[tuple[str, int], ...]:
    """Documents that only some contracts owe each year."""
    return (("compte_emploi", -1),) if dossier.forfait_autonomie is not None else ()


def _frais_siege(dossier: Dossier, referentiel: Referentiel) -> Iterator[EcheanceSuivi]:
    """The request to renew the authorisation of the head office, for the year in which it expires."""
    siege = dossier.finances.frais_siege if dossier.finances else None
    if siege is None or siege.date_autorisation is None or not siege.duree_annees:
        return
    fin = periodes.date_fin(siege.date_autorisation, siege.duree_annees).year
    if fin in dossier.exercices:
        yield EcheanceSuivi("frais_siege", fin - 1, fin, _jour(referentiel, "frais_siege", fin - 1))


def _jour(referentiel: Referentiel, code: str, annee: int) -> date | None:
    """The last day of that year; None for what no text dates."""
    name = f"echeance_{code}"
    text = referentiel.texte(name, date(annee, 1, 1)) if name in referentiel.parametres else None
    if text is None:
        return None
    jour, mois = (int(part) for part in text.split("/"))
    return date(annee, mois, jour)


def _order(one: EcheanceSuivi) -> tuple[int, date, str]:
    """By year then by day; what has no day goes with the spring of its year."""
    return (one.annee, one.date or date(one.annee, 4, 1), one.code)
