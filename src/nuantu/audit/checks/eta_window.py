"""D03 eta_window: each promise is a window."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.promises import list_quotes
from nuantu.audit.query import Case, Need, Query, fault, stack


def check(clause: Clause, case: Case) -> Query:
    """Every promise shows a window as wide as agreed, and lateness begins no earlier than its end."""
    quotes = list_quotes(clause, case)
    point = quotes.filter(quotes.from_s.isnull() | quotes.to_s.isnull())
    shown = quotes.filter(quotes.from_s.notnull(), quotes.to_s.notnull())
    shown = shown.mutate(width_s=shown.to_s - shown.from_s, before_s=shown.to_s - shown.promised_s)
    return Query(
        unit="order", units=quotes, needs=(Need(("eta_quoted",), "from_s"), Need(("eta_quoted",), "to_s")),
        breaches=stack(
            fault(point, "point", worker=None, events=("quote_id",)),
            fault(shown.filter(shown.width_s < clause.int_param("width")), "narrow", worker=None, events=("quote_id",),
                  numbers=("width_s",)),
            fault(shown.filter(shown.before_s > 0), "early", worker=None, events=("quote_id",), numbers=("before_s",)),
        ),
        grounds={"point": "no window is shown", "narrow": "width_s {width_s} < {least_s}",
                 "early": "promised {before_s} s before the window ends"},
        figures={"least_s": clause.int_param("width")},
    )
