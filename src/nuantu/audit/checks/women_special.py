"""R12 women_special: relief for whoever asked for it, and no word of why."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_beyond, find_unknown, list_pushes
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import surely
from nuantu.audit.wishes import count_clock, lies_between, list_wishes
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """No push that is too heavy, too high or at night while a request holds; no request that says why."""
    requests = case.records.keep(_list_requests(clause, case))
    cared = case.records.keep(_list_cared(clause, case, requests))
    weight, floor = clause.optional_int("weight"), clause.optional_int("floor")
    found = [*find_beyond(cared, "heavy", "weight_g", weight), *find_beyond(cared, "high", "floor", floor),
             *_find_night(clause, cared),
             fault(requests.filter(requests.reason.notnull()), "told", order=None, events=("event_id",)),
             fault(requests.filter(surely(requests.actor != "worker")), "foreign", order=None, events=("event_id",),
                   numbers=("actor",))]
    unknown = [*find_unknown(cared, "weight_g", weight), *find_unknown(cared, "floor", floor)]
    return Query(
        unit="event", units=cared.select("event_id").union(requests.select("event_id")), breaches=stack(*found),
        grounds={"heavy": "weight_g {weight_g} > {most_g} under a request", "told": "the request carries a reason",
                 "high": "floor {floor} > {most_floor} under a request", "night": "pushed at {at_s} under a request",
                 "foreign": "requested by {actor}, not by the worker"},
        figures={"most_g": weight, "most_floor": floor}, missing=stack(*unknown) if unknown else None,
    )


def _list_requests(clause: Clause, case: Case) -> ir.Table:
    """Requests: worker_id, event_id, begin_s, until_s, reason, actor."""
    asked = list_wishes("special_care", case.limit(clause, case.records.of_kind("preference_set")), ["worker_id"])
    begun = asked.mutate(begin_s=ibis.greatest(asked.from_s.fill_null(asked.set_s), asked.set_s))
    last_s = begun.begin_s + clause.int_param("days") * DAY_S
    until_s = ibis.least(last_s, begun.to_s.fill_null(last_s), begun.withdrawn_s.fill_null(last_s))
    return begun.select("worker_id", "begin_s", "reason", "actor", event_id="wish_id", until_s=until_s)


def _list_cared(clause: Clause, case: Case, requests: ir.Table) -> ir.Table:
    """Pushes to workers whose request holds."""
    pushes = list_pushes(clause, case)
    held = pushes.select("event_id", "worker_id", "at_s").inner_join(
        requests.select("worker_id", "begin_s", "until_s"), "worker_id")
    held = held.filter(held.at_s >= held.begin_s, held.at_s < held.until_s)
    return pushes.semi_join(held, "event_id")


def _find_night(clause: Clause, cared: ir.Table) -> list[ir.Table]:
    if clause.optional_int("night_from") is None:
        return []
    dark = lies_between(count_clock(cared), clause.int_param("night_from"), clause.int_param("night_to"))
    return [fault(cared.filter(dark), "night", events=("event_id",), numbers=("at_s",))]
