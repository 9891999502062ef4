"""G08 rollout_commitment: what was to hold in so many places by a day, place by place."""

from __future__ import annotations

from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Across, Case, Number, Query, fault, lacking
from nuantu.audit.scope import holds_at_end
from nuantu.audit.tables import Frame, list_rows
from nuantu.audit.truth import surely
from nuantu.core.times import local_date, local_day_bounds_s

SAYING = "covered {covered} of {places}, required {required} by {deadline}"
UNSEEN = SAYING + "; not in the log {unseen}"
#: Later than any event of a log.
NEVER_S = 10**12


def _gather(clause: Clause, case: Case) -> ir.Table:
    """What a part of the workers shows of the places, by the evidence that the clause wants."""
    return _gather_orders(clause, case) if clause.word_param("evidence") == "every_order" else _gather_rules(
        clause, case)


def _judge(clause: Clause, frame: Frame, parts: ir.Table) -> Query:
    """Each place is covered once the deadline is over; before it, only how many are is told."""
    deadline = date.fromordinal(clause.int_param("deadline"))
    end_s = local_day_bounds_s(deadline, frame.tz)[1]
    places = sorted(clause.words_param("places"))
    required = -(-len(places) * clause.int_param("coverage") // 1000)
    by_order = clause.word_param("evidence") == "every_order"
    states = frame.keep(_judge_orders(clause, parts) if by_order else _judge_rules(clause, frame, parts, end_s))
    summed = states.agg(covered=states.covered.sum(), unknown=(1 - states.known).sum(),
                        unseen=(1 - states.seen).sum())
    figures: dict[str, Number] = {"deadline": deadline.isoformat(), "places": len(places), "required": required}
    due = frame.last_s >= end_s and holds_at_end(clause, frame)
    note = UNSEEN if due else f"not due: log to {local_date(frame.last_s, frame.tz)}; {UNSEEN}"
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


def _gather_rules(clause: Clause, case: Case) -> ir.Table:
    """By place the first rule that took effect there or everywhere: place, event_id, first_s."""
    places = _list_places(clause)
    rules = case.records.of_kind("rule_effective")
    rules = rules.filter(rules.clause_id.isin(_name_clauses(clause, case))).select("event_id", "at_s", "place_code")
    hits = places.inner_join(rules, [rules.place_code.isnull() | surely(places.place.startswith(rules.place_code))])
    return hits.group_by("place").agg(event_id=hits.event_id.min(), first_s=hits.at_s.min())


def _judge_rules(clause: Clause, frame: Frame, parts: ir.Table, end_s: int) -> ir.Table:
    """By place: covered where a rule took effect there, or everywhere, before the deadline was over.

    That none did is known only where the log begins no later than the clause.
    """
    whole = clause.effective_from is not None and local_date(frame.first_s, frame.tz) <= clause.effective_from
    joined = _list_places(clause).left_join(_pick_first(parts), "place").drop("place_right")
    covered = surely(joined.first_s < end_s)
    return joined.select(
        "place", "event_id", "part", covered=covered.cast("int64"),
        known=(covered | ibis.literal(whole)).cast("int64"),
        seen=ibis.literal(1, "int64"),
        state=joined.first_s.isnull().ifelse("no rule_effective", "rule_effective after the deadline"),
        lack=ibis.literal(f"events.rule_effective from {clause.version or 'the begin'}"),
    )


def _pick_first(parts: ir.Table) -> ir.Table:
    """Of each place the row with the earliest event; where there is none, any."""
    window = ibis.window(group_by="place", order_by=[parts.first_s.fill_null(NEVER_S), "part"])
    return parts.mutate(_rank=ibis.row_number().over(window)).filter(lambda t: t["_rank"] == 0).select(
        "place", "event_id", "first_s", "part")


def _gather_orders(clause: Clause, case: Case) -> ir.Table:
    """By place the deliveries there since the deadline and those without line or premium event: place, orders, bare,
    and of the first bare one event_id and first_s."""
    end_s = local_day_bounds_s(date.fromordinal(clause.int_param("deadline")), case.records.tz)[1]
    places, ids = _list_places(clause), _name_clauses(clause, case)
    events, ledger = case.records.of_kind("premium_accrued"), case.records.ledger
    lines = ledger.filter(ledger.order_id.notnull(), ledger.clause_id.isin(ids)).select("order_id")
    accrued = events.filter(events.order_id.notnull(), events.clause_id.isin(ids)).select("order_id")
    paid = lines.union(accrued).distinct().mutate(paid=ibis.literal(1, "int64"))
    created = case.records.first_of(case.records.of_kind("created"), "order_id").select("order_id", "place_code")
    done = case.spells.deliveries
    done = done.filter(done.day_s >= end_s).select("order_id", "deliver_id", "deliver_s")
    done = done.inner_join(created, "order_id").left_join(paid, "order_id").drop("order_id_right")
    hits = places.inner_join(done, [surely(done.place_code.startswith(places.place))])
    bare = hits.paid.isnull()
    return hits.group_by("place").agg(
        orders=hits.count(), bare=bare.cast("int64").sum(), event_id=hits.deliver_id.min(where=bare),
        first_s=hits.deliver_s.min(where=bare))


def _judge_orders(clause: Clause, parts: ir.Table) -> ir.Table:
    """By place: covered where each order delivered there since the deadline has its line or premium event.

    A place without deliveries in the log is not seen: nothing is said of it.
    """
    sums = parts.group_by("place").agg(orders=parts.orders.sum(), bare=parts.bare.sum())
    counted = sums.inner_join(_pick_first(parts), "place")
    joined = _list_places(clause).left_join(counted, "place").drop("place_right")
    said = joined.bare.cast("string") + ibis.literal(" of ") + joined.orders.cast("string")
    return joined.select(
        "place", "event_id", "part", covered=surely(joined.bare == 0).cast("int64"),
        known=joined.orders.notnull().cast("int64"), seen=joined.orders.notnull().cast("int64"),
        state=said + ibis.literal(" orders without"), lack=ibis.literal("events.rule_effective of the places not seen"),
    )


ROLLOUT_COMMITMENT = Across(_gather, _judge)
