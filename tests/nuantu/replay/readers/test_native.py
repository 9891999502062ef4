"""Native days come back as they were written, whole or not at all, and their defects are said by row and field."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.replay.small_day import BEGIN_S, INFO, ROWS, make_day, make_table

from nuantu.core.errors import InputError
from nuantu.core.times import DAY_S
from nuantu.replay.day import TABLE_NAMES, Day
from nuantu.replay.readers.native import DayWriter, read_native, write_day
from nuantu.replay.reading import read_day


def edit_json(**fields: Any) -> Callable[[Path], None]:
    """Set fields of day.json; ``None`` removes one."""
    def change(path: Path) -> None:
        value = json.loads(path.read_text()) | fields
        path.write_text(json.dumps({key: item for key, item in value.items() if item is not None}, indent=1))
    return change


def put(content: bytes) -> Callable[[Path], object]:
    """Write these bytes in place of the file."""
    return lambda path: path.write_bytes(content)


def set_cell(row: int, column: str, value: Any) -> Callable[[Path], None]:
    """Write another value into one cell, row counted from 1, whatever the schema forbids."""
    def change(path: Path) -> None:
        table = pq.read_table(path)
        at = table.schema.get_field_index(column)
        values = table.column(column).to_pylist()
        values[row - 1] = value
        pq.write_table(table.set_column(at, pa.field(column, table.schema.field(column).type), [values]), path)
    return change


def recast(column: str, convert: Callable[[pa.ChunkedArray], pa.Array | pa.ChunkedArray]) -> Callable[[Path], None]:
    """Write a column as another type."""
    def change(path: Path) -> None:
        table = pq.read_table(path)
        at = table.schema.get_field_index(column)
        pq.write_table(table.set_column(at, column, convert(table.column(column))), path)
    return change


def rebuild(convert: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    """Write the whole table anew."""
    return lambda path: pq.write_table(convert(pq.read_table(path)), path)


def cut(path: Path) -> None:
    """Lose the last half of the file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_folder(path: Path) -> None:
    """Put a folder where the file stood."""
    path.unlink()
    path.mkdir()


@dataclass(frozen=True)
class Defect:
    """One change of one file, and where and what the sentence must say of it."""

    name: str
    file: str
    change: Callable[[Path], object]
    line: int | None
    field: str | None
    says: str
    blamed: str | None = None


DAY, ORDERS, MERCHANTS, WORKERS, SHIFTS, DISTRICTS, ALERTS, COMPOUNDS, NODES, EDGES, FEATURES = (
    "day.json", "orders.parquet", "merchants.parquet", "workers.parquet", "shifts.parquet", "districts.parquet",
    "alerts.parquet", "compounds.parquet", "street_nodes.parquet", "street_edges.parquet", "features.parquet")

JSON_DEFECTS = (
    Defect("no day.json", DAY, Path.unlink, None, None, "the file does not exist"),
    Defect("a folder called day.json", DAY, make_folder, None, None, "cannot be read (Is a directory)"),
    Defect("an empty day.json", DAY, put(b""), None, None, "the file is empty"),
    Defect("broken JSON", DAY, put(b'{\n "format": \n}'), 3, None, "this is not JSON"),
    Defect("a list", DAY, put(b"[]"), 1, None, "this is not a JSON object"),
    Defect("JSON in Latin-1", DAY, put('{\n"name": "é"}'.encode("latin-1")), 2, None, "byte 0xe9 is not UTF-8"),
    Defect("JSON in UTF-16", DAY, put('{"name": "é"}'.encode("utf-16")), 1, None, "byte 0xff is not UTF-8"),
    Defect("NUL bytes", DAY, put(b"\0" * 99), 1, None, "this is not JSON"),
    Defect("a deep nest", DAY, put(b"[" * 200_000), None, None, "nested too deep"),
    Defect("a number of 9,999 digits", DAY, put(b'{"speed_m_per_h": ' + b"9" * 9999 + b"}"), None, None, "too long"),
    Defect("two megabytes", DAY, put(b'{"name": "' + b"x" * 2_000_000 + b'"}'), None, None, "more than 1,048,576"),
    Defect("NaN", DAY, put(b'{"speed_m_per_h": NaN}'), None, None, "NaN is no JSON number"),
    Defect("a doubled field", DAY, put(b'{"name": "a", "name": "b"}'), None, "name", "stands twice"),
    Defect("a missing field", DAY, edit_json(tz=None), 1, "tz", "the field is missing"),
    Defect("an unknown field", DAY, edit_json(colour="red"), 14, "colour", "the field is unknown"),
    Defect("another format", DAY, edit_json(format="nuantu-day/9"), 2, "format", "'nuantu-day/9' is not nuantu-day/1"),
    Defect("a number as text", DAY, edit_json(speed_m_per_h="15000"), 9, "speed_m_per_h", "'15000' is not of type int"),
    Defect("a fraction", DAY, edit_json(speed_m_per_h=1.5), 9, "speed_m_per_h", "1.5 is not of type int64"),
    Defect("truth for a number", DAY, edit_json(travel_unit_s=True), 11, "travel_unit_s", "True is not of type int64"),
    Defect("no date", DAY, edit_json(date="20 November"), 4, "date", "'20 November' is no date"),
    Defect("the 30th of February", DAY, edit_json(date="2026-02-30"), 4, "date", "'2026-02-30' is no date"),
    Defect("a date long ago", DAY, edit_json(date="0001-01-01"), 4, "date", "lies outside the years"),
    Defect("no such zone", DAY, edit_json(tz="Asia/Atlantis"), 5, "tz", "is no known time zone"),
    Defect("no such currency", DAY, edit_json(currency="XXX"), 6, "currency", "'XXX' is not one of CNY"),
    Defect("no such rules", DAY, edit_json(rules="ours"), 7, "rules", "'ours' is not one of mdrp, open"),
    Defect("no speed", DAY, edit_json(speed_m_per_h=0), 9, "speed_m_per_h", "0 is not between 1 and 1000000"),
    Defect("a short cut", DAY, edit_json(detour_pm=900), 10, "detour_pm", "900 is not between 1000 and 10000"),
    Defect("negative service", DAY, edit_json(pickup_service_s=-1), 12, "pickup_service_s", "-1 is not between"),
    Defect("an empty name", DAY, edit_json(name=" "), 3, "name", "the name is empty"),
)

TABLE_DEFECTS = (
    Defect("orders are missing", ORDERS, Path.unlink, None, None, "the file does not exist"),
    Defect("a folder for orders", ORDERS, make_folder, None, None, "this is a folder, not a file"),
    Defect("an empty file", SHIFTS, put(b""), None, None, "not a readable Parquet file"),
    Defect("half a file", ORDERS, cut, None, None, "not a readable Parquet file"),
    Defect("text for Parquet", WORKERS, put(b"worker_id,worker_class\nW1,crowd\n"), None, None, "not a readable"),
    Defect("a missing column", ORDERS, rebuild(lambda t: t.drop_columns(["ready_s"])), None, "ready_s", "is missing"),
    Defect("an unknown column", ORDERS, rebuild(lambda t: t.append_column("tip", t.column("x_m"))), None, "tip",
           "the column is unknown"),
    Defect("a doubled column", ORDERS, rebuild(lambda t: t.append_column("x_m", t.column("y_m"))), None, "x_m",
           "stands 2 times"),
    Defect("digits in text", ORDERS, recast("placed_s", lambda c: c.cast(pa.string())), None, "placed_s",
           "the column is string, not int64"),
    Defect("a timestamp", ORDERS, recast("placed_s", lambda c: c.cast(pa.timestamp("s"))), None, "placed_s",
           "the column is timestamp[ms], not int64"),
    Defect("fractions of a second", ORDERS, recast("ready_s", lambda c: c.cast(pa.float64())), None, "ready_s",
           "the column is double, not int64"),
    Defect("a number as id", ORDERS, recast("order_id", lambda c: pa.array([1, 2])), None, "order_id",
           "the column is int64, not string"),
    Defect("an unsigned number too large", ORDERS, recast("placed_s", lambda c: pa.array([2**63, 1], pa.uint64())),
           None, "placed_s", "does not fit into int64"),
    Defect("bytes that are no text", ORDERS, recast("order_id", lambda c: pa.Array.from_buffers(
        pa.string(), 2, pa.array([b"\xff", b"b"]).buffers())), None, None, "not a readable Parquet file"),
    Defect("no rows of orders", ORDERS, rebuild(lambda t: t.slice(0, 0)), None, None, "there are no orders"),
    Defect("no rows of shifts", SHIFTS, rebuild(lambda t: t.slice(0, 0)), None, None, "there are no shifts"),
    Defect("a missing value", ORDERS, set_cell(2, "ready_s", None), 2, "ready_s", "the value is missing"),
    Defect("a missing id", WORKERS, set_cell(1, "worker_id", None), 1, "worker_id", "the value is missing"),
    Defect("a duplicate order", ORDERS, set_cell(2, "order_id", "A1"), 2, "order_id", "'A1' stands here again"),
    Defect("a duplicate alert", ALERTS, set_cell(2, "alert_id", "w1"), 2, "alert_id", "'w1' stands here again"),
    Defect("an empty id", SHIFTS, set_cell(3, "shift_id", ""), 3, "shift_id", "'' is empty"),
    Defect("a line end in an id", MERCHANTS, set_cell(2, "merchant_id", "m\n2"), 2, "merchant_id", "'m\\n2' is empty"),
    Defect("a Chinese space in an id", MERCHANTS, set_cell(2, "merchant_id", "m\u30002"), 2, "merchant_id", "spaces"),
    Defect("nodes not from 0", NODES, set_cell(2, "node_id", 7), 2, "node_id", "7 is not between 0 and"),
    Defect("a negative edge", EDGES, set_cell(1, "edge_id", -1), 1, "edge_id", "-1 is not between 0 and"),
    Defect("an unknown merchant", ORDERS, set_cell(1, "merchant_id", "m9"), 1, "merchant_id", "'m9' does not stand in"),
    Defect("an unknown worker", SHIFTS, set_cell(3, "worker_id", "W9"), 3, "worker_id", "'W9' does not stand in"),
    Defect("an unknown district", ORDERS, set_cell(2, "district_id", "d9"), 2, "district_id", "'d9' does not stand in"),
    Defect("no districts", DISTRICTS, Path.unlink, 1, "district_id", "'d1' is named but the day has no districts",
           blamed=MERCHANTS),
    Defect("an unknown compound", ORDERS, set_cell(2, "compound_id", "k9"), 2, "compound_id", "'k9' does not stand in"),
    Defect("an unknown node", EDGES, set_cell(1, "to_node", 2), 1, "to_node", "2 does not stand in"),
    Defect("an alert for nowhere", ALERTS, set_cell(1, "district_id", "d9"), 1, "district_id", "'d9' does not stand"),
    Defect("an alert replaces none", ALERTS, set_cell(2, "supersedes", "w9"), 2, "supersedes", "'w9' does not stand"),
    Defect("an alert replaces itself", ALERTS, set_cell(2, "supersedes", "w2"), 2, "supersedes", "was not issued"),
    Defect("NaN in a place", ORDERS, set_cell(2, "x_m", float("nan")), 2, "x_m", "nan is not a number between"),
    Defect("infinity in a place", MERCHANTS, set_cell(1, "y_m", float("inf")), 1, "y_m", "inf is not a number between"),
    Defect("a place too far", COMPOUNDS, set_cell(1, "gate_x_m", 1e9), 1, "gate_x_m", "1000000000.0 is not a number"),
    Defect("a negative length", EDGES, set_cell(1, "length_m", -1.0), 1, "length_m", "-1.0 is not a number between 0"),
    Defect("no such class", WORKERS, set_cell(1, "worker_class", "robot"), 1, "worker_class", "'robot' is not one of"),
    Defect("no such vehicle", WORKERS, set_cell(2, "vehicle", "EBIKE"), 2, "vehicle", "'EBIKE' is not one of"),
    Defect("no such level", ALERTS, set_cell(1, "level", "purple"), 1, "level", "'purple' is not one of"),
    Defect("no such alert", ALERTS, set_cell(1, "kind", "frogs"), 1, "kind", "'frogs' is not one of"),
    Defect("no such street", EDGES, set_cell(1, "class", "canal"), 1, "class", "'canal' is not one of"),
    Defect("no such feature", FEATURES, set_cell(1, "kind", "sea"), 1, "kind", "'sea' is not one of"),
    Defect("negative weight", ORDERS, set_cell(1, "weight_g", -5), 1, "weight_g", "-5 is not between 0 and"),
    Defect("a storey in the sky", ORDERS, set_cell(1, "floor", 9999), 1, "floor", "9999 is not between -20 and 300"),
    Defect("negative tenure", WORKERS, set_cell(1, "tenure_days", -1), 1, "tenure_days", "-1 is not between 0 and"),
    Defect("a negative delay", COMPOUNDS, set_cell(1, "gate_delay_s", -1), 1, "gate_delay_s", "-1 is not between 0"),
    Defect("a day too early", ORDERS, set_cell(1, "placed_s", BEGIN_S - DAY_S - 1), 1, "placed_s", "a day before"),
    Defect("three days too late", ORDERS, set_cell(1, "ready_s", BEGIN_S + 3 * DAY_S + 1), 1, "ready_s", "two days"),
    Defect("milliseconds", SHIFTS, set_cell(1, "off_s", BEGIN_S * 1000), 1, "off_s", "is not between"),
    Defect("ready before placed", ORDERS, set_cell(2, "ready_s", BEGIN_S + 39_009), 2, "ready_s",
           f"ready_s {BEGIN_S + 39_009} lies before placed_s {BEGIN_S + 39_010}"),
    Defect("estimated before placed", ORDERS, set_cell(1, "ready_estimate_s", BEGIN_S + 1), 1, "ready_estimate_s",
           f"ready_estimate_s {BEGIN_S + 1} lies before placed_s"),
    Defect("off before on", SHIFTS, set_cell(3, "off_s", BEGIN_S + 100), 3, "off_s", "is not after on_s"),
    Defect("two shifts at once", SHIFTS, set_cell(2, "on_s", BEGIN_S + 44_999), 2, "on_s", "before another of"),
    Defect("an alert without length", ALERTS, set_cell(1, "to_s", BEGIN_S + 36_000), 1, "to_s", "is not after from_s"),
    Defect("an alert after its end", ALERTS, set_cell(1, "issued_s", BEGIN_S + 60_000), 1, "issued_s", "not before"),
    Defect("a line for an area", FEATURES, set_cell(1, "ring_m", [0.0, 0.0, 1.0, 1.0]), 1, "ring_m", "has 2 points"),
    Defect("half a point", DISTRICTS, set_cell(1, "ring_m", [0.0] * 7), 1, "ring_m", "has 7 numbers"),
    Defect("an empty outline", FEATURES, set_cell(2, "ring_m", []), 2, "ring_m", "has 0 points and needs 2"),
    Defect("a hole in an outline", FEATURES, set_cell(2, "ring_m", [0.0, None, 1.0, 1.0]), 2, "ring_m", "not between"),
    Defect("NaN in an outline", DISTRICTS, set_cell(1, "ring_m", [0.0, float("nan")] * 3), 1, "ring_m", "not between"),
)


@pytest.mark.parametrize("defect", JSON_DEFECTS + TABLE_DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_one_sentence_with_file_row_and_field(tmp_path: Path, defect: Defect) -> None:
    """The command ends with status 2, names the very place, prints nothing else and writes nothing."""
    folder = write_day(make_day(), tmp_path / "day")
    defect.change(folder / defect.file)
    before = sorted(tmp_path.rglob("*"))

    ended = run_main("day", "check", folder, "--json")

    place = str(folder / (defect.blamed or defect.file))
    place += (f", line {defect.line}" if defect.line else "") + (f", field {defect.field}" if defect.field else "")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"nuantu: {place}: ")
    assert defect.says in ended.err
    assert len(ended.err.splitlines()) == 1
    assert len(ended.err) < 1000
    assert sorted(tmp_path.rglob("*")) == before


def test_a_day_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Every table, every field of day.json and the digest survive."""
    day = make_day()

    read = read_native(write_day(day, tmp_path / "deep" / "day"))

    assert read.info == day.info
    assert {name: read.table(name) for name in TABLE_NAMES} == {name: day.table(name) for name in TABLE_NAMES}
    assert read.digest == day.digest
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["day"]


def test_optional_tables_may_be_absent(tmp_path: Path) -> None:
    """A day without districts, alerts, compounds, streets and features is a day."""
    orders = make_table("orders", [{**row, "district_id": None, "compound_id": None} for row in ROWS["orders"]])
    merchants = make_table("merchants", [{**row, "district_id": None} for row in ROWS["merchants"]])
    day = make_day()
    bare = Day(INFO, orders=orders, merchants=merchants, workers=day.workers, shifts=day.shifts)

    read = read_native(write_day(bare, tmp_path / "day"))

    present = [name for name in TABLE_NAMES if read.table(name) is not None]
    assert present == ["merchants", "orders", "workers", "shifts"]
    assert read.digest == bare.digest


def test_narrower_and_dictionary_columns_are_brought_to_the_published_type(tmp_path: Path) -> None:
    """Other tools write int32, float32, large strings and dictionaries; the values count."""
    folder = write_day(make_day(), tmp_path / "day")
    recast("weight_g", lambda column: column.cast(pa.int32()))(folder / ORDERS)
    recast("x_m", lambda column: column.cast(pa.float32()))(folder / ORDERS)
    recast("merchant_id", lambda column: column.dictionary_encode())(folder / ORDERS)
    recast("order_id", lambda column: column.cast(pa.large_string()))(folder / ORDERS)

    assert read_native(folder).digest == make_day().digest


@pytest.mark.parametrize(("words", "says"), [
    (("--date", "2026-11-21"), "the day is dated 2026-11-20, not 2026-11-21"),
    (("--tz", "Europe/Oslo"), "the day's time zone is Asia/Shanghai, not 'Europe/Oslo'"),
])
def test_a_dated_day_takes_no_other_date(tmp_path: Path, words: tuple[str, str], says: str) -> None:
    """A native day has its own date; another one is refused, its own is accepted."""
    folder = write_day(make_day(), tmp_path / "day")

    ended = run_main("day", "check", folder, *words)

    assert (ended.status, ended.out) == (2, "")
    assert says in ended.err
    assert read_day(folder, date=INFO.date, tz=INFO.tz).info == INFO


def test_a_target_that_is_no_day_is_left_alone(tmp_path: Path) -> None:
    """Somebody else's files are never overwritten, not even when asked."""
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(InputError, match=r"the folder is not empty and holds notes\.txt"):
        write_day(make_day(), tmp_path, overwrite=True)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_day_is_replaced_only_when_asked_and_nothing_of_it_stays(tmp_path: Path) -> None:
    """The new day stands whole in place of the old one."""
    day, folder = make_day(), tmp_path / "day"
    write_day(day, folder)
    smaller = Day(dataclasses.replace(INFO, name="other"), orders=day.orders.slice(1), merchants=day.merchants,
                  workers=day.workers, shifts=day.shifts, districts=day.districts)

    with pytest.raises(InputError, match="a day stands here already; name a new folder or ask to overwrite it"):
        write_day(smaller, folder)
    assert read_native(folder).digest == day.digest
    (folder / ".DS_Store").write_bytes(b"")
    write_day(smaller, folder, overwrite=True)

    assert read_native(folder).digest == smaller.digest
    assert sorted(path.name for path in folder.iterdir()) == [
        "day.json", "districts.parquet", "merchants.parquet", "orders.parquet", "shifts.parquet", "workers.parquet"]
    assert [path.name for path in tmp_path.iterdir()] == ["day"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """An error inside the block removes what was begun, and what stood there before stays."""
    folder = write_day(make_day(), tmp_path / "day")

    def give() -> None:
        with DayWriter(folder, INFO, overwrite=True) as writer:
            writer.append("orders", make_day().orders)
            raise RuntimeError("the well is dry")

    with pytest.raises(RuntimeError, match="the well is dry"):
        give()

    assert read_native(folder).digest == make_day().digest
    assert [path.name for path in tmp_path.iterdir()] == ["day"]


def test_a_day_without_a_required_table_is_not_written(tmp_path: Path) -> None:
    """The writer names the table that never came."""
    with pytest.raises(InputError, match=r"orders\.parquet: no rows of orders were given") as caught, \
            DayWriter(tmp_path / "day", INFO) as writer:
        writer.append("merchants", make_day().merchants)

    assert caught.value.exit_status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_piece_of_another_shape_is_refused_before_it_is_written(tmp_path: Path) -> None:
    """Pieces have the published columns; nullable ones may be left out."""
    with pytest.raises(InputError, match=r"orders\.parquet, field placed_s: the column is missing"), \
            DayWriter(tmp_path / "day", INFO) as writer:
        writer.append("orders", pa.table({"order_id": ["A1"], "merchant_id": ["m1"], "x_m": [0.0], "y_m": [0.0]}))

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file where a folder should be ends in a sentence."""
    (tmp_path / "file").write_text("")

    with pytest.raises(InputError, match=r"the day cannot be written here \(Not a directory\)"):
        write_day(make_day(), tmp_path / "file" / "day")


PIECES = """
import sys
import numpy as np, pyarrow as pa
from tests.nuantu.replay.small_day import BEGIN_S, INFO, make_day
from tests.peak_memory import read_peak_bytes
from nuantu.replay.readers.native import DayWriter
day = make_day()
with DayWriter(sys.argv[1], INFO) as writer:
    for name in ("merchants", "workers", "shifts", "districts"):
        writer.append(name, day.table(name))
    for begin in range(0, 1_000_000, 50_000):
        rows = np.arange(begin, begin + 50_000)
        placed = pa.array(BEGIN_S + rows // 20)
        writer.append("orders", pa.table({
            "order_id": pa.array(np.char.add("A", rows.astype("U7"))), "merchant_id": ["m1"] * len(rows),
            "x_m": rows / 7, "y_m": rows / 3, "placed_s": placed, "ready_estimate_s": placed, "ready_s": placed}))
print(read_peak_bytes())
"""


def test_a_million_orders_are_written_in_pieces_of_bounded_memory(tmp_path: Path) -> None:
    """The writer holds one piece at a time, and the day that it leaves is read in seconds."""
    run = subprocess.run([sys.executable, "-c", PIECES, tmp_path / "day"], capture_output=True, text=True, check=True)

    day = read_native(tmp_path / "day")
    assert int(run.stdout) < 1_000_000_000
    assert day.orders.num_rows == 1_000_000
    assert day.ids("orders")[999_999] == "A999999"
    assert day.positions("orders", "merchant_id", "merchants").tolist() == [0] * 1_000_000


ID = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
PLACE = st.floats(-1e7, 1e7)
WORDING = st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SECOND = st.integers(BEGIN_S, BEGIN_S + DAY_S)


@st.composite
def draw_days(draw: st.DrawFn) -> Day:
    """Days of any size with any ids, places and times that the format allows."""
    merchants = draw(st.lists(ID, min_size=1, max_size=4, unique=True))
    workers = draw(st.lists(ID, min_size=1, max_size=4, unique=True))
    orders = draw(st.lists(ID, min_size=1, max_size=6, unique=True))
    ring = st.lists(st.tuples(PLACE, PLACE), min_size=3, max_size=6).map(lambda points: [v for p in points for v in p])
    rows: dict[str, list[dict[str, Any]]] = {
        "merchants": [{"merchant_id": m, "x_m": draw(PLACE), "y_m": draw(PLACE), "name_zh": draw(WORDING)}
                      for m in merchants],
        "workers": [{"worker_id": w, "worker_class": draw(st.sampled_from(["crowd", "courier"])), "vehicle": "ebike",
                     "tenure_days": draw(st.none() | st.integers(0, 36_600))} for w in workers],
        "shifts": [{"shift_id": w, "worker_id": w, "on_s": (on := draw(SECOND)),
                    "off_s": on + draw(st.integers(1, 9999)), "x_m": draw(PLACE), "y_m": draw(PLACE)} for w in workers],
        "orders": [{"order_id": o, "merchant_id": draw(st.sampled_from(merchants)), "x_m": draw(PLACE),
                    "y_m": draw(PLACE), "placed_s": (at := draw(SECOND)), "ready_s": at + draw(st.integers(0, 9999)),
                    "ready_estimate_s": at + draw(st.integers(0, 9999)), "floor": draw(st.none() | st.integers(-20, 9))}
                   for o in orders],
        "features": [{"feature_id": f, "kind": "park", "ring_m": draw(ring), "name_en": draw(WORDING)}
                     for f in draw(st.lists(ID, max_size=3, unique=True))],
    }
    date = draw(st.dates(INFO.date - dt.timedelta(1), INFO.date + dt.timedelta(1)))
    info = dataclasses.replace(INFO, date=date, name=draw(ID), source=draw(WORDING) or "")
    return Day(info, **{name: make_table(name, table) for name, table in rows.items()})


@given(draw_days())
def test_any_day_survives_writing_and_reading(tmp_path_factory: pytest.TempPathFactory, day: Day) -> None:
    """Ids in any script, any place and any time come back bit by bit."""
    folder = tmp_path_factory.mktemp("native") / "day"

    read = read_native(write_day(day, folder))

    assert read.info == day.info
    assert {name: read.table(name) for name in TABLE_NAMES} == {name: day.table(name) for name in TABLE_NAMES}
    assert read.digest == day.digest
