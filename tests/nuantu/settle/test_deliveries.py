"""What was delivered, by whom, how far, where and on which local day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import InputError
from nuantu.settle.deliveries import read_deliveries
from nuantu.settle.log import read_log


def test_deliveries_stand_in_order_of_delivery_with_their_facts(tmp_path: Path) -> None:
    """The order delivered first comes first, the one after midnight on the next day."""
    log = LogBuilder()
    log.register("W1")
    log.order("A1", worker="W1", created="23:00", accepted="23:10", delivered="24:10", distance_m=900, district="d2")
    log.order("A2", worker="W1", created="23:05", accepted="23:12", delivered="23:40", district=None)
    done = read_deliveries(read_log(log.write(tmp_path)))
    assert [done.log.order_ids[code] for code in done.order] == ["A2", "A1"]
    assert (done.day.tolist(), done.distance_m.tolist()) == ([0, 1], [1500, 900])
    assert (done.is_in("d2").tolist(), done.is_in("d1").tolist()) == ([False, True], [False, False])
    subject = done.subject(done.accepted_event, done.delivered_event)
    assert (subject.periods.to_pylist(), subject.first_event.tolist()) == (["2026-11-20", "2026-11-21"], [5, 4])


def test_an_order_that_nobody_created_is_refused(tmp_path: Path) -> None:
    """Without its creation neither distance nor district is known."""
    log = LogBuilder()
    log.register("W1")
    log.accept("W1", "A1", "10:00")
    log.deliver("W1", "A1", "10:30")
    with pytest.raises(InputError, match="order A1 is delivered but was never created"):
        read_deliveries(read_log(log.write(tmp_path)))


def test_a_delivery_before_the_days_date_is_refused(tmp_path: Path) -> None:
    """A log settles its own date and what runs on from it, nothing before."""
    log = LogBuilder()
    log.order("A1", worker="W1", created=log.at("00:00") - 900, accepted=log.at("00:00") - 600,
              delivered=log.at("00:00") - 1)
    with pytest.raises(InputError, match="lies before the log's date 2026-11-20"):
        read_deliveries(read_log(log.write(tmp_path)))
