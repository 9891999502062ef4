"""The strict checker finds each planted fault and none in a true solution."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.oracles.mdrp_rules import check_solution

ASSIGNMENTS = "solution_info_assignments.txt"
ORDERS = "solution_info_orders.txt"
COURIERS = "solution_info_couriers.txt"


@pytest.fixture
def day(tmp_path: Path) -> tuple[Path, Path]:
    """One restaurant 3.2 km (10 min) from the courier; o1 is 5 min and o2 10 min beyond, on one line."""
    instance, solution = tmp_path / "day", tmp_path / "out"
    instance.mkdir()
    solution.mkdir()
    (instance / "restaurants.txt").write_text("restaurant\tx\ty\nr1\t3200\t0\nr2\t0\t3200\n")
    (instance / "orders.txt").write_text(
        "order\tx\ty\tplacement_time\trestaurant\tready_time\n"
        "o1\t4800\t0\t0\tr1\t12\no2\t6400\t0\t2\tr1\t10\no3\t0\t0\t5\tr2\t400\n")
    (instance / "couriers.txt").write_text("courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t0\t60\n")
    (instance / "instance_parameters.txt").write_text(
        "meters_per_minute\ta\tb\tc\td\te\tf\n320\t4\t4\t40\t90\t10\t15\n")
    (solution / ASSIGNMENTS).write_text("assignment_time pickup_time courier orders\n2 12 c1 o1 o2\n")
    (solution / ORDERS).write_text(
        "order placement_time ready_time pickup_time dropoff_time courier\n"
        "o1 0 12 12 21 c1\no2 2 10 12 30 c1\no3 5 400 nan nan nan\n")
    (solution / COURIERS).write_text(
        "courier departure_time origin destination\nc1 0 0 r1\nc1 14 r1 o1\nc1 23 o1 o2\n")
    return instance, solution


def test_a_true_solution_has_no_fault(day: tuple[Path, Path]) -> None:
    """A bundle of two, and a meal that is ready only after the last shift."""
    assert check_solution(*day) == []


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "assigned before placed": (ASSIGNMENTS, lambda t: t.replace("2 12 c1", "1 12 c1")),
    "assigned after pick-up": (ASSIGNMENTS, lambda t: t.replace("2 12 c1", "13 12 c1")),
    "in two assignments": (ASSIGNMENTS, lambda t: t + "2 12 c1 o2\n"),
    "unknown order": (ASSIGNMENTS, lambda t: t.replace("o2", "o9")),
    "two restaurants in a load": (ASSIGNMENTS, lambda t: t.replace("o1 o2", "o1 o2 o3")),
    "fraction of a minute": (ASSIGNMENTS, lambda t: t.replace("2 12 c1", "2.5 12 c1")),
    "pick-up before ready": (ASSIGNMENTS, lambda t: t.replace("2 12 c1", "2 11 c1")),
    "order left out": (ORDERS, lambda t: t.replace("o3 5 400 nan nan nan\n", "")),
    "order twice": (ORDERS, lambda t: t + "o3 5 400 nan nan nan\n"),
    "delivered in one file only": (ORDERS, lambda t: t.replace("o2 2 10 12 30 c1", "o2 2 10 nan nan nan")),
    "dropped on arrival without service": (ORDERS, lambda t: t.replace("12 21 c1", "12 19 c1")),
    "dropped too early after": (ORDERS, lambda t: t.replace("12 30 c1", "12 29 c1")),
    "other pick-up in each file": (ORDERS, lambda t: t.replace("o1 0 12 12", "o1 0 12 13")),
    "another ready time": (ORDERS, lambda t: t.replace("o1 0 12", "o1 0 11")),
    "another header": (ORDERS, lambda t: t.replace("dropoff_time", "drop_time")),
    "no service before pick-up": (COURIERS, lambda t: t.replace("c1 0 0 r1", "c1 1 0 r1")),
    "leaves without service": (COURIERS, lambda t: t.replace("c1 14 r1", "c1 13 r1")),
    "leaves late": (COURIERS, lambda t: t.replace("c1 14 r1", "c1 15 r1")),
    "jumps": (COURIERS, lambda t: t.replace("c1 0 0 r1\n", "")),
    "diverts with the load": (COURIERS, lambda t: t.replace("c1 23 o1 o2", "c1 23 o1 r2\nc1 40 r2 o2")),
    "moves before the shift": (COURIERS, lambda t: t.replace("c1 0 0 r1", "c1 -1 0 r1")),
    "visits a customer with nothing": (COURIERS, lambda t: t + "c1 40 o2 o3\n"),
    "moves apart": (COURIERS, lambda t: t + "c1 32 o1 r1\n"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found(day: tuple[Path, Path], name: str) -> None:
    """One change of one file is enough to be named."""
    file, spoil = FAULTS[name]
    path = day[1] / file
    before = path.read_text()
    path.write_text(spoil(before))

    assert path.read_text() != before
    assert check_solution(*day) != []


def test_a_pickup_after_the_shift_is_found(day: tuple[Path, Path]) -> None:
    """The shift ends a minute before the pick-up."""
    couriers = day[0] / "couriers.txt"
    couriers.write_text(couriers.read_text().replace("\t60", "\t11"))

    assert any("went off" in fault for fault in check_solution(*day))
