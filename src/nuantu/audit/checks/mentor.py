"""V03 mentor: who is new gets an experienced worker as mentor in time."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import number_days
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import surely

EVENTS = ("registered_id", "mentor_id")
NUMBERS = ("paired_days", "mentor_days")


def check(clause: Clause, case: Case) -> Query:
    """Each worker who is new where the log begins is paired by the agreed day with another, experienced one."""
    within = clause.int_param("within")
    states = case.records.keep(_pair(clause, case))
    last_no = int(case.records.value(number_days(case.records)[0].number.max()))
    due_no = states.registered_no + within - states.tenure_days
    units = case.records.keep(states.mutate(due_no=due_no).filter(
        states.mentor_id.notnull() | (due_no < last_no)))
    none = units.filter(units.mentor_id.isnull())
    paired = units.filter(units.mentor_id.notnull())
    late = paired.filter(paired.paired_days > within)
    timely = paired.filter(paired.paired_days <= within)
    own = timely.filter(surely(timely.other_id == timely.worker_id))
    others = timely.filter(timely.other_id != timely.worker_id)
    least = clause.optional_int("mentor_days")
    unknown = [timely.filter(timely.other_id.isnull())]
    green = others.limit(0)
    if least is not None:
        green = others.filter(surely(others.mentor_days < least))
        unknown.append(others.filter(others.stranger))
    early = none.filter(none.tenure_days > within)
    return Query(
        unit="worker", units=units, figures={"within": within, "least": least},
        breaches=stack(*(fault(rows, ground, order=None, events=EVENTS, numbers=NUMBERS) for rows, ground in (
            (none.filter(none.tenure_days <= within), "none"), (late, "late"), (own, "own"), (green, "green")))),
        grounds={"none": "no mentor_assigned by day {within}", "late": "paired on day {paired_days} > {within}",
                 "own": "mentor is the worker", "green": "mentor on day {mentor_days} < {least}"},
        missing=stack(lacking(early, "mentor_assigned before the log", order=None, events=EVENTS),
                      *(lacking(rows, "events.other_id (mentor_assigned)", order=None, events=EVENTS)
                        for rows in unknown)),
    )


def _pair(clause: Clause, case: Case) -> ir.Table:
    """New workers with their first mentor: worker_id, tenure_days, registered_no (day), registered_id, mentor_id
    (event), paired_days (tenure then), other_id, mentor_days (the mentor's tenure then), stranger (not in the log)."""
    numbers = number_days(case.records)[0].select("day_s", day_no="number")
    first = case.records.first_of(case.records.of_kind("registered"), "worker_id").inner_join(numbers, "day_s")
    first = first.select("worker_id", "day_s", "tenure_days", registered_id="event_id", registered_no="day_no")
    new = case.limit(clause, first).filter(lambda t: t.tenure_days <= clause.int_param("new_days"))
    told = case.records.first_of(case.records.of_kind("mentor_assigned"), "worker_id").inner_join(numbers, "day_s")
    told = told.select("worker_id", "other_id", mentor_id="event_id", paired_no="day_no")
    joined = new.left_join(told, "worker_id").drop("worker_id_right")
    mentors = first.select(other_id="worker_id", other_tenure="tenure_days", other_no="registered_no")
    joined = joined.left_join(mentors, "other_id").drop("other_id_right")
    return joined.mutate(
        paired_days=joined.tenure_days + joined.paired_no - joined.registered_no,
        mentor_days=joined.other_tenure + joined.paired_no - joined.other_no,
        stranger=joined.other_no.isnull() & joined.other_id.notnull())
