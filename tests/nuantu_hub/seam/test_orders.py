"""What pages tell of an order is what the log and the ledger say."""

from __future__ import annotations

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.orders import tell_orders


def test_the_lines_of_all_orders_are_the_order_lines_of_the_ledger(small: SmallRun) -> None:
    told = [(order, line["line"], line["clause"], line["amount_minor"])
            for order, story in tell_orders(small.scope) for line in story["lines"]]
    assert sorted(told) == sorted((line.order_id, line.line_id, line.clause_id, line.amount_minor)
                                  for line in small.scope.record.lines if line.order_id is not None)


def test_pay_is_the_sum_of_the_workers_own_lines(small: SmallRun) -> None:
    for _, story in tell_orders(small.scope):
        own = [line["amount_minor"] for line in story["lines"] if line["own"]]
        assert story["facts"]["pay_minor"] == sum(own)


def test_an_order_carries_its_events_and_speaks_both_languages(small: SmallRun) -> None:
    order, story = next(one for one in tell_orders(small.scope) if "decision" in one[1])
    assert [row[0] for row in story["events"]] == [one.event_id for one in small.scope.record.events_of_order[order]]
    assert story["facts"]["worker"] == small.scope.journeys[order].worker_id
    assert story["decision"][1] <= story["decision"][0]
    assert story["zh"]["why"] != story["en"]["why"]
    assert story["facts"]["shop"][0] in {names[0] for names in small.scope.merchants.values()}
