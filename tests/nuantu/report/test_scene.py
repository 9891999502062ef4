"""What moves: every order and rider of the sample as whole numbers, alerts with their successors."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.demo_day import ORDERS
from tests.nuantu.explanation.one_choice import CLAUSES, build_log
from tests.nuantu.out_builder import write_out

from nuantu.explanation.journey import follow_order
from nuantu.explanation.record import Record, read_record
from nuantu.report.hours import Duty, measure_duty
from nuantu.report.map import Ground, frame_points
from nuantu.report.scene import find_ring, lay_scene, sample_evenly


def test_a_sample_is_even_and_keeps_the_order() -> None:
    """At most so many, the first among them."""
    assert sample_evenly(list(range(10)), 4) == [0, 2, 5, 7]
    assert sample_evenly([1, 2], 4) == [1, 2]


def test_every_order_is_counted_in_its_ten_minutes(record: Record, duty: Duty) -> None:
    """The bars add up to the day, the lists are of one length."""
    journeys = [follow_order(record, order) for order, events in record.events_of_order.items()
                if events[0].kind == "created"]
    frame = frame_points([journey.door_m for journey in journeys if journey.door_m])

    scene = lay_scene(record, duty, journeys, frame, Ground())

    assert sum(scene["bins"]) == ORDERS == len(scene["orders"]["id"])
    assert {len(scene["orders"][name]) for name in ("p", "k", "d", "m", "x", "y")} == {ORDERS}
    for placed, picked, done in zip(scene["orders"]["p"], scene["orders"]["k"], scene["orders"]["d"], strict=True):
        assert placed <= picked <= done or done == -1
    for _, _, _, track in scene["riders"]:
        assert len(track) % 3 == 0
        assert track[::3] == sorted(track[::3])


def test_an_alert_ends_when_its_successor_is_issued(tmp_path: Path) -> None:
    """Yellow gives way to orange; words stand in both languages."""
    log = build_log()
    first = log.alert("yellow", "12:00", "14:00", kind="wind", district="d1")
    log.alert("orange", "13:00", "15:00", kind="wind", issued="12:50", district="d1", supersedes=first)
    record = read_record(write_out(tmp_path / "out", log, CLAUSES))
    ground = Ground(districts={"d1": "M0 0l1 1z"})

    scene = lay_scene(record, measure_duty(record), [follow_order(record, "A1")], frame_points([]), ground)

    since = log.at("12:00") - scene["t0"]
    assert [(begin - since, end - since, *rest) for begin, end, *rest in scene["alerts"]] == [
        (0, 3000, "M0 0l1 1z", "大风黄色预警", "yellow wind alert"),
        (3600, 10_800, "M0 0l1 1z", "大风橙色预警", "orange wind alert")]


def test_a_full_ring_is_the_daily_stop(record: Record) -> None:
    """Twelve hours under the demo's agreement."""
    assert find_ring(record) == 12 * 3600
