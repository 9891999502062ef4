"""An order is followed through the log: moments, places, and the promise that stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.explanation.one_choice import CLAUSES, build_log, write_choice
from tests.nuantu.out_builder import write_out

from nuantu.core.errors import InputError
from nuantu.explanation.journey import follow_order
from nuantu.explanation.record import read_record


def test_a_delivered_order_has_all_its_moments(tmp_path: Path) -> None:
    """Every moment is that of the log; places are shop and door."""
    log = build_log()

    journey = follow_order(read_record(write_choice(tmp_path)), "A1")

    assert (journey.worker_id, journey.distance_m, journey.shop_m, journey.door_m) == (
        "W1", 3200, (0.0, 0.0), (3200.0, 0.0))
    assert (journey.placed_s, journey.ready_s, journey.accepted_s, journey.picked_up_s, journey.delivered_s,
            journey.promised_s) == tuple(log.at(clock) for clock in ("12:01", "12:24", "12:17:40", "12:24:40", "12:39",
                                                                     "12:47"))


def test_the_promise_is_the_last_one_before_delivery(tmp_path: Path) -> None:
    """An extension after the delivery changes nothing."""
    log = build_log()
    for clock, promised in (("12:24", "12:51"), ("12:45", "13:30")):
        log.add("eta_extended", clock, worker_id="W1", order_id="A1", promised_s=log.at(promised), added_s=240,
                reason="merchant")

    journey = follow_order(read_record(write_out(tmp_path / "out", log, CLAUSES)), "A1")

    assert journey.promised_s == log.at("12:51")


def test_an_order_that_nobody_took_has_no_worker(tmp_path: Path) -> None:
    """What did not happen is None."""
    log = build_log()
    log.create("A7", "13:00")

    journey = follow_order(read_record(write_out(tmp_path / "out", log, CLAUSES)), "A7")

    assert (journey.worker_id, journey.accepted_s, journey.delivered_s, journey.promised_s) == (None,) * 4


def test_an_unknown_order_is_refused(tmp_path: Path) -> None:
    """The file and the field are named."""
    with pytest.raises(InputError) as caught:
        follow_order(read_record(write_choice(tmp_path)), "A9")

    assert (Path(caught.value.file or "").name, caught.value.field) == ("events.parquet", "order_id")
