"""Sums that run on along a worker's time, read at moments: work since the last long rest, seconds of any spans.

A moment is answered by what began last before it, carried along by running maxima; no moment is compared with every
span, so the same expressions hold for a month of many workers.
"""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.audit.truth import possibly

CARRIED = ("start_s", "end_s", "before_s", "from_s", "base_s")


def add_stretch(spells: ir.Table, points: ir.Table, gap_s: int) -> ir.Table:
    """Points (event_id, worker_id, at_s and more) with the stretch of work in which they stand.

    A stretch is spells (worker_id, start_s, end_s) with no gap of ``gap_s`` between them. Adds ``from_s`` (its first
    second), ``last_s`` (end of the last spell that began by then, which may lie ahead) and ``engaged_s`` (seconds
    worked in it up to the point). A point ``gap_s`` or more after the last work stands in no stretch: it has
    ``engaged_s`` 0, like one before any work.
    """
    begun = number_stretches(spells, gap_s).select("worker_id", *CARRIED, at_s="start_s")
    told = _carry(begun, points, CARRIED)
    rested = possibly(told.at_s - told.end_s >= gap_s)
    worked = told.before_s - told.base_s + ibis.least(told.at_s, told.end_s) - told.start_s
    own = told.select("event_id", "from_s", last_s="end_s", engaged_s=rested.ifelse(0, worked))
    return points.inner_join(own, "event_id")


def number_stretches(spells: ir.Table, gap_s: int) -> ir.Table:
    """Spells with ``before_s`` (seconds of all earlier spells), and of their stretch ``from_s`` and ``base_s``.

    ``base_s`` is ``before_s`` at the begin of the stretch, so the stretch up to the end of a spell is before_s +
    end_s - start_s - base_s.
    """
    by_worker = ibis.window(group_by="worker_id", order_by="start_s")
    running = ibis.cumulative_window(group_by="worker_id", order_by="start_s")
    chained = spells.select("worker_id", "start_s", "end_s").mutate(last_s=spells.end_s.lag().over(by_worker))
    chained = chained.mutate(length_s=chained.end_s - chained.start_s,
                             fresh=possibly(chained.start_s - chained.last_s >= gap_s))
    summed = chained.mutate(before_s=chained.length_s.sum().over(running) - chained.length_s)
    nothing = ibis.null("int64")
    marked = summed.mutate(from_s=summed.fresh.ifelse(summed.start_s, nothing),
                           base_s=summed.fresh.ifelse(summed.before_s, nothing))
    return marked.mutate(from_s=marked.from_s.max().over(running), base_s=marked.base_s.max().over(running)).drop(
        "last_s", "fresh", "length_s")


def sum_until(spans: ir.Table, points: ir.Table, at: str = "at_s") -> ir.Table:
    """Seconds of spans (worker_id, start_s, end_s; none overlap) up to the moment ``at`` of points: event_id, sum_s."""
    running = ibis.cumulative_window(group_by="worker_id", order_by="start_s")
    length_s = spans.end_s - spans.start_s
    begun = spans.select("worker_id", "start_s", "end_s", at_s=spans.start_s,
                         before_s=length_s.sum().over(running) - length_s)
    moments = points.select("event_id", "worker_id", at_s=points[at])
    told = _carry(begun, moments, ("start_s", "end_s", "before_s"))
    summed = told.before_s + ibis.least(told.at_s, told.end_s) - told.start_s
    return told.select("event_id", sum_s=summed.fill_null(0))


def count_until(steps: ir.Table, points: ir.Table, at: str = "at_s") -> ir.Table:
    """Sum of ``amount`` of steps (worker_id, at_s, amount) up to and with the moment ``at``: event_id, sum_s."""
    merged = steps.group_by("worker_id", "at_s").agg(amount=steps.amount.sum())
    running = ibis.cumulative_window(group_by="worker_id", order_by="at_s")
    summed = merged.mutate(so_far=merged.amount.sum().over(running)).drop("amount")
    told = _carry(summed, points.select("event_id", "worker_id", at_s=points[at]), ("so_far",))
    return told.select("event_id", sum_s=told.so_far.fill_null(0))


def _carry(begun: ir.Table, points: ir.Table, names: tuple[str, ...]) -> ir.Table:
    """Points with the columns of what began last by then, columns that never fall along a worker's time."""
    columns = ["worker_id", "at_s", "event_id", "asks", *names]
    facts = begun.mutate(event_id=ibis.null("int64"), asks=ibis.literal(0, "int64")).select(*columns)
    asked = points.select("worker_id", "at_s", "event_id", asks=ibis.literal(1, "int64"),
                          **{name: ibis.null("int64") for name in names}).select(*columns)
    stream = facts.union(asked)
    window = ibis.cumulative_window(group_by="worker_id", order_by=["at_s", "asks"])
    carried = stream.mutate(**{name: stream[name].max().over(window) for name in names})
    return carried.filter(carried.asks == 1).drop("asks", "worker_id")
