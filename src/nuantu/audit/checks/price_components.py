"""P05 price_components: what was shown before acceptance is what is paid, part by part."""

from __future__ import annotations

from functools import reduce
from operator import or_

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault
from nuantu.audit.truth import possibly, surely

NOTHING = ibis.literal(0, "int64")
GROUNDS = {"unlike": "{component}: shown_minor {shown_minor} != paid_minor {paid_minor}"}


def check(clause: Clause, case: Case) -> Query:
    """For each delivery the last price shown to that worker before acceptance equals the lines of the order.

    The parts are those that the clause names, and besides every part that takes something away, whatever it is called.
    """
    done = case.limit(clause, case.spells.deliveries)
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.order_id.notnull())
    parts = sorted(clause.words_param("components"))
    # Most orders are priced once and paid so: only where sums leave a doubt an order is looked at part by part.
    doubted = case.records.keep(_find_doubted(case, done, lines, parts))
    if not case.records.value(doubted.count()):
        return Query(unit="order", units=done, grounds=GROUNDS, breaches=fault(doubted, "unlike", worker=None))
    told = _compare_parts(case, done.semi_join(doubted, "order_id"), lines.semi_join(doubted, "order_id"), parts)
    return Query(
        unit="order", units=done,
        breaches=fault(told, "unlike", events=("price_id", "accept_id"), lines="line_ids",
                       numbers=("component", "shown_minor", "paid_minor")),
        grounds=GROUNDS,
    )


def _list_prices(case: Case) -> ir.Table:
    """Parts shown: worker_id, order_id, component, amount_minor, price_id, price_s."""
    return case.records.of_kind("priced").select(
        "worker_id", "order_id", "component", "amount_minor", price_id="event_id", price_s="at_s")


def _find_doubted(case: Case, done: ir.Table, lines: ir.Table, parts: list[str]) -> ir.Table:
    """Orders (order_id) of which sums do not show at once that what was shown is what is paid.

    No doubt is left where an order was delivered once, all prices of its worker were shown at one moment before
    acceptance, what was shown is what was paid in each part, and nothing is taken away in another part.
    """
    names = [f"part_{number}" for number in range(len(parts))]
    prices = _list_prices(case)
    shown = prices.group_by(shown_worker="worker_id", shown_order="order_id").agg(
        price_id=prices.price_id.max(), first_s=prices.price_s.min(), last_s=prices.price_s.max(),
        **{f"shown_{name}": _sum_part(prices, part) for name, part in zip(names, parts, strict=True)})
    other = ~surely(lines.component.isin(parts)) & (lines.amount_minor < 0)
    paid = lines.group_by(paid_worker="worker_id", paid_order="order_id").agg(
        others=other.any(),
        **{f"paid_{name}": _sum_part(lines, part) for name, part in zip(names, parts, strict=True)})
    rows = done.select("worker_id", "order_id", "accept_id")
    rows = rows.left_join(shown, [rows.worker_id == shown.shown_worker, rows.order_id == shown.shown_order])
    rows = rows.left_join(paid, [rows.worker_id == paid.paid_worker, rows.order_id == paid.paid_order])
    late = rows.price_id.notnull() & possibly((rows.price_id >= rows.accept_id) | (rows.first_s != rows.last_s))
    doubts = [late, surely(rows.others),
              *(rows[f"shown_{name}"].fill_null(0) != rows[f"paid_{name}"].fill_null(0) for name in names)]
    doubted = rows.filter(reduce(or_, doubts)).select("order_id")
    # An order that was delivered more than once is none of plain hands.
    odd = case.records.odd_hands
    if odd is None:
        return doubted
    delivered = odd.filter(odd.kind == "delivered")
    often = delivered.group_by("order_id").agg(times=delivered.count())
    return doubted.union(often.filter(often.times > 1).select("order_id"))


def _sum_part(rows: ir.Table, part: str) -> ir.IntegerScalar:
    return (rows.component == part).ifelse(rows.amount_minor, 0).sum()


def _compare_parts(case: Case, done: ir.Table, lines: ir.Table, parts: list[str]) -> ir.Table:
    """Of each delivery the first part that is paid unlike it was shown: worker_id, order_id, component, shown_minor,
    paid_minor, price_id, accept_id, line_ids."""
    shown = case.records.keep(_find_shown(case, done))
    keys = ["worker_id", "order_id", "component"]
    paid = lines.group_by(keys).agg(paid_minor=lines.amount_minor.sum())
    sides = shown.select(*keys, "shown_minor", "price_id", paid_minor=NOTHING).union(
        paid.semi_join(done, ["worker_id", "order_id"]).select(
            *keys, "paid_minor", shown_minor=NOTHING, price_id=ibis.null("int64")).select(
            *keys, "shown_minor", "price_id", "paid_minor"))
    both = sides.group_by(keys).agg(shown_minor=sides.shown_minor.sum(), paid_minor=sides.paid_minor.sum(),
                                    price_id=sides.price_id.min())
    named_parts = both.component.isin(parts)
    unlike = case.records.keep(both.filter(named_parts | (both.paid_minor < 0), both.shown_minor != both.paid_minor))
    own = lines.semi_join(unlike, keys)
    own = own.group_by(keys).agg(line_ids=own.line_id.collect())
    unlike = unlike.left_join(own, keys).drop(*(f"{key}_right" for key in keys))
    first = ibis.window(group_by=["worker_id", "order_id"], order_by="component")
    ranked = unlike.mutate(rank=ibis.row_number().over(first)).filter(lambda t: t["rank"] == 0)
    ends = done.select("worker_id", "order_id", "accept_id")
    return ranked.left_join(ends, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")


def _find_shown(case: Case, done: ir.Table) -> ir.Table:
    """The last set of parts shown before each acceptance: worker_id, order_id, component, shown_minor, price_id."""
    pairs = done.select("worker_id", "order_id", "accept_id").inner_join(
        _list_prices(case), ["worker_id", "order_id"])
    before = pairs.filter(pairs.price_id < pairs.accept_id)
    last = before.group_by("accept_id").agg(last_s=before.price_s.max())
    recent = before.inner_join(last, "accept_id")
    recent = recent.filter(recent.price_s == recent.last_s)
    return recent.group_by("worker_id", "order_id", "component").agg(
        shown_minor=recent.amount_minor.sum(), price_id=recent.price_id.min())
