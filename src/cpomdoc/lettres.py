"""Numbers, amounts and dates in words, as a signed paper spells them out."""

from datetime import date
from decimal import Decimal

from num2words import num2words

from cpomdoc.francais import Genre, de
from cpomdoc.montants import round_cent
from cpomdoc.periodes import MOIS
from cpomdoc.typographie import Format


def cardinal(nombre: int, genre: Genre = "m") -> str:
    """« vingt et un », « vingt et une » before a feminine noun, « moins deux »."""
    words = str(num2words(abs(nombre), lang="fr"))
    if genre == "f" and (words == "un" or words.endswith((" un", "-un"))):
        words += "e"
    return f"moins {words}" if nombre < 0 else words


@Format
def format_nombre_lettres(valeur: Decimal | int) -> str:
    """« sept millions trois mille huit cents », « douze virgule cinq »."""
    sign, digits, exponent = Decimal(valeur).normalize().as_tuple()
    whole, fraction = divmod(abs(Decimal(valeur)), 1)
    words = cardinal(int(whole))
    if fraction and isinstance(exponent, int):
        decimals = "".join(map(str, digits)).rjust(-exponent, "0")[exponent:]
        zeros = len(decimals) - len(decimals.lstrip("0"))
        words = " ".join([words, "virgule", *["zéro"] * zeros, cardinal(int(decimals))])
    return f"moins {words}" if sign and valeur else words


@Format
def format_montant_lettres(valeur: Decimal) -> str:
    """« sept millions trois mille huit cents euros et soixante-dix centimes », « un million d’euros »."""
    euros, cents = divmod(int(round_cent(abs(valeur)).scaleb(2)), 100)
    parts = []
    if euros or not cents:
        parts.append(_write_euros(euros))
    if cents:
        parts.append(f"{cardinal(cents)} {'centime' if cents == 1 else 'centimes'}")
    words = " et ".join(parts)
    return f"moins {words}" if valeur < 0 and (euros or cents) else words


def _write_euros(euros: int) -> str:
    words = cardinal(euros)
    # « Million » and « milliard » are nouns: they take « de » before another noun.
    if words.endswith(("million", "millions", "milliard", "milliards")):
        return f"{words} {de('euros')}"
    return f"{words} {'euro' if euros < 2 else 'euros'}"


def spell_date(jour: date) -> str:
    """« trente et un décembre deux mille trente-deux », « premier janvier deux mille vingt-huit »."""
    rang = "premier" if jour.day == 1 else cardinal(jour.day)
    return f"{rang} {MOIS[jour.month - 1]} {cardinal(jour.year)}"


def ordinal(nombre: int, genre: Genre = "m") -> str:
    """« 1er », « 1re », « 2e »."""
    if nombre == 1:
        return "1re" if genre == "f" else "1er"
    return f"{nombre}e"
