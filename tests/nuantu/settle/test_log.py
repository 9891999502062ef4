"""A log is read whole or refused in one sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import InputError
from nuantu.settle.log import encode, read_log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound log."""
    log = LogBuilder("2026-11-20")
    log.register("W1", "09:00")
    log.order("A1", worker="W1", created="10:00", accepted="10:05", delivered="24:10")
    return log.write(tmp_path)


def _rewrite(folder: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change the events and let the manifest name the changed bytes."""
    path = folder / "events.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    _edit(folder, events_sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _edit(folder: Path, **fields: object) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | fields
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_events_become_columns_of_numbers(folder: Path) -> None:
    """Workers and orders are named by codes, events by their kinds."""
    log = read_log(folder)
    assert (log.date, log.currency, log.worker_ids, log.order_ids) == (date(2026, 11, 20), "CNY", ("W1",), ("A1",))
    assert log.worker.tolist() == [0, -1, 0, 0]
    assert log.rows("accepted", "delivered").tolist() == [2, 3]
    assert log.ints("distance_m").tolist() == [-1, 1500, -1, -1]


def test_days_run_on_until_the_last_event(folder: Path) -> None:
    """A delivery past midnight brings the next local day with it."""
    days = read_log(folder).days()
    assert [day for day, _, _ in days] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert days[0][2] == days[1][1]


def test_an_empty_log_is_one_day_without_workers(tmp_path: Path) -> None:
    """No events is a sound log."""
    log = read_log(LogBuilder("2026-11-20").write(tmp_path))
    assert (log.end_s, log.worker_ids, len(log.days()), len(log.rows("online"))) == (0, (), 1, 0)


def test_codes_follow_first_appearance_and_null_is_minus_one() -> None:
    """Words of a chunked column share one list of codes."""
    codes, words = encode(pa.chunked_array([pa.array(["b", None]), pa.array(["a", "b"])]))
    assert (codes.tolist(), words) == ([0, -1, 1, 0], ("b", "a"))


@pytest.mark.parametrize(("name", "sentence"), [
    ("manifest.json", "the log has no manifest"), ("events.parquet", "the file does not exist")])
def test_a_missing_file_is_named(folder: Path, name: str, sentence: str) -> None:
    """What is not there is said by name."""
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name}: {sentence}"):
        read_log(folder)


def test_a_damaged_events_file_is_refused(folder: Path) -> None:
    """Bytes that are no Parquet are no log."""
    (folder / "events.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(InputError, match="not a readable Parquet file"):
        read_log(folder)


def test_events_that_the_manifest_does_not_name_are_refused(folder: Path) -> None:
    """One changed second changes the digest."""
    path = folder / "events.parquet"
    table = pq.read_table(path)
    at = table.column_names.index("at_s")
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array([1, 2, 3, 4])), path)
    with pytest.raises(InputError, match="their digest differs"):
        read_log(folder)


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"format": "nuantu-log/9"}, "not of format nuantu-log/1"),
    ({"tz": None}, "field tz: the manifest lacks this field"),
    ({"date": "2026-02-30"}, "names? no local day"),
    ({"tz": "Mars/Olympus"}, "names? no local day"),
    ({"events": 5}, "there are 4 events where manifest.json names 5"),
])
def test_a_manifest_that_does_not_fit_is_refused(folder: Path, fields: dict[str, object], sentence: str) -> None:
    """Format, date, zone and count are held against the log."""
    _edit(folder, **fields)
    with pytest.raises(InputError, match=sentence):
        read_log(folder)


def test_a_manifest_that_is_no_json_is_refused(folder: Path) -> None:
    """A torn manifest is said to be torn."""
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="not JSON in UTF-8"):
        read_log(folder)


@pytest.mark.parametrize(("column", "values", "sentence"), [
    ("event_id", [1, 2, 4, 5], "line 3, field event_id: event_id does not run from 1"),
    ("at_s", [1, 3, 2, 4], "line 3, field at_s: the event lies before the one above it"),
    ("kind", ["registered", "created", "teleported", "delivered"], "line 3, field kind: 'teleported' is no word"),
])
def test_events_that_do_not_run_on_are_refused(folder: Path, column: str, values: list[object], sentence: str) -> None:
    """Ids without gaps, time forwards, known words."""
    def change(table: pa.Table) -> pa.Table:
        at = table.column_names.index(column)
        return table.set_column(at, table.schema.field(at), pa.array(values))

    _rewrite(folder, change)
    with pytest.raises(InputError, match=sentence):
        read_log(folder)
