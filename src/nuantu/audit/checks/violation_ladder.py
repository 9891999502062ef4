"""D23 violation_ladder: measures rise step by step, each after enough breaches, the last decided by a person."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.agreement.clauses.violation_ladder import STEPS
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, possibly
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """Each measure is a step of the ladder, follows the step before it and enough breaches, and is decided as agreed.

    What a log that begins inside the window cannot show, nobody can say.
    """
    needed = clause.map_param("steps")
    used = [step for step in STEPS if step in needed]
    window_s = clause.int_param("window") * DAY_S
    measures = case.limit(clause, case.records.of_kind("measure_taken")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "level", "actor", "from_s", "to_s")
    ranks = [(measures.level == step, ibis.literal(number, "int64")) for number, step in enumerate(used)]
    needs = [(measures.level == step, ibis.literal(needed[step], "int64")) for step in used]
    units = case.records.keep(measures.mutate(rank=ibis.cases(*ranks, else_=None),
                                              needed=ibis.cases(*needs, else_=None)))
    known = units.filter(units["rank"].notnull())
    early, skipped = _find_early(case, known, window_s), _find_skipped(case, known, window_s)
    person = STEPS.index(clause.word_param("person_from"))
    decided = known.filter(known.level.isin(STEPS[person:]), possibly(known.actor != "person"))
    longest = clause.optional_int("longest_pause")
    length = known.mutate(length_s=known.to_s - known.from_s)
    long = length.filter(NO if longest is None else (length.level == "pause") & possibly(length.length_s > longest))
    begin_s = case.records.first_s + window_s
    unseen = early.select("event_id", "worker_id", "order_id", "at_s").union(
        skipped.select("event_id", "worker_id", "order_id", "at_s")).filter(lambda t: t.at_s < begin_s).distinct()
    events = ("event_id",)
    return Query(
        unit="event", units=units,
        breaches=stack(
            fault(units.filter(units["rank"].isnull()), "unknown", events=events, numbers=("level",)),
            fault(early.filter(early.at_s >= begin_s), "early", events=events, numbers=("level", "found", "needed")),
            fault(skipped.filter(skipped.at_s >= begin_s), "skipped", events=events, numbers=("level",)),
            fault(decided, "machine", events=events, numbers=("level", "actor")),
            fault(long, "long", events=events, numbers=("length_s",)),
        ),
        grounds={"unknown": "{level} is no step of the ladder", "early": "{level} after {found} breaches in {window} "
                 "days, from {needed}", "skipped": "{level} without the step before it in {window} days",
                 "machine": "{level} decided by {actor}, not a person",
                 "long": "a pause of {length_s} s > {longest_s} s"},
        figures={"window": clause.int_param("window"), "longest_s": longest},
        missing=fault(unseen, "missing", events=events).mutate(
            field=ibis.literal(f"log of the {clause.int_param('window')} days before")),
    )


def _find_early(case: Case, measures: ir.Table, window_s: int) -> ir.Table:
    """Measures after too few breaches, with ``found``."""
    breaches = case.records.of_kind("violation")
    breaches = breaches.select("worker_id", breach_id="event_id", breach_s="at_s", times=breaches["count"].fill_null(1))
    pairs = measures.select("event_id", "worker_id", "at_s").inner_join(breaches, "worker_id")
    near = pairs.filter(pairs.breach_id < pairs.event_id, pairs.at_s - pairs.breach_s <= window_s)
    sums = near.group_by("event_id").agg(found=near.times.sum())
    counted = measures.left_join(sums, "event_id").drop("event_id_right")
    counted = counted.mutate(found=counted.found.fill_null(0))
    return case.records.keep(counted.filter(counted.found < counted.needed))


def _find_skipped(case: Case, measures: ir.Table, window_s: int) -> ir.Table:
    """Measures above the first step without one of the step before."""
    before = measures.select("worker_id", last_id="event_id", last_s="at_s", last_rank="rank")
    higher = measures.filter(measures["rank"] > 0)
    pairs = higher.inner_join(before, "worker_id")
    near = pairs.filter(pairs.last_id < pairs.event_id, pairs.last_rank == pairs["rank"] - 1,
                        pairs.at_s - pairs.last_s <= window_s)
    return case.records.keep(higher.anti_join(near, "event_id"))
