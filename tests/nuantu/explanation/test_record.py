"""A replayed folder is read once, and what is missing in it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.explanation.changed_days import write_changed_days
from tests.nuantu.explanation.one_choice import write_choice

from nuantu.core.errors import InputError
from nuantu.explanation.record import Event, read_json, read_record


def test_events_stand_by_order_and_by_worker_in_the_order_of_the_log(tmp_path: Path) -> None:
    """Both views hold the same rows."""
    record = read_record(write_choice(tmp_path))

    assert [event.kind for event in record.events_of_order["A1"]] == [
        "created", "eta_quoted", "declined", "pushed", "accepted", "merchant_arrived", "merchant_ready", "picked_up",
        "delivered"]
    assert [event.kind for event in record.events_of_worker["W5"]] == ["registered", "online", "declined", "offline"]
    of_workers = [event for event in record.events if event.worker_id is not None]
    assert sum(map(len, record.events_of_worker.values())) == len(of_workers)


def test_decisions_places_lines_and_clauses_are_found(tmp_path: Path) -> None:
    """Candidates by order and rank, places seen, ledger lines by order, clauses by id."""
    record = read_record(write_choice(tmp_path))

    (decision,) = record.decisions_of_order["A1"]
    assert [row.worker_id for row in decision] == ["W1", "W2", "W3", "W4"]
    assert record.taken_at == {(decision[0].at_s, "W1"): "A1"}
    assert record.places_of_worker["W1"][1] == [(100.0, 50.0), (0.0, 0.0)]
    assert [line.component for line in record.lines_of_order["A1"]] == ["base", "premium"]
    assert {"cap", "pause", "floor"} <= set(record.clauses)
    assert (record.tz, record.currency, record.alerts) == ("Asia/Shanghai", "CNY", [])


def test_every_column_of_an_event_is_a_column_of_the_published_table() -> None:
    """The record invents no field."""
    from nuantu.core.tables import EVENTS

    assert set(Event._fields) <= set(EVENTS.to_arrow().names)


@pytest.mark.parametrize("name", ["run.json", "log/manifest.json", "log/events.parquet", "ledger.parquet",
                                  "log/candidates.parquet"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    """One sentence with the path."""
    out = write_choice(tmp_path)
    (out / name).unlink()

    with pytest.raises(InputError, match="does not exist") as caught:
        read_record(out)

    assert caught.value.file == str(out / name)


def test_broken_json_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """The file is named, and what to do."""
    (tmp_path / "run.json").write_text("{", encoding="utf-8")

    with pytest.raises(InputError, match=r"run\.json: this is not readable JSON"):
        read_json(tmp_path / "run.json")


def test_a_clause_that_changes_inside_the_log_has_a_version_for_each_stretch(tmp_path: Path) -> None:
    """By day and by moment; where none holds its first, and none for an id that no day knows."""
    record = read_record(write_changed_days(tmp_path))
    first, second = date(2026, 11, 20), date(2026, 11, 21)
    kept = record.clauses["piece"]
    raised = replace(kept, days=(second, second))
    changed = replace(record, versions=(replace(kept, days=(first, first)), raised))

    assert set(record.clauses) >= {"stop", "stop-new", "premium", "premium-new", "piece"}
    assert record.clause_on("stop-new", second) == record.clause_on("stop-new", first) == record.clauses["stop-new"]
    assert changed.clause_on("piece", second) is changed.clause_at("piece", record.events[-1].at_s) is raised
    assert changed.clause_at("piece", record.events[0].at_s) is changed.versions[0]
    assert changed.clause_on("nothing", first) is changed.clause_on(None, first) is None
