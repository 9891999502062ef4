"""Which alert holds where and when, against a reading alert by alert."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.settle.log_days import SmallDay, small_days

from nuantu.core.errors import InputError
from nuantu.settle.log import read_log
from nuantu.settle.weather import LEVELS, find_alert, read_alerts


def _holds(rows: list[dict[str, Any]], row: dict[str, Any], at_s: int, district: str | None) -> bool:
    """By the words of the contract: from begin and issue, to the end or the successor's issue."""
    replaced = [other["at_s"] for other in rows if other["ref_event_id"] == row["event_id"]]
    begun = at_s >= row["from_s"] and at_s >= row["at_s"]
    over = at_s >= row["to_s"] or any(at_s >= moment for moment in replaced)
    return begun and not over and row["district_id"] in (None, district)


@given(small_days())
@settings(deadline=None, max_examples=50)
def test_an_alert_is_found_exactly_where_one_holds(day: SmallDay) -> None:
    """The strongest alert of the level or above that holds in the district, or none."""
    with tempfile.TemporaryDirectory() as folder:
        log = read_log(day.log.write(Path(folder)))
    alerts = read_alerts(log)
    rows = [row for row in log.events.to_pylist() if row["kind"] == "alert"]
    at_s = np.array([order["accepted"] for order in day.orders], np.int64)
    district = np.array([order["district"] for order in day.orders], object)
    for level in LEVELS:
        found = find_alert(alerts, at_s, lambda name: district == name, level, frozenset({"rain"}))
        for place, at, where in zip(found, at_s, district, strict=True):
            holding = [row for row in rows if row["reason"] == "rain"
                       and LEVELS.index(row["level"]) >= LEVELS.index(level) and _holds(rows, row, int(at), where)]
            best = max((LEVELS.index(row["level"]) for row in holding), default=-1)
            assert (alerts[place].level if place >= 0 else -1) == best


@pytest.mark.parametrize(("column", "value", "sentence"), [
    ("level", "purple", "'purple' is no level of an alert"), ("to_s", None, "field to_s: the alert does not say it")])
def test_an_alert_that_is_not_whole_is_refused(tmp_path: Path, column: str, value: str | None, sentence: str) -> None:
    """No weather is guessed."""
    log = LogBuilder()
    columns: dict[str, Any] = {"level": "red", "reason": "rain", "from_s": log.at("10:00"), "to_s": log.at("11:00")}
    log.add("alert", "10:00", **{**columns, column: value})
    with pytest.raises(InputError, match=sentence):
        read_alerts(read_log(log.write(tmp_path)))
