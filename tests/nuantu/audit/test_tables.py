"""The records are opened as they are published, or refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.nuantu.audit.lying import hide_column, replace_stated
from tests.nuantu.audit.opened import write_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.embedded import open_embedded
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Records, open_records, read_object
from nuantu.core.errors import InputError
from nuantu.core.tables import LEDGER


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A run of one order and no pay."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.order("A1", worker="Wang", created="23:30", accepted="23:40", delivered="24:10")
    log.write(tmp_path)
    LEDGER.write(LEDGER.to_arrow().empty_table(), tmp_path / "ledger.parquet")
    return tmp_path


def rewrite(path: Path, drop: str) -> None:
    """Write a Parquet file again without one of its columns."""
    pq.write_table(pq.read_table(path).drop_columns([drop]), path)


def test_each_event_knows_its_local_day(out: Path) -> None:
    """What happens after midnight belongs to the next day."""
    records = open_records(out)
    rows = records.rows(records.events.order_by("event_id").select("kind", "day_s"))
    midnight_s = 1_795_104_000
    assert [(row["kind"], (row["day_s"] - midnight_s) // 86_400) for row in rows] == [
        ("registered", 0), ("created", 0), ("accepted", 0), ("delivered", 1)]


def test_a_folder_of_a_log_is_opened_like_the_folder_of_a_run(out: Path) -> None:
    """The ledger may stand anywhere if it is named."""
    (out / "ledger.parquet").rename(out / "pay.parquet")
    records = open_records(out / "log", out / "pay.parquet")
    assert (records.run, records.sizes) == (None, {"log": 4, "ledger": 0})


def test_a_column_that_may_be_null_may_be_absent(out: Path) -> None:
    """It is taken as wholly null, and is then known to be lacking."""
    rewrite(out / "log/events.parquet", "distance_m")
    records = open_records(out)
    assert records.lacks(("created",), "distance_m")
    assert not records.lacks(("created",), "district_id")
    assert not records.lacks(("alert",), "level")


@pytest.mark.parametrize(("path", "column"), [("log/events.parquet", "at_s"), ("ledger.parquet", "amount_minor"),
                                              ("log/candidates.parquet", "rank")])
def test_a_column_that_is_never_null_must_be_there(out: Path, path: str, column: str) -> None:
    """The file and the field are named."""
    rewrite(out / path, column)
    with pytest.raises(InputError, match=f"{column}: the column is missing"):
        open_records(out)


@pytest.mark.parametrize("path", ["log/events.parquet", "log/candidates.parquet", "ledger.parquet",
                                  "log/manifest.json"])
def test_a_missing_file_is_named(out: Path, path: str) -> None:
    """Nothing is audited by halves."""
    (out / path).unlink()
    with pytest.raises(InputError, match="the file does not exist"):
        open_records(out)


@pytest.mark.parametrize(("text", "said"), [("[]", "not a JSON object"), ("{", "not JSON"), ("{}", "field date")])
def test_a_manifest_that_is_none_is_refused(out: Path, text: str, said: str) -> None:
    """In one sentence."""
    (out / "log/manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        open_records(out)


@pytest.mark.parametrize(("field", "value", "said"), [("date", "yesterday", "'yesterday' is no date"),
                                                      ("tz", "Mars/Olympus", "'Mars/Olympus' is no time zone"),
                                                      ("tz", "../etc", "'../etc' is no time zone"),
                                                      ("tz", 8, "8 is no time zone")])
def test_a_manifest_of_no_day_is_refused(out: Path, field: str, value: object, said: str) -> None:
    """By field."""
    path = out / "log/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {field: value}), encoding="utf-8")
    with pytest.raises(InputError, match=f"field {field}: {said}"):
        open_records(out)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A manifest in another encoding is not guessed at."""
    (tmp_path / "x.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(InputError, match="not JSON"):
        read_object(tmp_path / "x.json", ())


@pytest.mark.parametrize(("column", "number", "said"), [
    ("at_s", 10**10, "the log spans"), ("at_s", 10**18, "line 4, field at_s: the number 1000000000000000000 is beyond"),
    ("distance_m", -(2**62), "line 4, field distance_m: the number -4611686018427387904 is beyond any day")])
def test_wild_numbers_are_refused(out: Path, column: str, number: int, said: str) -> None:
    """They would make a day of every second between, or a sum that does not fit."""
    path = out / "log/events.parquet"
    rows = pq.read_table(path).to_pylist()
    rows[-1][column] = number
    pq.write_table(pa.Table.from_pylist(rows, schema=pq.read_schema(path)), path)
    with pytest.raises(InputError, match=said):
        open_records(out)


def test_an_empty_log_is_refused(out: Path) -> None:
    """There is nothing to judge."""
    path = out / "log/events.parquet"
    pq.write_table(pq.read_table(path).slice(0, 0), path)
    with pytest.raises(InputError, match="no event"):
        open_records(out)


def test_run_json_must_hold_what_it_is_read_for(out: Path) -> None:
    """Digests that are not there cannot be compared."""
    (out / "run.json").write_text(json.dumps({"book": {}}), encoding="utf-8")
    with pytest.raises(InputError, match="digests"):
        open_records(out)


def test_records_that_follow_one_another_keep_tables_of_the_same_names(out: Path) -> None:
    """And records that are open beside them on the same engine keep others."""
    con = open_embedded()
    first, beside = open_records(out, con=con), open_records(out, con=con)
    names = [records.days.get_name() for records in (first, beside)]
    first.release()
    after = open_records(out, con=con)

    assert names[0] != names[1]
    assert after.days.get_name() == names[0]
    assert [len(one.rows(one.events)) for one in (beside, after)] == [4, 4]


def write_hands(folder: Path, worker: str = "Wang") -> Path:
    """A run of a plain order, of one that was taken twice, of one that is still in hand and of one that was dropped."""
    log = LogBuilder("2026-11-20")
    log.register(worker)
    log.order("A1", worker=worker, created="10:00", accepted="10:05", delivered="10:30")
    for name, taken, kind, left in (("A2", "10:10", "delivered", "10:40"), ("A2", "10:45", "delivered", "10:50"),
                                    ("A3", "11:00", "cancelled", "11:05")):
        log.add("accepted", taken, worker_id=worker, order_id=name)
        log.add(kind, left, worker_id=worker, order_id=name)
    log.add("accepted", "11:10", worker_id=worker, order_id="A4")
    return write_case(log, folder)


def test_rows_that_stay_in_their_files_say_the_same(tmp_path: Path) -> None:
    """In whose hand each order was, and what was delivered; and records beside them have files of their own."""
    out, con = write_hands(tmp_path / "one"), open_embedded()
    scanned = open_records(out, con=con, scanned=True)
    beside = open_records(write_hands(tmp_path / "two", "Li"), con=con, scanned=True)
    copied = open_records(out)

    def tell(records: Records) -> list[list[dict[str, object]]]:
        spells = Spells(records)
        return [records.rows(table.order_by("accept_id")) for table in (spells.engaged, spells.deliveries)]

    assert tell(scanned) == tell(copied)
    assert [len(rows) for rows in tell(scanned)] == [5, 3]
    assert {row["worker_id"] for row in tell(beside)[0]} == {"Li"}


def test_what_a_log_says_of_its_columns_hides_nothing(tmp_path: Path) -> None:
    """A day that ends later than it is said to, and hands of which the file says that there are none."""
    out = write_hands(tmp_path)
    path = out / "log/events.parquet"
    honest = open_records(out)
    last_s = honest.last_s
    replace_stated(path, "at_s", last_s.to_bytes(8, "little"), honest.first_s.to_bytes(8, "little"))
    hide_column(path, "worker_id")

    records = open_records(out)

    assert pq.read_metadata(path).row_group(0).column(1).statistics.max == records.first_s
    assert (records.first_s, records.last_s) == (honest.first_s, last_s)
    assert records.rows(records.events) == honest.rows(honest.events)


def test_a_scanned_column_that_cannot_be_read_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    """By file, as where rows are copied."""
    path = write_hands(tmp_path) / "log/events.parquet"
    table = pq.read_table(path)
    pq.write_table(table, path, use_dictionary=False, compression="zstd")
    chunk = pq.read_metadata(path).row_group(0).column(table.column_names.index("order_id"))
    damaged = bytearray(path.read_bytes())
    end = chunk.data_page_offset + chunk.total_compressed_size
    damaged[end - 12:end] = b"\xff" * 12
    path.write_bytes(bytes(damaged))
    records = open_records(tmp_path, scanned=True)

    with pytest.raises(InputError, match="not a readable Parquet file") as refused:
        records.rows(records.events.select("order_id"))
    assert refused.value.file == str(path)
