"""Whole-number arithmetic as expressions: division with a stated rounding."""

from __future__ import annotations

import ibis
from ibis import ir


def divide_rounded(numerator: ir.IntegerValue, denominator: ir.IntegerValue | int,
                   rounding: str | ir.StringValue) -> ir.IntegerValue:
    """Divide whole numbers and round as stated: ``half_up`` away from zero at halves, ``up`` away from zero, ``down``
    towards it. The rounding may be a word or a column of words; an unknown word gives null."""
    below = ibis.literal(denominator, "int64") if isinstance(denominator, int) else denominator
    word = ibis.literal(rounding) if isinstance(rounding, str) else rounding
    size = numerator.abs()
    rest = size % below
    # The quotient of what divides without a rest is exact, in whole numbers and in doubles below 2**53.
    whole = ((size - rest) / below).cast("int64")
    bump = ibis.cases((word == "up", (rest > 0).cast("int64")), (word == "half_up", (rest * 2 >= below).cast("int64")),
                      (word == "down", ibis.literal(0, "int64")))
    return (numerator < 0).ifelse(-1, 1) * (whole + bump)
