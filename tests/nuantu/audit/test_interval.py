"""Intervals in closed form come to the numbers of the textbooks, and say nothing of nothing."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pytest

from nuantu.audit.interval import Interval, differ, estimate_rate, estimate_ratio, estimate_share


def read(**values: ibis.Value) -> tuple[float | None, ...]:
    """The values of a row of expressions."""
    table = ibis.memtable(pa.table({"one": [1]})).select(**values)
    return tuple(ibis.duckdb.connect().to_pyarrow(table).to_pylist()[0].values())


def number(value: int) -> ibis.Value:
    """A whole number as a column."""
    return ibis.literal(value, "int64")


def spell(found: Interval) -> tuple[float | None, ...]:
    """Value and both ends, to six places."""
    told = read(value=found.value, low=found.low, high=found.high)
    return tuple(None if one is None else round(one, 6) for one in told)


@pytest.mark.parametrize(("cases", "size", "wanted"), [
    (30, 100, (0.3, 0.218949, 0.395849)), (0, 10, (0.0, 0.0, 0.277533)), (10, 10, (1.0, 0.722467, 1.0)),
    (0, 0, (None, None, None))])
def test_a_share_has_wilson_s_interval(cases: int, size: int, wanted: tuple[float | None, ...]) -> None:
    """Never below nothing nor above all."""
    assert spell(estimate_share(number(cases), number(size))) == wanted


@pytest.mark.parametrize(("cases", "size", "wanted"), [
    (8, 100, (0.08, 0.040538, 0.157877)), (0, 100, (0.0, 0.0, 0.038415)), (3, 0, (None, None, None))])
def test_a_rate_has_the_score_interval_of_a_count(
    cases: int, size: int, wanted: tuple[float | None, ...],
) -> None:
    """Several cases a thing are allowed."""
    assert spell(estimate_rate(number(cases), number(size))) == wanted


def test_a_ratio_knows_its_spread_over_units() -> None:
    """Three workers at 20, 30 and 40 an hour for equal hours; one worker alone shows no spread."""
    con = ibis.duckdb.connect()

    def measure(pay: list[int]) -> list[float | None]:
        hours = pa.array([10] * len(pay), pa.int64())
        table = ibis.memtable(pa.table({"pay": pa.array(pay, pa.int64()), "hours": hours}))
        row = con.to_pyarrow(estimate_ratio(table, "pay", "hours")).to_pylist()[0]
        return [None if row[name] is None else round(row[name], 4) for name in ("size", "value", "low", "high")]

    assert measure([200, 300, 400]) == [3, 30.0, 18.6841, 41.3159]
    assert measure([300, 300]) == [2, 30.0, 30.0, 30.0]
    assert measure([300]) == [1, 30.0, None, None]


def test_a_difference_is_as_sure_as_its_two_sides() -> None:
    """Square-and-add; a side without width adds nothing."""
    now = Interval(*(ibis.literal(value) for value in (0.3, 0.2, 0.4)))
    before = Interval(*(ibis.literal(value) for value in (0.5, 0.5, 0.5)))
    wide = Interval(*(ibis.literal(value) for value in (0.5, 0.425, 0.575)))

    assert spell(differ(now, before)) == (-0.2, -0.3, -0.1)
    assert spell(differ(now, wide)) == (-0.2, -0.325, -0.075)
