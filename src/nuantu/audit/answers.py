"""Who asked and was answered: an event, the first answer that refers to it, and whether it came in time.

Time is counted in seconds, or in local days of which the day of asking is not one and the last lasts to its end. What
is neither answered nor overdue when the log ends is not yet due, and stands in no table here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import ibis
from ibis import ir

from nuantu.audit.query import Case
from nuantu.audit.tables import Records, list_rows

SATURDAY = 5


def find_answers(case: Case, asked: ir.Table, *kinds: str) -> ir.Table:
    """Events (event_id and more) with the first later event of these kinds that refers to them.

    Adds answer_id, answer_s, answer_day_s and the answer's actor, actor_id, outcome, fields, level, amount_minor and
    reason under ``answer_`` and the name; all null where nobody answered.
    """
    told = ("actor", "actor_id", "outcome", "fields", "level", "amount_minor", "reason")
    said = case.records.of_kind(*kinds)
    said = said.filter(said.ref_event_id.notnull(), said.ref_event_id < said.event_id)
    first = case.records.first_of(said, "ref_event_id").select(
        asked_id="ref_event_id", answer_id="event_id", answer_s="at_s", answer_day_s="day_s",
        **{f"answer_{name}": name for name in told})
    return asked.left_join(first, asked.event_id == first.asked_id).drop("asked_id")


def within_seconds(case: Case, answered: ir.Table, within_s: int) -> ir.Table:
    """What was answered or is overdue, with ``latency_s`` and ``in_time`` (false where nobody answered)."""
    due = answered.filter(answered.answer_id.notnull() | (answered.at_s + within_s < case.records.last_s))
    timed = due.mutate(latency_s=due.answer_s - due.at_s)
    return timed.mutate(in_time=(timed.latency_s <= within_s).fill_null(ibis.literal(value=False)))


def within_days(case: Case, answered: ir.Table, within: int, holidays: Collection[str] | None = None) -> ir.Table:
    """What was answered or is overdue, with ``days`` and ``in_time`` (false where nobody answered).

    Every day counts where ``holidays`` is None; otherwise Saturdays, Sundays and those dates do not.
    """
    numbers, last_before = number_days(case.records, holidays)
    asked = numbers.select("day_s", asked_no="number")
    taken = numbers.select(answer_day_s="day_s", taken_no="number", before_no="before")
    joined = answered.inner_join(asked, "day_s").left_join(taken, "answer_day_s").drop("answer_day_s_right")
    due = joined.filter(joined.answer_id.notnull() | (joined.asked_no + within <= last_before))
    timed = due.mutate(days=due.taken_no - due.asked_no, in_time=(due.before_no < due.asked_no + within) | (
        due.answer_day_s == due.day_s))
    return timed.mutate(in_time=timed.in_time.fill_null(ibis.literal(value=False))).drop(
        "asked_no", "taken_no", "before_no")


def number_days(records: Records, holidays: Collection[str] | None = None) -> tuple[ir.Table, int]:
    """Local days of the log: day_s, ``number`` of counted days up to and with it, ``before`` it; and the latter of the
    log's last day, which is not over yet."""
    rows, number = [], 0
    for row in records.rows(records.days.order_by("day_s")):
        counts = holidays is None or (row["day"] not in holidays
                                      and date.fromisoformat(row["day"]).weekday() < SATURDAY)
        rows.append((row["day_s"], number + counts, number))
        number += counts
    return list_rows({"day_s": "int64", "number": "int64", "before": "int64"}, rows), rows[-1][2]
