"""How the values of an indicator are written: a count stays a number, an amount, a day or words become text."""

from datetime import date
from decimal import Decimal

from cpomdoc.model.objectifs import IndicateurFiche, Valeur
from cpomdoc.typographie import format_date_courte, format_montant_sans_unite

UNITES = {"taux": "%", "montant": "€", "date": "", "texte": ""}


def write_valeur(one: IndicateurFiche, valeur: Valeur | None) -> Decimal | str | None:
    """A number, or the words that stand for it; None while it is unknown."""
    if isinstance(valeur, date):
        return format_date_courte(valeur)
    if isinstance(valeur, Decimal) and one.nature == "montant":
        return format_montant_sans_unite(valeur)
    # Words may be made of figures alone (« 2028 »): they are not a count.
    return str(valeur) if isinstance(valeur, Decimal) and one.nature == "texte" else valeur


def unite_of(one: IndicateurFiche) -> str | None:
    """Its unit; what a rate and an amount are counted in goes without saying, a day and words have none."""
    return one.unite or UNITES.get(one.nature)
