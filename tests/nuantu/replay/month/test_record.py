"""The drawn log is a log: numbered, in order of time, the same from the same plan."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.core.tables import EVENTS
from nuantu.replay.month.plan import MonthPlan
from nuantu.replay.month.record import Extension, draw_bucket, name_all

PLAN = MonthPlan(riders=8, orders=1500, days=14, buckets=2, seed=3)


def test_events_are_numbered_and_in_order_of_time() -> None:
    """Ids from 1 without a gap; time never runs back; the published schema."""
    events = draw_bucket(PLAN, 1)

    assert events.schema.names == EVENTS.to_arrow().names
    assert events["event_id"].to_pylist() == list(range(1, events.num_rows + 1))
    assert (np.diff(events["at_s"].to_numpy()) >= 0).all()


def test_every_order_of_the_bucket_is_delivered_once() -> None:
    """The bucket's own order ids, and nobody else's."""
    events = draw_bucket(PLAN, 1)

    delivered = events.filter(pa.compute.equal(events["kind"], "delivered"))["order_id"].to_pylist()
    assert sorted(delivered) == name_all("O", np.array(PLAN.orders_of(1))).to_pylist()


def test_the_same_plan_draws_the_same_events() -> None:
    """Bucket by bucket; another seed draws others."""
    again = draw_bucket(PLAN, 0)

    assert draw_bucket(PLAN, 0).equals(again)
    assert not draw_bucket(MonthPlan(8, 1500, 14, 2, 4), 0).equals(again)


def test_prices_are_shown_at_acceptance() -> None:
    """What the price function gives for an order stands as priced events before its acceptance."""
    def price(events: pa.Table) -> pa.Table:
        orders = events.filter(pa.compute.equal(events["kind"], "created"))["order_id"].combine_chunks()
        count = len(orders)
        return pa.table({"order_id": orders, "component": ["base"] * count, "amount_minor": [600] * count})

    events = draw_bucket(PLAN, 0, price=price)

    rows = [row for row in events.to_pylist() if row["order_id"] == "O000000005"]
    kinds = [row["kind"] for row in rows]
    assert kinds == ["created", "eta_quoted", "pushed", "priced", "accepted", "merchant_arrived", "merchant_ready",
                     "picked_up", "delivered"] or kinds.index("priced") == kinds.index("accepted") - 1
    assert [row["amount_minor"] for row in rows if row["kind"] == "priced"] == [600]


def test_promises_of_orders_accepted_under_an_alert_are_prolonged() -> None:
    """Each of them once, at its acceptance and with its number, by the stated seconds; no other."""
    rows = draw_bucket(PLAN, 0, extension=Extension("RAIN", 300)).to_pylist()

    alerts = [(row["from_s"], row["to_s"]) for row in rows if row["kind"] == "alert"]
    promised = {row["order_id"]: row["promised_s"] for row in rows if row["kind"] == "eta_quoted"}
    due = [(row["at_s"], row["worker_id"], row["order_id"], promised[row["order_id"]] + 300, 300, "weather", "RAIN",
            row["event_id"]) for row in rows if row["kind"] == "accepted"
           and any(begin_s <= row["at_s"] < end_s for begin_s, end_s in alerts)]
    names = ("at_s", "worker_id", "order_id", "promised_s", "added_s", "reason", "clause_id", "ref_event_id")
    assert due
    assert [tuple(row[name] for name in names) for row in rows if row["kind"] == "eta_extended"] == due
