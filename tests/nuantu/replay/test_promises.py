"""Promises: the quote adds up, the agreed speed counts, and each cause prolongs by what the clause says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import NOON_S, alert, make_city, make_clock, order, play, shift, worker

from nuantu.dispatch.problem import DELIVER, PICKUP
from nuantu.replay.promises import APPROACH_S, SLACK_S, Promises, count_riding_s
from nuantu.replay.routes import code


def pick(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Rows of one kind."""
    return [row for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(("travel_s", "metres", "speed", "riding_s"), [
    (540, 3000, 15_000, 720), (540, 3000, None, 540), (540, 3000, 23_000, 540), (1, 1, 15_000, 1),
    (600, 2501, 15_000, 601),
])
def test_riding_is_never_quicker_than_the_agreed_speed(
    travel_s: int, metres: int, speed: int | None, riding_s: int,
) -> None:
    """3 km at 15 km/h are 720 s; where the day travels slower than agreed its own time counts."""
    assert count_riding_s(travel_s, metres, speed) == riding_s


def test_a_quote_is_the_ready_time_and_everything_after_it() -> None:
    """Ready after 10 min, half a service, 1 km at 12 km/h = 300 s (250 s as the day rides), half a service, slack."""
    rows = play(make_city([order(0)], [worker(0)], []), [build_clause("eta_speed_basis", "D2", speed=12_000)])

    quoted = pick(rows, "eta_quoted")
    assert [(row["riding_s"], row["promised_s"] - NOON_S, row["clause_id"]) for row in quoted] == [
        (300, 600 + 30 + 300 + 45 + SLACK_S, "D2")]


def test_a_meal_that_is_ready_at_once_still_needs_a_rider_at_the_door() -> None:
    """The quote counts from when somebody can be there."""
    rows = play(make_city([order(0, ready=0)], [], []))

    promised = [row["promised_s"] - NOON_S for row in pick(rows, "eta_quoted")]
    assert promised == [APPROACH_S + 30 + 30 + 250 + 45 + SLACK_S]


def cascade(**changes: Any) -> Any:
    """An extension for late kitchens as long as they took, for all orders in hand."""
    return build_clause("eta_extension", "D4", causes=frozenset({"merchant"}), added={"merchant": "actual"},
                        **{"grace": 60, "cascade": True, **changes})


def wait_at_kitchen(clause: Any, delay_s: int) -> list[tuple[str, str, int, int, str]]:
    """What a worker with two other orders in hand brings about who waited for A0: order, cause, added, rise, clause."""
    day = make_city([order(n) for n in range(4)], [worker(0)], [shift(0, 0)])
    scene = make_clock(day, [clause]).scene
    promises = Promises(scene)
    # A0 is being taken; A1 is on board and A2 still to be fetched; A3 is nobody's.
    scene.route[0] = [code(0, DELIVER), code(2, PICKUP), code(1, DELIVER), code(2, DELIVER)]
    scene.promised_s[:] = NOON_S
    picked = scene.log.append(NOON_S, "picked_up", worker_id="W0", order_id="A0")
    promises.wait([0], 0, NOON_S, delay_s, picked)
    rows = pick(scene.log.to_table().to_pylist(), "eta_extended")
    assert all(row["ref_event_id"] == 1 and row["worker_id"] == "W0" for row in rows)
    return [(row["order_id"], row["reason"], row["added_s"], row["promised_s"] - NOON_S, row["clause_id"])
            for row in rows]


def test_a_late_kitchen_prolongs_its_order_and_with_cascade_all_others_in_that_hand() -> None:
    """500 seconds for the order fetched, the one on board and the one still to be fetched."""
    assert wait_at_kitchen(cascade(), 500) == [
        (name, "merchant", 500, 500, "D4") for name in ("A0", "A1", "A2")]
    assert wait_at_kitchen(cascade(cascade=False), 500) == [("A0", "merchant", 500, 500, "D4")]


def test_a_delay_within_the_grace_and_a_kitchen_that_was_early_prolong_nothing() -> None:
    """Sixty seconds are within a grace of sixty; a delay below nought is none."""
    assert wait_at_kitchen(cascade(), 60) == []
    assert wait_at_kitchen(cascade(grace=0), -20) == []


def test_a_replayed_late_kitchen_is_measured_from_the_later_of_arrival_and_estimate() -> None:
    """Estimated at 1000 and ready at 1500, with the worker there before: 500 seconds."""
    day = make_city([order(0, ready=1500, estimate=1000)], [worker(0, worker_class="dedicated")], [shift(0, 0)])

    extended = pick(play(day, [cascade()]), "eta_extended")

    assert [(row["order_id"], row["added_s"], row["at_s"] - NOON_S) for row in extended] == [("A0", 500, 1500)]


def test_weather_and_gates_prolong_by_the_stated_seconds_or_the_delay_in_full() -> None:
    """Under an alert five minutes; at a shut compound the gate's four when accepted, and at the handover the rest of
    what passed since the arrival there."""
    clause = build_clause("eta_extension", "D4", causes=frozenset({"weather", "gate"}),
                          added={"weather": 300, "gate": "actual"})
    day = make_city([order(0, compound="shut"), order(1, at=2000, compound="open")],
                    [worker(0, worker_class="dedicated")], [shift(0, 0)], [alert(0, 0, 1200, level="blue")])

    extended = pick(play(day, [clause]), "eta_extended")

    assert [(row["order_id"], row["reason"], row["added_s"]) for row in extended] == [
        ("A0", "weather", 300), ("A0", "gate", 240), ("A0", "gate", 45)]
    assert [row["at_s"] for row in extended][2] == pick(play(day, [clause]), "delivered")[0]["at_s"]
