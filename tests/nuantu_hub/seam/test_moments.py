"""The slices of the day hold what the log tells of their ten minutes."""

from __future__ import annotations

from itertools import pairwise

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.moments import count_acts_by_hour, cut_slices, list_alerts, list_flow


def test_orders_placed_by_slice_are_all_orders(small: SmallRun) -> None:
    flow = list_flow(small.scope)
    assert sum(flow["placed"]) == small.folder.summary["orders"]
    assert len(flow["placed"]) == len(flow["online"]) == small.scope.slices


def test_each_slice_holds_the_riders_and_orders_of_its_time(small: SmallRun) -> None:
    decided, flow = [], list_flow(small.scope)
    for number, cut in cut_slices(small.scope):
        low, high = cut["from"], cut["from"] + 600
        begun = [rider for rider in cut["riders"] if any(begin <= low < end for begin, end in rider[3])]
        assert len(begun) == flow["online"][int(number)]
        for order, placed, _, _, delivered, *_rest in cut["orders"]:
            assert placed < high, order
            assert delivered < 0 or delivered > low
        decided += [row[0] for row in cut["decisions"]]
        assert cut["placed"] == sum(flow["placed"][:int(number)])
    chosen = [row.order_id for row in small.scope.record.candidates if row.rank == 0]
    assert sorted(decided) == sorted(chosen)


def test_what_clauses_did_only_grows(small: SmallRun) -> None:
    acted = [cut["acted"] for _, cut in cut_slices(small.scope)]
    for before, after in pairwise(acted):
        assert all(after[clause] >= count for clause, count in before.items())
    by_hour = count_acts_by_hour(small.scope)
    assert {clause: sum(hours) for clause, hours in by_hour.items()} == acted[min(144, len(acted) - 1)]


def test_an_alert_that_another_replaces_ends_with_it(small: SmallRun) -> None:
    alerts = {alert["event"]: alert for alert in list_alerts(small.scope)}
    for event in small.scope.record.alerts:
        if event.ref_event_id in alerts:
            assert alerts[event.ref_event_id]["to"] <= event.at_s - small.scope.t0
    assert all(alert["from"] < alert["to"] for alert in alerts.values())
