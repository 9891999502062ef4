"""Money in whole minor units (fen, cents): rounding stated, never a float."""

from __future__ import annotations

from typing import Literal

Rounding = Literal["half_up", "up", "down"]

MINOR_PER_MAJOR = {"CNY": 100, "USD": 100, "NOK": 100, "EUR": 100}
SYMBOLS = {"CNY": "¥", "USD": "$", "NOK": "kr ", "EUR": "€"}


def divide_rounded(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Divide two whole numbers and round to a whole one as stated.

    ``half_up`` rounds halves away from zero; ``up`` and ``down`` round away from and towards zero.
    """
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    sign = -1 if numerator < 0 else 1
    whole, rest = divmod(abs(numerator), denominator)
    if rounding == "up":
        whole += rest > 0
    elif rounding == "half_up":
        whole += 2 * rest >= denominator
    return sign * whole


def format_minor(amount_minor: int, currency: str) -> str:
    """Write an amount as people read it: ``¥27.70``, ``-¥3.05``."""
    per_major = MINOR_PER_MAJOR[currency]
    whole, rest = divmod(abs(amount_minor), per_major)
    digits = len(str(per_major)) - 1
    sign = "-" if amount_minor < 0 else ""
    return f"{sign}{SYMBOLS[currency]}{whole:,}.{rest:0{digits}d}"
