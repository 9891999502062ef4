"""The builder of hand-made logs writes what the published format asks for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.tables import EVENTS


def test_events_are_numbered_in_order_of_time_and_references_follow_them(tmp_path: Path) -> None:
    """A later alert that was added first still refers to the number of the one it replaces."""
    log = LogBuilder("2026-11-20")
    log.register("W1", "09:00")
    first = log.alert("yellow", "10:00", "14:00")
    log.alert("orange", "12:00", "16:00", supersedes=first)
    log.order("A1", worker="W1", created="08:00", accepted="11:00", delivered="24:10")
    events = EVENTS.read(log.write(tmp_path) / "events.parquet")
    rows = [(row["event_id"], row["kind"], row["ref_event_id"]) for row in events.to_pylist()]
    assert rows == [(1, "created", None), (2, "registered", None), (3, "alert", None), (4, "accepted", None),
                    (5, "alert", 3), (6, "delivered", None)]
    assert events["at_s"].to_pylist()[-1] - events["at_s"].to_pylist()[0] == 16 * 3600 + 600


def test_a_clock_may_name_another_day() -> None:
    """A dated clock lies as many days away as its date."""
    log = LogBuilder("2026-11-20")
    assert log.at("2026-12-01 10:00:05") - log.at("10:00") == 11 * 86400 + 5
    assert log.at("2026-11-20 24:00") == log.at("2026-11-21 00:00")


def test_the_manifest_names_the_bytes_that_were_written(tmp_path: Path) -> None:
    """The digest in the manifest is that of the events file."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    folder = log.write(tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["events"] == 1
    assert manifest["events_sha256"] == hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()


def test_a_column_that_is_not_published_is_refused() -> None:
    """A misspelt column cannot slip into a hand-made log."""
    with pytest.raises(KeyError, match="colour"):
        LogBuilder().add("alert", "10:00", colour="yellow")
