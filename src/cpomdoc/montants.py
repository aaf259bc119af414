"""Amounts, rates and counts as people write them, always Decimal, and the one rounding rule of the house."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from cpomdoc.francais import guillemets

CENT = Decimal("0.01")
PRECISION = 60

SPACES = "\u0020\u00a0\u202f\u2009\u2007"
SPACE = f"[{SPACES}]"
PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<decimals>\d+))?", re.ASCII)
SPACED = re.compile(rf"(?P<whole>\d{{1,3}}(?:{SPACE}\d{{3}})+)(?:[.,](?P<decimals>\d+))?", re.ASCII)
DOTTED = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+)(?:,(?P<decimals>\d+))?", re.ASCII)
COMMAED = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+)(?:\.(?P<decimals>\d+))?", re.ASCII)
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
LONGEST = 15
ROUNDED = re.compile(rf"[\d.,{SPACES}]*\d{SPACE}?(?P<unit>[kKM])", re.ASCII)
EXAMPLES = {"montant": "7\u202f003\u202f800,70", "nombre": "12,5", "nombre entier": "40"}


def read_montant(text: str) -> Decimal:
    """« 7 003 800,70 € », « 8.139.066,08 », « -20000 » -> euros; at most two decimals, what is ambiguous is refused."""
    body = text.strip().removesuffix("€").removesuffix("euros").rstrip()
    return _read_decimal(text, body, 2, "montant")


def read_nombre(text: str) -> Decimal:
    """A count that may have decimals (« 12,5 » full-time equivalents, « 1 250 » points)."""
    return _read_decimal(text, text.strip(), 6, "nombre")


def read_taux(text: str) -> Decimal:
    """A rate in percent, up to four decimals: « 0,80 », « 1.2 % ». No thousands, hence nothing ambiguous."""
    sign, digits = _split_sign(text.strip().removesuffix("%").rstrip())
    if not (match := PLAIN.fullmatch(digits)):
        raise ValueError(f"{guillemets(text)} n’est pas un taux\u202f: écrivez par exemple 0,80.")
    _refuse_decimals(text, match["decimals"] or "", 4, "taux")
    return _build_decimal(text, sign, match)


def read_entier(text: str) -> int:
    """A whole number: « 40 », « 1 250 »."""
    value = _read_decimal(text, text.strip(), 6, "nombre entier")
    if value != value.to_integral_value():
        raise ValueError(f"{guillemets(text)} n’est pas un nombre entier.")
    return int(value)


def _read_decimal(text: str, body: str, decimals: int, kind: str) -> Decimal:
    sign, digits = _split_sign(body)
    if AMBIGUOUS.fullmatch(digits):
        raise ValueError(_describe_ambiguity(text, sign, digits))
    for form in (PLAIN, SPACED, DOTTED, COMMAED):
        if match := form.fullmatch(digits):
            _refuse_decimals(text, match["decimals"] or "", decimals, kind)
            return _build_decimal(text, sign, match)
    if kind == "montant" and (rounded := ROUNDED.fullmatch(digits)):
        unit = {"k": "milliers", "m": "millions"}[rounded["unit"].lower()]
        raise ValueError(f"{guillemets(text)} est écrit en {unit} d’euros\u202f: écrivez le nombre entier d’euros.")
    raise ValueError(f"{guillemets(text)} n’est pas un {kind}\u202f: écrivez par exemple {EXAMPLES[kind]}.")


def _split_sign(body: str) -> tuple[str, str]:
    """Sign (hyphen or minus U+2212, then spaces) and the rest."""
    if body[:1] in ("-", "\u2212"):
        return "-", body[1:].lstrip(SPACES)
    return "", body.removeprefix("+")


def _refuse_decimals(text: str, written: str, allowed: int, kind: str) -> None:
    if len(written) > allowed:
        names = {2: "deux", 4: "quatre", 6: "six"}
        raise ValueError(f"{kind.capitalize()} {guillemets(text)}\u202f: {names[allowed]} décimales au plus.")


def _build_decimal(text: str, sign: str, match: re.Match[str]) -> Decimal:
    whole = re.sub(rf"[.,{SPACES}]", "", match["whole"])
    if len(whole) > LONGEST:
        raise ValueError(f"{guillemets(text)} est trop grand\u202f: {LONGEST} chiffres au plus avant la virgule.")
    # A Decimal built from text is exact whatever the context.
    value = Decimal(f"{sign}{whole}.{match['decimals']}" if match["decimals"] else f"{sign}{whole}")
    return value if value else abs(value)


def _describe_ambiguity(text: str, sign: str, digits: str) -> str:
    left, right = re.split("[.,]", digits)
    thousands, fraction = f"{sign}{left}\u202f{right}", f"{sign}{left},{right.rstrip('0') or '0'}"
    return (
        f"{guillemets(text)} peut se lire {thousands} (milliers) ou {fraction} (décimales)\u202f: "
        f"écrivez {guillemets(thousands)} ou {guillemets(fraction)}."
    )


def round_cent(value: Decimal) -> Decimal:
    """Round to the cent, halves away from zero: the only rounding of money in cpomdoc."""
    with localcontext(prec=PRECISION):
        return value.quantize(CENT, rounding=ROUND_HALF_UP)


def split_largest_remainder(total: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Share a sum of whole cents pro rata, to the cent and without loss; the first wins between equal remainders."""
    base = sum((Fraction(w) for w in weights), Fraction(0))
    if base <= 0 or any(w < 0 for w in weights):
        raise ValueError("Une répartition demande des poids positifs dont la somme n’est pas nulle.")
    cents = _to_cents(abs(total))
    exact = [cents * Fraction(w) / base for w in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: cents - sum(parts)]:
        parts[i] += 1
    return tuple(_from_cents(part, negative=total < 0) for part in parts)


def twelfths(total: Decimal) -> tuple[Decimal, ...]:
    """Eleven equal instalments cut at the cent, and a twelfth that is the balance."""
    return equal_parts(total, 12)


def equal_parts(total: Decimal, count: int) -> tuple[Decimal, ...]:
    """Equal parts cut at the cent; the last one is the balance."""
    cents = _to_cents(abs(total))
    parts = [cents // count] * (count - 1)
    parts.append(cents - sum(parts))
    return tuple(_from_cents(part, negative=total < 0) for part in parts)


def _to_cents(total: Decimal) -> int:
    cents = Fraction(total) * 100
    if cents.denominator != 1:
        raise ValueError(f"{guillemets(str(total))} n’est pas un nombre entier de centimes.")
    return int(cents)


def _from_cents(cents: int, *, negative: bool) -> Decimal:
    return Decimal(-cents if negative else cents).scaleb(-2)
