"""Sums, products and quotients in which one unknown makes the result unknown, never zero."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

Number = TypeVar("Number", int, Decimal)
CENT = Decimal(100)


def sum_known(values: Iterable[Number | None], zero: Number) -> Number | None:
    """Sum of the values; None as soon as one of them is unknown."""
    total = zero
    for value in values:
        if value is None:
            return None
        total += value
    return total


def sum_montants(values: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of amounts already rounded to the cent."""
    return sum_known(values, Decimal("0.00"))


def sum_entiers(values: Iterable[int | None]) -> int | None:
    """Sum of counts (places, days)."""
    return sum_known(values, 0)


def compute_pourcentage(part: int | Decimal | None, total: int | Decimal | None) -> Decimal | None:
    """`part` over `total` in percent, unrounded; None when unknown or when there is nothing to divide by."""
    if part is None or total is None or total == 0:
        return None
    return CENT * part / total
