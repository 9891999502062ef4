"""Published days are read exactly, and every defect of their files is said by file, line and field."""

from __future__ import annotations

import datetime as dt
import gc
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.replay.small_day import MDRP_TEXTS, write_mdrp

from nuantu.core.errors import InputError
from nuantu.core.times import local_midnight_s
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.reading import read_day

ORDERS, COURIERS, RESTAURANTS, PARAMETERS = "orders.txt", "couriers.txt", "restaurants.txt", "instance_parameters.txt"
O100_ORDERS = {0: 505, 1: 538, 2: 708, 3: 967, 4: 1185, 5: 2724, 6: 1671}
S1_COURIERS = {0: 113, 1: 94, 2: 194, 3: 220, 4: 182, 5: 330, 6: 234}


def swap(old: str, new: str) -> Callable[[Path], None]:
    """Replace the only place where ``old`` stands."""
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_bytes(text.replace(old, new).encode("utf-8", "surrogateescape"))
    return change


def put(content: bytes) -> Callable[[Path], None]:
    """Write these bytes in place of the file."""
    return lambda path: path.write_bytes(content) and None


def recode(encoding: str) -> Callable[[Path], None]:
    """Save the file, with a Chinese id in it, in another encoding."""
    def change(path: Path) -> None:
        path.write_bytes(path.read_text(encoding="utf-8").replace("o2", "é2").encode(encoding))
    return change


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


HEAD = MDRP_TEXTS[ORDERS].splitlines()[0]

DEFECTS = (
    Defect("orders are missing", ORDERS, Path.unlink, None, None, "the file does not exist"),
    Defect("couriers are missing", COURIERS, Path.unlink, None, None, "the file does not exist"),
    Defect("restaurants are missing", RESTAURANTS, Path.unlink, None, None, "the file does not exist"),
    Defect("parameters are missing", PARAMETERS, Path.unlink, None, None, "the file does not exist"),
    Defect("a folder stands for a file", ORDERS, make_folder, None, None, "this is a folder, not a file"),
    Defect("an empty file", ORDERS, put(b""), None, None, "the file is empty"),
    Defect("only a line end", ORDERS, put(b"\n"), 1, "order", "missing from the header"),
    Defect("a header without rows", ORDERS, put(HEAD.encode() + b"\n"), None, None, "there are no orders"),
    Defect("no couriers", COURIERS, put(b"courier\tx\ty\ton_time\toff_time\n"), None, None, "there are no workers"),
    Defect("no restaurants", RESTAURANTS, put(b"restaurant\tx\ty\n"), None, None, "there are no merchants"),
    Defect("UTF-16", ORDERS, recode("utf-16"), 1, None, "the file is UTF-16, not UTF-8 text"),
    Defect("UTF-16 without mark", ORDERS, recode("utf-16-le"), 1, None, "NUL byte"),
    Defect("Latin-1", ORDERS, recode("latin-1"), 3, None, "byte 0xe9 is not UTF-8"),
    Defect("gzip", ORDERS, put(b"\x1f\x8b\x08\0\0"), 1, None, "the file is gzip"),
    Defect("a zip archive", ORDERS, put(b"PK\x03\x04\0\0"), 1, None, "the file is a zip archive"),
    Defect("a NUL byte", ORDERS, swap("r2\t12", "r\0\t12"), 3, None, "NUL byte"),
    Defect("NUL bytes alone", COURIERS, put(b"\0" * 4096), 1, None, "NUL byte"),
    Defect("a line of ten megabytes", ORDERS, put(b"x" * 10_000_000), 1, None, "the line has 10,000,000 characters"),
    Defect("a long second line", ORDERS, swap("o1\t100", "o1\t1" + "0" * 20_000), 2, None, "at most 10,000 are read"),
    Defect("a file of 70 megabytes", ORDERS, put(b"x\n" * 35_000_000), None, None, "at most 67,108,864 are read"),
    Defect("a missing column", ORDERS, swap("\tready_time", "\tready"), 1, "ready_time", "missing from the header"),
    Defect("a doubled column", ORDERS, swap("\tx\ty", "\tx\tx"), 1, "x", "stands twice in the header"),
    Defect("an unknown column", RESTAURANTS, put(b"restaurant\tx\ty\tname\nr1\t1\t2\tn\n"), 1, "name", "is unknown"),
    Defect("commas for tabs", ORDERS, put(MDRP_TEXTS[ORDERS].replace("\t", ",").encode()), 1, "order",
           "missing from the header"),
    Defect("a row too short", ORDERS, swap("\tr2\t12\n", "\tr2\n"), 3, "restaurant", "the row has 5 cells"),
    Defect("a row too long", ORDERS, swap("\tr2\t12\n", "\tr2\t12\t7\n"), 3, "ready_time", "the row has 7 cells"),
    Defect("an empty line", ORDERS, swap("\no3", "\n\no3"), 4, "order", "the line is empty"),
    Defect("an empty line at the end", ORDERS, swap("655\n", "655\n\n"), 5, "order", "the line is empty"),
    Defect("text in a time", ORDERS, swap("\t12\tr2", "\ttwelve\tr2"), 3, "placement_time",
           "'twelve' is not a whole number"),
    Defect("a fraction of a minute", ORDERS, swap("\t12\tr2", "\t12.5\tr2"), 3, "placement_time", "'12.5'"),
    Defect("a negative time", ORDERS, swap("\t12\tr2", "\t-12\tr2"), 3, "placement_time", "'-12'"),
    Defect("a huge time", ORDERS, swap("\t12\tr2", "\t" + "9" * 30 + "\tr2"), 3, "placement_time", "'" + "9" * 30),
    Defect("a time far outside the day", ORDERS, swap("r2\t12\n", "r2\t12000\n"), 3, "ready_time",
           "12000 is not between -1440 and 4320"),
    Defect("digits of another script", ORDERS, swap("\t12\tr2", "\t１２\tr2"), 3, "placement_time", "'１２'"),
    Defect("an underscore in a number", ORDERS, swap("\t12\tr2", "\t1_2\tr2"), 3, "placement_time", "'1_2'"),
    Defect("a space in a number", ORDERS, swap("\t12\tr2", "\t 12\tr2"), 3, "placement_time", "' 12'"),
    Defect("an empty time", ORDERS, swap("\t12\tr2", "\t\tr2"), 3, "placement_time", "'' is not a whole number"),
    Defect("NaN in a place", ORDERS, swap("-300.25", "nan"), 3, "x", "'nan' is not a number"),
    Defect("infinity in a place", ORDERS, swap("-300.25", "inf"), 3, "x", "'inf' is not a number"),
    Defect("a place too far", ORDERS, swap("-300.25", "1e9"), 3, "x", "1000000000.0 is not a number between"),
    Defect("text in a place", COURIERS, swap("50\t60", "50\tnorth"), 3, "y", "'north' is not a number"),
    Defect("hexadecimal in a place", RESTAURANTS, swap("30\t40", "0x1e\t40"), 3, "x", "'0x1e' is not a number"),
    Defect("a duplicate order", ORDERS, swap("o3", "o1"), 4, "order", "'o1' stands here again after line 2"),
    Defect("a duplicate courier", COURIERS, swap("c2", "c1"), 3, "courier", "'c1' stands here again after line 2"),
    Defect("a duplicate restaurant", RESTAURANTS, swap("r2", "r1"), 3, "restaurant", "stands here again after line 2"),
    Defect("an unknown restaurant", ORDERS, swap("r2", "r9"), 3, "restaurant", "'r9' does not stand in"),
    Defect("ready before placed", ORDERS, swap("r2\t12\n", "r2\t11\n"), 3, "ready_time",
           "ready_time 11 lies before placement_time 12"),
    Defect("off before on", COURIERS, swap("700", "289"), 3, "off_time", "off_time 289 is not after on_time 290"),
    Defect("a shift without length", COURIERS, swap("700", "290"), 3, "off_time", "off_time 290 is not after"),
    Defect("an empty id", ORDERS, swap("o2", ""), 3, "order", "'' is no id"),
    Defect("a space in an id", ORDERS, swap("o2", "o 2"), 3, "order", "'o 2' is no id"),
    Defect("a bell in an id", ORDERS, swap("o2", "o\a2"), 3, "order", "is no id"),
    Defect("a line separator in an id", ORDERS, swap("o2", "o\u2028"), 3, "order", "is no id"),
    Defect("a long id", COURIERS, swap("c2", "c" * 101), 3, "courier", "longer than 100 characters"),
    Defect("an order called 0", ORDERS, swap("o2", "0"), 3, "order", "'0' already means"),
    Defect("an order called as a restaurant", ORDERS, swap("o2", "r1"), 3, "order", "'r1' already means a restaurant"),
    Defect("no row of parameters", PARAMETERS, swap("320\t4\t4\t40\t90\t10\t15\n", ""), 2, "meters_per_minute",
           "the file has 0 rows of parameters"),
    Defect("two rows of parameters", PARAMETERS, swap("15\n", "15\n320\t4\t4\t40\t90\t10\t15\n"), 3,
           "meters_per_minute", "the file has 2 rows of parameters"),
    Defect("no speed", PARAMETERS, swap("320", "0"), 2, "meters_per_minute", "0 is not between 0.0166667 and 16666.7"),
    Defect("a negative speed", PARAMETERS, swap("320", "-320"), 2, "meters_per_minute", "-320 is not at least 0"),
    Defect("text for speed", PARAMETERS, swap("320", "fast"), 2, "meters_per_minute", "'fast' is not a number"),
    Defect("a speed beyond reason", PARAMETERS, swap("320", "99999"), 2, "meters_per_minute",
           "99999 is not between"),
    Defect("a speed in thirds", PARAMETERS, swap("320", "0.333"), 2, "meters_per_minute",
           "0.333 has too many decimals"),
    Defect("a negative service", PARAMETERS, swap("320\t4\t4", "320\t-4\t4"), 2, "pickup service minutes",
           "-4 is not at least 0"),
    Defect("negative pay", PARAMETERS, swap("10\t15", "10\t-15"), 2, "guaranteed pay per hour", "-15 is not at least"),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_one_sentence_with_file_line_and_field(tmp_path: Path, defect: Defect) -> None:
    """The command ends with status 2, names the very place, prints nothing else and writes nothing."""
    folder = write_mdrp(tmp_path / "day")
    defect.change(folder / defect.file)
    before = sorted(tmp_path.rglob("*"))

    ended = run_main("day", "check", folder, "--json")

    place = str(folder / defect.file) + (f", line {defect.line}" if defect.line else "") + (
        f", field {defect.field}" if defect.field else "")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"nuantu: {place}: ")
    assert defect.says in ended.err
    assert len(ended.err.splitlines()) == 1
    assert len(ended.err) < 1000
    assert sorted(tmp_path.rglob("*")) == before


def test_the_small_day_is_read_exactly(tmp_path: Path) -> None:
    """Every value of the files stands in the tables, minutes as seconds after the local midnight."""
    day = read_mdrp(write_mdrp(tmp_path / "day"))

    begin_s = local_midnight_s(dt.date(2018, 3, 1))
    assert day.info.to_json() == {
        "format": "nuantu-day/1", "name": "day", "date": "2018-03-01", "tz": "Asia/Shanghai", "currency": "USD",
        "rules": "mdrp", "speed_m_per_h": 19_200, "detour_pm": 1000, "travel_unit_s": 60, "pickup_service_s": 240,
        "dropoff_service_s": 240, "source": "published Meal Delivery Routing instance; it pays 10 an order and at "
        "least 15 an hour on duty, aims at 40 and allows 90 minutes click-to-door"}
    assert day.orders.select(["order_id", "merchant_id", "x_m", "y_m", "placed_s", "ready_estimate_s", "ready_s"]
                             ).to_pylist()[1] == {
        "order_id": "o2", "merchant_id": "r2", "x_m": -300.25, "y_m": 400.0, "placed_s": begin_s + 720,
        "ready_estimate_s": begin_s + 720, "ready_s": begin_s + 720}
    assert day.merchants.column("x_m").to_pylist() == [10.0, 30.0]
    assert day.workers.to_pylist()[0] == {"worker_id": "c1", "worker_class": "courier", "vehicle": "unknown",
                                          "tenure_days": None, "place_code": None}
    assert day.shifts.to_pylist()[1] == {"shift_id": "c2", "worker_id": "c2", "on_s": begin_s + 17_400,
                                         "off_s": begin_s + 42_000, "x_m": 50.0, "y_m": 60.0}
    assert (day.alerts, day.districts, day.compounds) == (None, None, None)


def test_date_and_zone_move_the_day_and_nothing_else(tmp_path: Path) -> None:
    """Minute 0 is the local midnight of the given date in the given zone."""
    folder = write_mdrp(tmp_path / "day")

    day = read_day(folder, date=dt.date(2024, 7, 5), tz="Europe/Oslo")

    assert int(day.ints("orders", "placed_s")[0]) == local_midnight_s(dt.date(2024, 7, 5), "Europe/Oslo") + 600
    assert np.array_equal(day.ints("orders", "ready_s") - day.info.begin_s, read_day(folder).ints("orders", "ready_s")
                          - local_midnight_s(dt.date(2018, 3, 1)))


@pytest.mark.parametrize("words", [("--tz", "Mars/Olympus"), ("--tz", "../etc/passwd"), ("--date", "1815-06-18")])
def test_a_senseless_date_or_zone_is_named_as_the_option_it_is(tmp_path: Path, words: tuple[str, str]) -> None:
    """The files are not blamed for what the command line says."""
    ended = run_main("day", "check", write_mdrp(tmp_path / "day"), *words)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"nuantu: field {words[0]}: ")


def test_what_does_no_harm_is_read(tmp_path: Path) -> None:
    """CRLF, a byte-order mark, no last line end, columns in another order, a desktop's junk: the day is the same."""
    plain = read_mdrp(write_mdrp(tmp_path / "plain" / "day"))
    folder = write_mdrp(tmp_path / "other" / "day")
    (folder / ORDERS).write_bytes(b"\xef\xbb\xbf" + MDRP_TEXTS[ORDERS].replace("\n", "\r\n").encode())
    (folder / COURIERS).write_text(MDRP_TEXTS[COURIERS].rstrip("\n"))
    (folder / RESTAURANTS).write_text("y\trestaurant\tx\n20\tr1\t10\n40\tr2\t3e1\n")
    (folder / ".DS_Store").mkdir()
    (folder / "instance_summary.pdf").write_bytes(b"%PDF")

    assert read_mdrp(folder).digest == plain.digest


def test_pay_that_the_shipped_agreement_does_not_say_is_told(tmp_path: Path) -> None:
    """The day's source names the difference, since pay itself follows the agreement."""
    folder = write_mdrp(tmp_path / "day")
    swap("10\t15", "9.5\t15")(folder / PARAMETERS)

    assert read_mdrp(folder).info.source.endswith(
        "pays 9.5 an order and at least 15 an hour on duty, aims at 40 and allows 90 minutes click-to-door; "
        "the agreement mdrp-2018 says 10 and 15 instead")


def test_a_file_that_fails_while_it_is_read_is_said(tmp_path: Path) -> None:
    """An error of the system becomes a sentence with the system's own words."""
    folder = write_mdrp(tmp_path / "day")
    (folder / ORDERS).unlink()
    (folder / ORDERS).symlink_to(ORDERS)  # a link to itself

    with pytest.raises(InputError, match=r"orders.txt: the file cannot be read \(Too many levels of symbolic links\)"):
        read_mdrp(folder)


def test_a_file_that_may_not_be_read_is_said() -> None:
    """Missing rights are named as such; the administrator, who may read everything, reads as nobody here."""
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        folder = write_mdrp(Path(parent) / "day")
        (folder / ORDERS).chmod(0)
        user = os.geteuid()
        os.seteuid(user or 65_534)
        try:
            with pytest.raises(InputError, match=r"orders.txt: the file cannot be read \(Permission denied\)"):
                read_mdrp(folder)
        finally:
            os.seteuid(user)


MINUTE = st.integers(0, 2000)
PLACE = st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.6f}"))


@given(st.lists(st.tuples(PLACE, PLACE, MINUTE, MINUTE), min_size=1, max_size=20))
def test_written_values_are_the_values_read(tmp_path_factory: pytest.TempPathFactory,
                                            orders: list[tuple[float, float, int, int]]) -> None:
    """Whatever whole minutes and decimal places the file holds come back exactly."""
    folder = write_mdrp(tmp_path_factory.mktemp("mdrp") / "day")
    rows = [f"o{n}\t{x:.6f}\t{y:.6f}\t{placed}\tr1\t{placed + wait}\n" for n, (x, y, placed, wait) in enumerate(orders)]
    (folder / ORDERS).write_text(HEAD + "\n" + "".join(rows))

    day = read_mdrp(folder)

    minutes = (day.ints("orders", "placed_s") - day.info.begin_s) // 60
    waits = (day.ints("orders", "ready_s") - day.ints("orders", "placed_s")) // 60
    assert list(zip(day.floats("orders", "x_m"), day.floats("orders", "y_m"), minutes, waits, strict=True)) == orders


@pytest.mark.shared
def test_all_published_days_are_read_in_seconds(shared: Path) -> None:
    """168 days, sizes as published, none slower than a fifth of a second, all in a few seconds."""
    folders = sorted(path.parent for path in (shared / "data" / "mdrp").glob("*/orders.txt"))
    seconds, orders, couriers = [], {}, {}
    gc.collect()
    gc.freeze()  # what other tests left behind is not looked through while a day is read
    for folder in folders:
        begun = time.process_time()
        day = read_day(folder)
        seconds.append(time.process_time() - begun)
        seed = int(folder.name[0])
        if folder.name[1:5] == "o100":
            orders.setdefault(seed, set()).add(day.orders.num_rows)
            if "s1" in folder.name:
                couriers.setdefault(seed, set()).add(day.workers.num_rows)

    gc.unfreeze()
    assert len(folders) == 168
    assert orders == {seed: {count} for seed, count in O100_ORDERS.items()}
    assert couriers == {seed: {count} for seed, count in S1_COURIERS.items()}
    assert max(seconds) <= 0.2
    assert sum(seconds) <= 10


@pytest.mark.shared
def test_travel_of_a_published_day_is_in_whole_minutes_of_its_speed(shared: Path) -> None:
    """ceil(Euclid / metres per minute), as the published evaluator computes it."""
    day = read_day(shared / "data" / "mdrp" / "5o100t75s1p100")
    merchant = day.positions("orders", "merchant_id", "merchants")
    x, y = day.floats("merchants", "x_m")[merchant], day.floats("merchants", "y_m")[merchant]

    distance_m = day.travel.distance_m(x, y, day.floats("orders", "x_m"), day.floats("orders", "y_m"))

    dx, dy = day.floats("orders", "x_m") - x, day.floats("orders", "y_m") - y
    assert np.array_equal(day.travel.travel_s(distance_m), 60 * np.ceil(np.sqrt(dx**2 + dy**2) / 419).astype(np.int64))


@pytest.mark.shared
def test_forty_orders_of_twenty_two_days_are_ready_after_the_last_shift(shared: Path) -> None:
    """Orders that nobody can pick up are counted, not hidden."""
    late = []
    for path in (shared / "data" / "mdrp").glob("*/orders.txt"):
        day = read_day(path.parent)
        late.append(int((day.ints("orders", "ready_s") > day.ints("shifts", "off_s").max()).sum()))

    assert (len(late), sum(late), sum(count > 0 for count in late)) == (168, 40, 22)
