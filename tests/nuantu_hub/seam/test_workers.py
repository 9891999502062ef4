"""What pages tell of a worker's day adds up to what the run says of all."""

from __future__ import annotations

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.workers import tell_workers


def test_pay_of_all_workers_is_the_pay_of_the_run(small: SmallRun) -> None:
    told = dict(tell_workers(small.scope))
    assert sum(day["pay_minor"] for day in told.values()) == small.folder.summary["pay_minor"]
    for day in told.values():
        orders = sum(order["pay_minor"] for order in day["orders"])
        rest = sum(line["amount_minor"] for line in day["lines"] if line["own"])
        assert day["pay_minor"] == orders + rest


def test_each_worker_stands_under_the_lowest_limit_of_each_sort(small: SmallRun) -> None:
    _, day = next(tell_workers(small.scope))
    assert day["limits"]["remind"] == ["PLT-reminder", 8 * 3600]
    assert day["limits"]["stop"] == ["PLT-daily-stop", 12 * 3600]


def test_each_right_names_a_clause_in_force_and_its_events(small: SmallRun) -> None:
    known = {event.event_id for event in small.scope.record.events}
    for _, day in tell_workers(small.scope):
        for right in day["rights"]:
            assert right["clause"] in small.scope.clauses
            assert set(right["events"]) <= known
            assert right["say"][0] != right["say"][1]
