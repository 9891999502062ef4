"""What the hub hears of a gate: one row a day, counts only, and no small ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.gates.local_day import show_day
from nuantu.passes.verdict import Code

#: Below this a count is told as ``FEW``, and what was measured on so few is not told at all.
FEW_BELOW = 10
FEW = "fewer than 10"


def write_day_report(day: int, counts: Mapping[str, int]) -> dict[str, Any]:
    """The body of ``POST /passes/v1/gate/<gate>/counts`` for a day that is over.

    ``let_in`` are all that were let in by their code, ``degraded`` those of them with old lists, ``refused`` codes
    that did not open (garbage and floods are in it), ``manual`` whom a guard let in by hand. ``passing`` is how
    many were measured from code to barrier, and the seconds of all of them together; None where they are few.
    """
    let_in = sum(counts.get(code.value, 0) for code in (Code.OK, Code.OK_DEGRADED))
    refused = sum(n for what, n in counts.items() if what.startswith("E_"))
    manual = sum(n for what, n in counts.items() if what.startswith("manual:"))
    told = {"let_in": let_in, "degraded": counts.get(Code.OK_DEGRADED.value, 0), "refused": refused, "manual": manual}
    measured = counts.get("measured", 0)
    passing = {"measured": measured, "seconds": counts.get("seconds", 0)} if measured >= FEW_BELOW else None
    return {"day": show_day(day), "counts": {name: n if n >= FEW_BELOW else FEW for name, n in told.items()},
            "passing": passing}
