"""Wishes of workers, and what clauses make of them."""

from __future__ import annotations

import dataclasses
from typing import Any

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.small_day import make_table
from tests.nuantu.replay.tiny_city import BEGIN_S, NOON_S, make_city, order, shift, worker

from nuantu.dispatch.lowering import lower
from nuantu.replay.wishes import ANY_M, Wishes

SLOT = ("rest_slot", NOON_S, NOON_S + 600, None)


def make_wishes(rows: list[tuple[Any, ...]], *clauses: Any) -> Wishes:
    """Wishes (worker, component, from, to, metres) of two workers, set when the day begins."""
    day = make_city([order(0)], [worker(0), worker(1)], [shift(0, 0)])
    table = make_table("preferences", [
        dict(zip(("preference_id", "worker_id", "component", "from_s", "to_s", "distance_m"),
                 (f"p{number}", f"W{who}", *rest), strict=True)) for number, (who, *rest) in enumerate(rows)])
    day = dataclasses.replace(day, preferences=table)
    return Wishes(day, lower(clauses, day.workers, day.info.tz, day.info.date), BEGIN_S)


def test_a_slot_holds_from_its_first_second_to_its_last() -> None:
    """From noon to ten past, the end not included; the other worker is free."""
    wishes = make_wishes([(1, *SLOT)], build_clause("self_rest_slot", "S", notice=3600))

    assert [wishes.blocks(NOON_S + at_s).tolist() for at_s in (-1, 0, 599, 600)] == [
        [-1, -1], [-1, 0], [-1, 0], [-1, -1]]


def test_a_slot_set_too_late_or_beyond_the_number_of_the_day_binds_nobody() -> None:
    """Noon is twelve hours after the begin of the day; the second slot is one too many."""
    late = make_wishes([(0, *SLOT)], build_clause("self_rest_slot", "S", notice=12 * 3600 + 1))
    many = make_wishes([(0, "rest_slot", NOON_S - 600, NOON_S, None), (0, *SLOT)],
                       build_clause("self_rest_slot", "S", notice=0, slots=1))

    assert late.blocks(NOON_S).tolist() == [-1, -1]
    assert many.blocks(NOON_S - 1).tolist() == [0, -1]
    assert many.blocks(NOON_S).tolist() == [-1, -1]


def test_the_last_distance_holds_in_its_window_and_never_below_the_least() -> None:
    """The first worker wants two kilometres, then one until noon; never less than 1,500 m is obeyed."""
    rows = [(0, "max_distance", None, None, 2000), (0, "max_distance", None, NOON_S, 1000)]
    wishes = make_wishes(rows, build_clause("preference_constraints", "P", honoured=frozenset({"max_distance"}),
                                            least=1500))

    most, clause = wishes.farthest_m(NOON_S - 1)
    assert (most.tolist(), clause.tolist()) == ([1500, ANY_M], [0, -1])
    assert wishes.farthest_m(NOON_S)[0].tolist() == [ANY_M, ANY_M]


def test_a_wish_counts_only_after_its_notice() -> None:
    """Set at midnight, with notice of an hour it counts from one o'clock."""
    wishes = make_wishes([(0, "max_distance", None, None, 2000)],
                         build_clause("preference_constraints", "P", honoured=frozenset({"max_distance"}), notice=3600))

    assert wishes.farthest_m(BEGIN_S + 3599)[0][0] == ANY_M
    assert wishes.farthest_m(BEGIN_S + 3600)[0][0] == 2000
