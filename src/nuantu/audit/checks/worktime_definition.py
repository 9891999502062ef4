"""R01 worktime_definition: working time that was shown to a worker is working time as agreed."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault, lacking
from nuantu.audit.truth import surely

TOLERANCE_S = 60
SHOWING = ("reminder_shown", "continue_confirmed", "forced_offline")


def check(clause: Clause, case: Case) -> Query:
    """Every working time shown by a reminder, confirmation or stop against the log's own, to ``TOLERANCE_S`` seconds.

    What a stop over 24 hours shows is another sum and is left to that clause.
    """
    case.spells.require_worktime(clause)
    shown = case.limit(clause, case.records.of_kind(*SHOWING))
    for other in case.clauses:
        if other.type.name == "daily_stop" and other.params["reset"] == "rolling_24h":
            shown = shown.anti_join(case.limit_days(other, shown.filter(surely(shown.clause_id == other.id))),
                                    "event_id")
    units = case.records.keep(case.spells.add_worked(
        shown.select("event_id", "worker_id", "order_id", "day_s", "at_s", shown_s="worked_s")))
    wrong = units.filter((units.shown_s - units.worked_s).abs() > TOLERANCE_S)
    return Query(
        unit="event", units=units,
        breaches=fault(wrong, "shown", events=("event_id",), numbers=("shown_s", "worked_s")),
        grounds={"shown": "|shown_s {shown_s} - worked_s {worked_s}| > tolerance_s {tolerance_s}"},
        figures={"tolerance_s": TOLERANCE_S}, needs=(Need(SHOWING, "worked_s"),),
        missing=lacking(units.filter(units.shown_s.isnull()), "events.worked_s", events=("event_id",)),
    )
