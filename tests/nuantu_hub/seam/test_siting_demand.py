"""Squares hold the waits and orders of a day, and nothing that points at fewer than five."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu_hub.seam.hand_day import carry, stand_there, write_day

from nuantu_hub.seam.reading import open_view
from nuantu_hub.seam.siting_demand import LEAST, SAMPLE_S, Square, gather_squares


def test_five_riders_who_wait_are_a_square_and_four_are_none(tmp_path: Path) -> None:
    riders = [stand_there(f"R{number}", 50, 50) for number in range(LEAST)]
    riders += [stand_there(f"S{number}", 250, 50) for number in range(LEAST - 1)]
    squares = gather_squares(open_view(write_day(tmp_path, riders, [])))

    assert squares == [Square(100.0, 100.0, LEAST * 600 // 60, 0)]
    assert 600 % SAMPLE_S == 0


def test_who_has_an_order_in_hand_does_not_wait(tmp_path: Path) -> None:
    riders = [stand_there(f"R{number}", 50, 50) for number in range(LEAST)]
    view = open_view(write_day(tmp_path, riders, [carry("o1", "R0", (50, 50), (350, 250))]))

    assert gather_squares(view) == []


def test_orders_count_where_they_begin_and_end(tmp_path: Path) -> None:
    orders = [carry(f"o{number}", f"R{number}", (50, 50), (350, 250)) for number in range(LEAST)]
    view = open_view(write_day(tmp_path, [], [*orders, carry("o9", "R9", (150, 150), (50, 50))]))

    assert gather_squares(view) == [Square(100.0, 100.0, 0, LEAST + 1), Square(700.0, 500.0, 0, LEAST)]


def test_a_rider_off_duty_or_not_yet_seen_counts_nowhere(tmp_path: Path) -> None:
    riders = [[f"R{number}", 0, 0, [[0, 0]], [0, 50, 50]] for number in range(LEAST)]
    riders += [[f"S{number}", 0, 0, [[0, 600]], [900, 50, 50]] for number in range(LEAST)]

    assert gather_squares(open_view(write_day(tmp_path, riders, []))) == []
