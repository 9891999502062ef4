"""V02 training_restores_points: courses that were passed gave points back."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.months import add_month, list_months
from nuantu.audit.query import Case, Query, fault
from nuantu.audit.truth import NO, YES
from nuantu.core.times import DAY_S, local_midnight_s


def check(clause: Clause, case: Case) -> Query:
    """Each passed course that counts is answered in time by enough points.

    Which ones count is not known of a month whose first days the log lacks.
    """
    within_s, times = clause.int_param("within") * DAY_S, clause.optional_int("times")
    held = case.limit(clause, case.records.of_kind("training_held"))
    passed = held.filter(held.outcome == "passed", held.reason.isin(sorted(clause.words_param("courses"))))
    passed = add_month(case, passed.select("event_id", "worker_id", "order_id", "day_s", "at_s", "reason"))
    numbered = passed.mutate(number=ibis.row_number().over(
        ibis.window(group_by=["worker_id", "month"], order_by="event_id")) + 1)
    counts = numbered.filter(YES if times is None else numbered.number <= times)
    given = case.records.of_kind("score_change")
    given = given.select(ref_id="ref_event_id", given_s="at_s", points=given.score_delta.fill_null(0))
    pairs = counts.select("event_id", "at_s").inner_join(given, [("event_id", "ref_id")])
    near = pairs.filter(pairs.given_s <= pairs.at_s + within_s)
    sums = near.group_by("event_id").agg(back=near.points.sum())
    joined = counts.left_join(sums, "event_id").drop("event_id_right")
    joined = joined.mutate(back=joined.back.fill_null(0), full=joined.back.fill_null(0) >= clause.int_param("points"))
    units = case.records.keep(joined.filter(joined.full | (joined.at_s + within_s < case.records.last_s)))
    short = units.filter(~units.full)
    first_s = local_midnight_s(hold_days(case.records)[0], case.records.tz)
    cut = list_months(case).filter(lambda t: t.begin_s < first_s)
    unseen = short.semi_join(cut, "month") if times is not None else short.filter(NO)
    return Query(
        unit="event", units=units,
        breaches=fault(short.anti_join(unseen, "event_id"), "short", events=("event_id",),
                       numbers=("number", "reason", "back")),
        grounds={"short": "course {number} of the month ({reason}): {back} points back < {points}"},
        figures={"points": clause.int_param("points")},
        missing=fault(unseen, "missing", events=("event_id",)).mutate(
            field=ibis.literal("log of the days of the month before")),
    )
