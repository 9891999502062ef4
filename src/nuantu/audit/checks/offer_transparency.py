"""D13 offer_transparency: what was shown before each acceptance, and for how long."""

from __future__ import annotations

from functools import reduce

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_none
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, surely


def check(clause: Clause, case: Case) -> Query:
    """Each acceptance follows an offer that shows every field and leaves the time to decide."""
    answers = case.limit(clause, case.records.of_kind("accepted", "declined"))
    answers = answers.filter((answers.kind == "accepted") | surely(answers.reason == "timeout")).select(
        "event_id", "kind", "worker_id", "order_id", "at_s")
    offers = case.records.of_kind("offered").select(
        "worker_id", "order_id", "fields", "to_s", offer_id="event_id", offer_s="at_s")
    silent = not case.records.value(offers.count())
    units = answers.filter(NO) if silent else answers
    told = case.records.keep(_add_offer(units, offers))
    shown = told.filter(told.offer_id.notnull())
    fields = sorted(clause.words_param("fields"))
    return Query(
        unit="order", units=units, breaches=stack(
            fault(told.filter(told.offer_id.isnull()), "unshown", events=("event_id",)),
            fault(shown.filter(_hides(shown, fields)), "hidden", events=("offer_id", "event_id"), numbers=("shown",)),
            *_find_hurry(clause, shown)),
        grounds={"unshown": "nothing was shown before the answer", "hidden": "shown {shown} of {fields}",
                 "short": "{given_s} s to decide < time_s {time_s}",
                 "hurried": "closed after {given_s} s < time_s {time_s}"},
        figures={"fields": ", ".join(fields), "time_s": clause.int_param("time")},
        missing=find_none(case, "events.offered") if silent else None,
    )


def _add_offer(answers: ir.Table, offers: ir.Table) -> ir.Table:
    """Answers with the last offer of that order to that worker before them."""
    pairs = answers.select("event_id", "worker_id", "order_id").inner_join(
        offers.select("worker_id", "order_id", "offer_id"), ["worker_id", "order_id"])
    last = pairs.filter(pairs.offer_id < pairs.event_id).group_by("event_id").agg(offer_id=lambda t: t.offer_id.max())
    found = last.inner_join(offers.select("offer_id", "offer_s", "to_s", "fields"), "offer_id")
    joined = answers.left_join(found, "event_id").drop("event_id_right")
    none = ibis.literal("nothing")
    return joined.mutate(shown=joined.fields.join(", ").fill_null(none))


def _hides(shown: ir.Table, fields: list[str]) -> ir.BooleanValue:
    """Whether any of the fields is not among those shown."""
    hidden = [~surely(shown.fields.contains(field)) for field in fields]
    return reduce(lambda one, other: one | other, hidden, NO)


def _find_hurry(clause: Clause, shown: ir.Table) -> list[ir.Table]:
    """Offers whose deadline is too near, and answers taken for missing too soon."""
    time_s = clause.int_param("time")
    closed = shown.filter(shown.kind == "declined")
    given = shown.mutate(given_s=shown.to_s.fill_null(shown.offer_s) - shown.offer_s)
    hurried = closed.mutate(given_s=closed.at_s - closed.offer_s)
    return [fault(given.filter(given.given_s < time_s), "short", events=("offer_id", "event_id"), numbers=("given_s",)),
            fault(hurried.filter(hurried.given_s < time_s), "hurried", events=("offer_id", "event_id"),
                  numbers=("given_s",))]
