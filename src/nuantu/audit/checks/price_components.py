"""P05 price_components: what was shown before acceptance is what is paid, part by part."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault

NOTHING = ibis.literal(0, "int64")


def check(clause: Clause, case: Case) -> Query:
    """For each delivery the last price shown to that worker before acceptance equals the lines of the order.

    The parts are those that the clause names, and besides every part that takes something away, whatever it is called.
    """
    done = case.limit(clause, case.spells.deliveries)
    shown = case.records.keep(_find_shown(case, done))
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.order_id.notnull())
    keys = ["worker_id", "order_id", "component"]
    named = [f"{key}_right" for key in keys]
    paid = lines.group_by(keys).agg(paid_minor=lines.amount_minor.sum())
    sides = shown.select(*keys, "shown_minor", "price_id", paid_minor=NOTHING).union(
        paid.semi_join(done, ["worker_id", "order_id"]).select(
            *keys, "paid_minor", shown_minor=NOTHING, price_id=ibis.null("int64")).select(
            *keys, "shown_minor", "price_id", "paid_minor"))
    both = sides.group_by(keys).agg(shown_minor=sides.shown_minor.sum(), paid_minor=sides.paid_minor.sum(),
                                    price_id=sides.price_id.min())
    named_parts = both.component.isin(sorted(clause.words_param("components")))
    unlike = case.records.keep(both.filter(named_parts | (both.paid_minor < 0), both.shown_minor != both.paid_minor))
    own = lines.semi_join(unlike, keys)
    own = own.group_by(keys).agg(line_ids=own.line_id.collect())
    unlike = unlike.left_join(own, keys).drop(*named)
    first = ibis.window(group_by=["worker_id", "order_id"], order_by="component")
    ranked = unlike.mutate(rank=ibis.row_number().over(first)).filter(lambda t: t["rank"] == 0)
    ends = done.select("worker_id", "order_id", "accept_id")
    told = ranked.left_join(ends, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    return Query(
        unit="order", units=done,
        breaches=fault(told, "unlike", events=("price_id", "accept_id"), lines="line_ids",
                       numbers=("component", "shown_minor", "paid_minor")),
        grounds={"unlike": "{component}: shown_minor {shown_minor} != paid_minor {paid_minor}"},
    )


def _find_shown(case: Case, done: ir.Table) -> ir.Table:
    """The last set of parts shown before each acceptance: worker_id, order_id, component, shown_minor, price_id."""
    priced = case.records.of_kind("priced").select(
        "worker_id", "order_id", "component", "amount_minor", price_id="event_id", price_s="at_s")
    pairs = done.select("worker_id", "order_id", "accept_id").inner_join(priced, ["worker_id", "order_id"])
    before = pairs.filter(pairs.price_id < pairs.accept_id)
    last = before.group_by("accept_id").agg(last_s=before.price_s.max())
    recent = before.inner_join(last, "accept_id")
    recent = recent.filter(recent.price_s == recent.last_s)
    return recent.group_by("worker_id", "order_id", "component").agg(
        shown_minor=recent.amount_minor.sum(), price_id=recent.price_id.min())
