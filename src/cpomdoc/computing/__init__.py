"""Figures and dates that follow from a contract: pure functions, Decimal only, None where something is unknown."""
