"""G08 rollout_commitment: what was to hold in so many places by a day, place by place."""

from __future__ import annotations

from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Number, Query, fault, lacking
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import surely
from nuantu.core.times import local_date, local_day_bounds_s

SAYING = "covered {covered} of {places}, required {required} by {deadline}"
UNSEEN = SAYING + "; not in the log {unseen}"


def check(clause: Clause, case: Case) -> Query:
    """Each place is covered once the deadline is over; before it, only how many are is told."""
    deadline = date.fromordinal(clause.int_param("deadline"))
    end_s = local_day_bounds_s(deadline, case.records.tz)[1]
    places = sorted(clause.words_param("places"))
    required = -(-len(places) * clause.int_param("coverage") // 1000)
    by_order = clause.word_param("evidence") == "every_order"
    states = case.records.keep(_look_at_orders(clause, case, end_s) if by_order else
                               _look_at_rules(clause, case, end_s))
    summed = states.agg(covered=states.covered.sum(), unknown=(1 - states.known).sum(),
                        unseen=(1 - states.seen).sum())
    figures: dict[str, Number] = {"deadline": deadline.isoformat(), "places": len(places), "required": required}
    due = case.records.last_s >= end_s and case.holds_at_end(clause)
    note = UNSEEN if due else f"not due: log to {local_date(case.records.last_s, case.records.tz)}; {UNSEEN}"
    seen = states.filter(states.seen == 1)
    open_ = seen.filter(seen.covered == 0).cross_join(summed.rename(covered_all="covered", unseen_all="unseen"))
    open_ = open_.filter(open_.covered_all < required) if due else open_.limit(0)
    broken = open_.filter(open_.known == 1, open_.covered_all + open_.unknown < required)
    dim = open_.filter((open_.known == 0) | (open_.covered_all + open_.unknown >= required))
    told = broken.mutate(covered=broken.covered_all)
    return Query(
        unit="place", units=seen if due else seen.limit(0), figures=figures,
        breaches=fault(told, "open", worker=None, order=None, events=("event_id",),
                       numbers=("place", "state", "covered")),
        grounds={"open": "place {place}: {state}; " + SAYING}, note=note, noted=summed,
        missing=_tell_missing(dim),
    )


def _tell_missing(dim: ir.Table) -> ir.Table:
    """Places of which nothing can be said, each by what the log lacks."""
    rows = lacking(dim, "", worker=None, order=None, events=("event_id",), numbers=("place", "lack"))
    return rows.mutate(field=rows.lack + ibis.literal(" (place ") + rows.place + ibis.literal(")"))


def _list_places(clause: Clause) -> ir.Table:
    return list_rows({"place": "string"}, [(place,) for place in sorted(clause.words_param("places"))])


def _name_clauses(clause: Clause, case: Case) -> list[str]:
    """Ids under which it may take effect: its own, and those of the clauses that it rolls out."""
    of = clause.word_param("of")
    return sorted({clause.id, *(other.id for other in case.clauses if other.type.name == of)})


def _look_at_rules(clause: Clause, case: Case, end_s: int) -> ir.Table:
    """By place: covered where a rule took effect there, or everywhere, before the deadline was over.

    That none did is known only where the log begins no later than the clause.
    """
    places = _list_places(clause)
    rules = case.records.of_kind("rule_effective")
    rules = rules.filter(rules.clause_id.isin(_name_clauses(clause, case))).select("event_id", "at_s", "place_code")
    hits = places.inner_join(rules, [rules.place_code.isnull() | surely(places.place.startswith(rules.place_code))])
    first = hits.group_by("place").agg(event_id=hits.event_id.min(), first_s=hits.at_s.min())
    whole = clause.effective_from is not None and local_date(
        case.records.first_s, case.records.tz) <= clause.effective_from
    joined = places.left_join(first, "place").drop("place_right")
    covered = surely(joined.first_s < end_s)
    return joined.select(
        "place", "event_id", covered=covered.cast("int64"),
        known=(covered | ibis.literal(whole)).cast("int64"),
        seen=ibis.literal(1, "int64"),
        state=joined.first_s.isnull().ifelse("no rule_effective", "rule_effective after the deadline"),
        lack=ibis.literal(f"events.rule_effective from {clause.version or 'the begin'}"),
    )


def _look_at_orders(clause: Clause, case: Case, end_s: int) -> ir.Table:
    """By place: covered where each order delivered there since the deadline has its line or premium event.

    A place without deliveries in the log is not seen: nothing is said of it.
    """
    places, ids = _list_places(clause), _name_clauses(clause, case)
    events, ledger = case.records.of_kind("premium_accrued"), case.records.ledger
    lines = ledger.filter(ledger.order_id.notnull(), ledger.clause_id.isin(ids)).select("order_id")
    accrued = events.filter(events.order_id.notnull(), events.clause_id.isin(ids)).select("order_id")
    paid = lines.union(accrued).distinct().mutate(paid=ibis.literal(1, "int64"))
    created = case.records.first_of(case.records.of_kind("created"), "order_id").select("order_id", "place_code")
    done = case.spells.deliveries
    done = done.filter(done.day_s >= end_s).select("order_id", "deliver_id")
    done = done.inner_join(created, "order_id").left_join(paid, "order_id").drop("order_id_right")
    hits = places.inner_join(done, [surely(done.place_code.startswith(places.place))])
    bare = hits.paid.isnull()
    counted = hits.group_by("place").agg(
        orders=hits.count(), bare=bare.cast("int64").sum(), event_id=hits.deliver_id.min(where=bare))
    joined = places.left_join(counted, "place").drop("place_right")
    said = joined.bare.cast("string") + ibis.literal(" of ") + joined.orders.cast("string")
    return joined.select(
        "place", "event_id", covered=surely(joined.bare == 0).cast("int64"),
        known=joined.orders.notnull().cast("int64"), seen=joined.orders.notnull().cast("int64"),
        state=said + ibis.literal(" orders without"), lack=ibis.literal("events.rule_effective of the places not seen"),
    )
