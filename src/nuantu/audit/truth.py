"""Conditions that may be unknown: what a comparison with null counts as is said, never guessed."""

from __future__ import annotations

import ibis
from ibis import ir

YES = ibis.literal(value=True)
NO = ibis.literal(value=False)


def surely(condition: ir.BooleanValue) -> ir.BooleanValue:
    """The condition, where the unknown counts as false."""
    return condition.fill_null(NO)


def possibly(condition: ir.BooleanValue) -> ir.BooleanValue:
    """The condition, where the unknown counts as true."""
    return condition.fill_null(YES)
