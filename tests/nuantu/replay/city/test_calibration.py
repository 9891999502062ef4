"""The generated day against published statistics."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import numpy as np
import pytest
from tests.conftest import ROOT

from nuantu.replay.city.calibration import STATISTICS, Measured, measure_city, take_sample, write_rows
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import CityOptions
from nuantu.replay.reading import read_day


@pytest.fixture(scope="module", params=[7, 8])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city of 6,000 orders, by two seeds."""
    return write_city(CityOptions(6000, request.param), tmp_path_factory.mktemp("city") / "day")


def test_every_statistic_lies_in_its_band(city: Path) -> None:
    """Published figures and our own assumptions alike."""
    outside = [(figure.statistic.key, figure.value) for figure in measure_city(city) if not figure.within]

    assert outside == []


def test_the_sample_agrees_with_the_day_that_the_reader_gives(city: Path) -> None:
    """Counts, mean distance and mean preparation, computed another way."""
    sample, day = take_sample(city), read_day(city)
    at = day.positions("orders", "merchant_id", "merchants")
    far = np.hypot(day.floats("orders", "x_m") - day.floats("merchants", "x_m")[at],
                   day.floats("orders", "y_m") - day.floats("merchants", "y_m")[at])
    prep = day.ints("orders", "ready_s") - day.ints("orders", "placed_s")

    assert (sample.orders, sample.riders, sample.merchants) == (
        day.orders.num_rows, day.workers.num_rows, day.merchants.num_rows)
    assert float(sample.distance_m.mean()) == pytest.approx(float(far.mean()))
    assert float(sample.prep_s.mean()) == pytest.approx(float(prep.mean()))


def test_a_figure_outside_its_band_is_told() -> None:
    """The band decides, edges included."""
    known = STATISTICS[0]

    assert [Measured(known, value).within for value in (known.low, known.high, known.high + 0.01)] == [
        True, True, False]
    assert write_rows([Measured(known, 99.0)])[0][-2:] == ("99.0 %", "✗")


def test_a_figure_that_nobody_published_says_so() -> None:
    """Marks and published figures agree."""
    assert all((known.published == "—") == (known.mark == "ours") for known in STATISTICS)
    assert len({known.key for known in STATISTICS}) == len(STATISTICS)


def test_the_page_shows_what_the_generator_gives() -> None:
    """docs/city.md holds the table that its tool writes today, to a hundredth of each figure.

    Exponentials of another processor differ in their last bit, and a draw that falls on the other side of a border
    moves what is drawn after it: so much, and no more, may differ between machines.
    """
    spec = importlib.util.spec_from_file_location("describe_city", ROOT / "tools" / "describe_city.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = {row[1]: row for row in _read_rows((ROOT / "docs" / "city.md").read_text(encoding="utf-8"))}
    written = _read_rows(tool.write_table())

    assert len(written) > 10
    for row in written:
        shown = page[row[1]]
        assert (shown[:6], shown[7:]) == (row[:6], row[7:])
        assert _read_figure(shown[6]) == pytest.approx(_read_figure(row[6]), rel=0.01)


def _read_rows(text: str) -> list[list[str]]:
    """The cells of a page's rows of figures."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [row for row in rows if len(row) == 9 and row[1] != "Statistic" and re.match(r"[-+]?[0-9]", row[6])]


def _read_figure(cell: str) -> float:
    found = re.match(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?", cell)
    assert found is not None
    return float(found[0].replace(",", ""))
