"""Each rule of the log finds its fault, by event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.log_rules import LOG_RULES

Tell = Callable[[LogBuilder], None]


def live(log: LogBuilder, *kinds: str, worker: str = "Wang") -> None:
    """An order A1 with these steps, a minute apart from 10:00 on."""
    log.register("Wang", "09:00")
    log.register("Li", "09:00")
    log.online("Wang", "09:30")
    log.create("A1", "09:59")
    for number, kind in enumerate(kinds):
        values = {} if kind == "merchant_ready" else {"worker_id": worker}
        log.add(kind, f"10:{number:02d}", order_id="A1", **values)


WHOLE = ("pushed", "accepted", "merchant_arrived", "merchant_ready", "picked_up", "delivered")


def find(rule: str, log: LogBuilder, folder: Path) -> list[tuple[str, str | None]]:
    """Grounds and orders that a rule finds."""
    case = open_case(log, folder)
    return sorted((row["ground"], row["order_id"]) for row in case.records.rows(LOG_RULES[rule](case)))


@pytest.mark.parametrize("rule", sorted(LOG_RULES))
def test_a_whole_life_breaks_no_rule(tmp_path: Path, rule: str) -> None:
    """Pushed, accepted, fetched, delivered."""
    log = LogBuilder("2026-11-20")
    live(log, *WHOLE)
    assert find(rule, log, tmp_path) == []


@pytest.mark.parametrize("kinds", [
    ("pushed", "declined"),
    ("pushed", "declined", "pushed", "accepted", "merchant_arrived", "picked_up", "arrived_gate", "delivered"),
    ("pushed", "accepted", "reassigned", "pushed", "accepted", "merchant_arrived", "picked_up", "delivered"),
    ("pushed", "accepted", "cancelled"), ("cancelled",), ()])
def test_other_lives_that_are_lived_in_order(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """Declined, taken away, cancelled, or never sent to anybody."""
    log = LogBuilder("2026-11-20")
    live(log, *kinds)
    assert find("order life", log, tmp_path) == []


@pytest.mark.parametrize("missing", ["pushed", "accepted", "merchant_arrived", "picked_up"])
def test_no_step_can_be_skipped(tmp_path: Path, missing: str) -> None:
    """The step after the gap is named."""
    log = LogBuilder("2026-11-20")
    live(log, *(kind for kind in WHOLE if kind != missing))
    assert ("step out of order", "A1") in find("order life", log, tmp_path)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_life_must_end(tmp_path: Path, count: int) -> None:
    """Pushed and never answered, accepted and never fetched, fetched and never delivered."""
    log = LogBuilder("2026-11-20")
    live(log, *WHOLE[:count])
    assert find("order life", log, tmp_path) == [("never ended", "A1")]


def test_another_worker_cannot_take_the_next_step(tmp_path: Path) -> None:
    """Wang was sent the order, Li accepts it."""
    log = LogBuilder("2026-11-20")
    live(log, "pushed")
    log.accept("Li", "A1", "10:05")
    assert ("step by another worker", "A1") in find("order life", log, tmp_path)


TELLS: dict[str, tuple[str, Tell, list[tuple[str, str | None]]]] = {
    "unknown word": ("vocabulary", lambda log: log.add("teleported", "10:00", worker_id="Wang"),
                     [("unknown kind", None)]),
    "unregistered": ("strangers", lambda log: log.online("Sun", "10:00"),
                     [("appears without having been registered", None)]),
    "registered twice": ("strangers", lambda log: log.register("Wang", "10:00"), [("registered again", None)]),
    "never created": ("strangers", lambda log: log.add("merchant_ready", "10:00", order_id="A9"),
                      [("appears without having been created", "A9")]),
    "created twice": ("strangers", lambda log: log.create("A1", "10:30"), [("created again", "A1")]),
    "online twice": ("duty", lambda log: log.online("Wang", "10:00"), [("twice in a row", None)]),
    "offline first": ("duty", lambda log: log.offline("Li", "10:00"), [("twice in a row", None)]),
    "rest without end": ("duty", lambda log: log.add("rest_end", "10:00", worker_id="Wang"),
                         [("twice in a row", None)]),
    "pushed offline": ("duty", lambda log: log.add("pushed", "10:00", worker_id="Li", order_id="A1"),
                       [("pushed while offline", "A1")]),
    "fetched unready": ("readiness", lambda log: log.pick_up("Wang", "A1", "10:00"),
                        [("picked up before it was ready", "A1")]),
    "refers to nothing": ("references", lambda log: log.add("accepted", "10:00", worker_id="Wang", order_id="A1",
                                                            ref_event_id=99), [("refers to no earlier event", "A1")]),
    "decision unknown": ("decisions", lambda log: log.add("pushed", "10:00", worker_id="Wang", order_id="A1",
                                                          decision_id=3), [("the decision says otherwise", "A1")]),
    "too near": ("distance", lambda log: log.add("created", "10:00", order_id="A2", distance_m=499, from_x_m=0.0,
                                                 from_y_m=0.0, x_m=300.0, y_m=401.0),
                 [("shorter than the straight line", "A2")]),
}


@pytest.mark.parametrize("place", [float("inf"), float("nan"), -1e300])
def test_a_place_beyond_all_measure_is_a_fault_and_no_crash(tmp_path: Path, place: float) -> None:
    """No way of half a kilometre leads there."""
    log = LogBuilder("2026-11-20")
    live(log)
    log.add("created", "10:00", order_id="A2", distance_m=499, from_x_m=0.0, from_y_m=0.0, x_m=place, y_m=place)
    assert find("distance", log, tmp_path) == [("shorter than the straight line", "A2")]


@pytest.mark.parametrize("name", sorted(TELLS))
def test_each_fault_is_found(tmp_path: Path, name: str) -> None:
    """By the rule that it breaks."""
    rule, tell, wanted = TELLS[name]
    log = LogBuilder("2026-11-20")
    live(log)
    tell(log)
    assert find(rule, log, tmp_path) == wanted
