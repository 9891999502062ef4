"""A sweep: one or two parameters over lists of values, each cell beside the same days as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from nuantu.core.errors import AgreementError, InputError
from nuantu.whatif.change import Change, parse_change
from nuantu.whatif.run import Changes

OPTION = "--sweep"
MOST_PARAMS, MOST_CELLS = 2, 100
_OPENING, _CLOSING = "[{(", "]})"


def parse_sweep(text: str) -> Changes:
    """Take ``CLAUSE.PARAM=v1,v2,v3`` apart: a change for each value, commas inside brackets left alone.

    Raises
    ------
    AgreementError
        Where it is no sweep, or a value stands twice.
    """
    first = parse_change(text)
    values = _split(first.value)
    if not all(values) or len(set(values)) != len(values):
        raise AgreementError(f"{text[:60]!r} holds an empty value or one twice", field=OPTION,
                             fix="write CLAUSE.PARAM=v1,v2,v3, each value once")
    return tuple(Change(first.clause_id, first.param, value) for value in values)


def _split(text: str) -> list[str]:
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def list_cells(fixed: Sequence[Change], sweeps: Sequence[Changes]) -> list[Changes]:
    """Every combination of the swept values, the first parameter turning slowest, beside what is fixed in all.

    Raises
    ------
    InputError
        For more than two parameters, or more cells than can be looked at.
    """
    if len(sweeps) > MOST_PARAMS:
        raise InputError(f"{len(sweeps)} parameters are swept", field=OPTION, fix=f"sweep at most {MOST_PARAMS}")
    cells = [(*fixed, *cell) for cell in product(*sweeps)]
    if len(cells) > MOST_CELLS:
        raise InputError(f"the sweep has {len(cells)} cells", field=OPTION, fix=f"name values for at most {MOST_CELLS}")
    return cells
