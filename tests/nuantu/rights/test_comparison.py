"""Owed against paid: at the finest that the slip allows, and nothing counted twice or lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nuantu.rights.comparison import ANY, Spot, compare, read_slip, sum_entries
from nuantu.rights.own_copy import SlipLine

DAYS = ("2026-11-20", "2026-11-21", "2026-12-01")


def owe(day: str, order: str | None, component: str, minor: int) -> dict[str, Any]:
    """One row of an owed ledger, only what a comparison looks at."""
    return {"period": day, "order_id": order, "component": component, "account": "worker_pay", "amount_minor": minor,
            "clause_id": "c"}


def pay(period: str, order: str | None, component: str, minor: int) -> SlipLine:
    """One amount of a slip."""
    return SlipLine(period, order, component, minor, None, "worker_pay", "payslips.csv:2")


def test_amounts_are_compared_where_the_coarsest_row_stands() -> None:
    """By order where the slip has the order, by day where it has the day, by month where only the month."""
    slip, _ = read_slip([pay("2026-11-20", "A1", "base", 1), pay("2026-11-20", None, "weather", 1),
                         pay("2026-12", None, "total", 1)])
    assert slip.place("2026-11-20", "A1", "base", "worker_pay") == Spot("2026-11-20", "A1", "base", "worker_pay")
    assert slip.place("2026-11-20", "A1", "weather", "worker_pay") == Spot("2026-11-20", None, "weather", "worker_pay")
    assert slip.place("2026-12-01", "B1", "base", "worker_pay") == Spot("2026-12", None, ANY, "worker_pay")
    assert slip.place("2026-12-01", "B1", "premium", "injury_premium").component == "premium"


def test_a_total_of_an_order_that_is_the_only_word_on_it_counts() -> None:
    """And with it nothing else is compared for the order."""
    slip, wrong = read_slip([pay("2026-11-20", "A1", "total", 900)])
    entries = compare([owe("2026-11-20", "A1", "base", 600), owe("2026-11-20", "A1", "weather", 300)], slip,
                      unknown={}, delivered={"A1": "2026-11-20"}, days=["2026-11-20"])
    assert [(one.spot.component, one.owed_minor, one.paid_minor, one.answer) for one in entries] == [
        (ANY, 900, 900, "even")]
    assert wrong == ()


ORDERS = st.sampled_from(["A1", "A2", None])
COMPONENTS = st.sampled_from(["base", "weather", "floor_topup"])
ROWS = st.lists(st.tuples(st.sampled_from(DAYS), ORDERS, COMPONENTS, st.integers(1, 5000)), max_size=12)
SLIPS = st.lists(st.tuples(st.sampled_from([*DAYS, "2026-11", "2026-12"]), ORDERS,
                           st.sampled_from(["base", "weather", "floor_topup", "total", "deduction", "bonus"]),
                           st.integers(-500, 5000)), max_size=12)


@given(ROWS, SLIPS)
def test_every_owed_amount_is_compared_once(rows: list[Any], slips: list[Any]) -> None:
    """Whatever the slip looks like, the owed amounts of all comparisons add up to what is owed, and the identity
    owed - paid = missing - over holds for what is known."""
    owed = [owe(*row) for row in rows]
    lines = [pay(*line) for line in slips if not (len(line[0]) == 7 and line[1])]
    slip, _ = read_slip(lines)
    entries = compare(owed, slip, unknown={}, delivered={"A1": DAYS[0], "A2": DAYS[1]}, days=DAYS)
    assert sum(row["amount_minor"] for one in entries for row in one.owed_lines) == sum(row[3] for row in rows)
    assert len({one.spot for one in entries}) == len(entries)
    sums = sum_entries(entries, "worker_pay")
    assert sums["owed_minor"] - sums["paid_minor"] == sums["missing_minor"] - sums["over_minor"]


@given(ROWS)
def test_a_slip_that_says_what_is_owed_leaves_nothing_missing(rows: list[Any]) -> None:
    """Line by line, and also as totals of days or of months."""
    owed = [owe(*row) for row in rows]
    by_line = [pay(row[0], row[1], row[2], row[3]) for row in rows]
    for lines in (by_line, sum_up(rows, 10), sum_up(rows, 7)):
        entries = compare(owed, read_slip(lines)[0], unknown={}, delivered={"A1": DAYS[0], "A2": DAYS[1]}, days=DAYS)
        assert {one.answer for one in entries} <= {"even"}


def sum_up(rows: list[Any], length: int) -> list[SlipLine]:
    """One total a day (10) or a month (7)."""
    totals: dict[str, int] = {}
    for day, _, _, minor in rows:
        totals[day[:length]] = totals.get(day[:length], 0) + minor
    return [pay(period, None, "total", minor) for period, minor in totals.items()]
