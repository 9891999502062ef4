"""A whole day, written."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_files
from nuantu.replay.city import generator
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import CityOptions
from nuantu.replay.reading import read_day


def test_a_written_city_is_a_valid_day(tmp_path: Path) -> None:
    """The reader of native days accepts it and finds what was asked for."""
    day = read_day(write_city(CityOptions(500, 3, dt.date(2026, 7, 1)), tmp_path / "day"))

    assert (day.orders.num_rows, day.info.date, day.info.rules, day.info.currency) == (
        500, dt.date(2026, 7, 1), "open", "CNY")
    assert (day.info.speed_m_per_h, day.info.detour_pm, day.info.travel_unit_s) == (20_000, 1300, 1)
    assert all(day.table(name) is not None for name in ("districts", "alerts", "compounds", "street_edges", "features"))


def test_the_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    """Two writings agree byte by byte; another seed does not."""
    first, again, other = (write_city(CityOptions(300, seed), tmp_path / name)
                           for seed, name in ((7, "a"), (7, "b"), (8, "c")))

    assert digest_files(first.iterdir()) == digest_files(again.iterdir())
    assert digest_files(first.iterdir()) != digest_files(other.iterdir())


@pytest.mark.parametrize("orders", [1, 2, 30])
def test_the_smallest_cities_are_days_too(tmp_path: Path, orders: int) -> None:
    """One order, one rider, and still a city around them."""
    day = read_day(write_city(CityOptions(orders, 1), tmp_path / "day"))

    assert day.orders.num_rows == orders
    assert day.workers.num_rows == CityOptions(orders, 1).rider_count


def test_orders_are_written_in_groups_while_progress_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With small groups there are several, and progress counts up to the end."""
    monkeypatch.setattr(generator, "ROWS_PER_GROUP", 200)
    told: list[int] = []
    folder = write_city(CityOptions(1000, 2), tmp_path / "day", told.append)

    assert told == sorted(told)
    assert told[-1] == 1000
    assert pq.ParquetFile(folder / "orders.parquet").num_row_groups == len(told) >= 3


def test_grouping_changes_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same in one group and in many."""
    whole = read_day(write_city(CityOptions(400, 2), tmp_path / "whole"))
    monkeypatch.setattr(generator, "ROWS_PER_GROUP", 50)

    assert read_day(write_city(CityOptions(400, 2), tmp_path / "pieces")).digest == whole.digest


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written and nothing is lost."""
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "letter.txt").write_text("dear")
    with pytest.raises(InputError):
        write_city(CityOptions(10, 1), tmp_path / "day")

    assert [path.name for path in tmp_path.iterdir()] == ["day"]
    assert [path.name for path in (tmp_path / "day").iterdir()] == ["letter.txt"]


def test_a_writing_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """An interrupt in the middle removes what was begun."""
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_city(CityOptions(10, 1), tmp_path / "day", stop)

    assert list(tmp_path.iterdir()) == []


def test_memory_hardly_grows_with_the_orders(tmp_path: Path) -> None:
    """Sixty thousand orders need at most 150 MB more than six hundred, each in a process of its own."""
    peaks = [_measure_peak_bytes(orders, tmp_path / str(orders)) for orders in (600, 60_000)]

    assert peaks[1] - peaks[0] < 150e6


def _measure_peak_bytes(orders: int, folder: Path) -> int:
    program = (
        "import sys; from pathlib import Path; from nuantu.replay.city.generator import write_city; "
        "from nuantu.replay.city.options import CityOptions; from tests.peak_memory import read_peak_bytes; "
        f"write_city(CityOptions({orders}, 1), Path(sys.argv[1])); "
        "print(read_peak_bytes())"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    return int(done.stdout)
