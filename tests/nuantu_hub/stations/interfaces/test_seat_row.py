"""One square a seat: taken, free, too many, and a number that is held back."""

from __future__ import annotations

import re
from collections import Counter

from nuantu_hub.stations.interfaces.seat_row import MOST, draw_seats, say_few, say_seats


def count_squares(drawing: str) -> dict[str, int]:
    return dict(Counter(re.findall(r'<rect class="(\w+)"', drawing)))


def test_each_seat_is_a_square_and_each_person_fills_one() -> None:
    assert count_squares(draw_seats(7, 16)) == {"taken": 7, "free": 9}
    assert 'viewBox="0 0 506 26"' in draw_seats(7, 16)
    assert say_seats(7, 16) == "现在 7 人，可容 16 人，空位 9"
    assert say_seats(7, None) == "现在 7 人"


def test_more_than_sixteen_stand_in_even_rows() -> None:
    drawing = draw_seats(3, 20)

    assert count_squares(drawing) == {"taken": 3, "free": 17}
    assert 'viewBox="0 0 314 58"' in drawing  # two rows of ten


def test_people_beyond_the_seats_are_shown_as_such() -> None:
    assert count_squares(draw_seats(12, 10)) == {"taken": 10, "over": 2}


def test_a_held_back_number_marks_seats_without_saying_how_many_are_taken() -> None:
    assert count_squares(draw_seats(0, 16, 4)) == {"maybe": 4, "free": 12}
    assert say_few(4, 16) == "现在不到 5 人，可容 16 人，空位至少 12"


def test_a_hall_is_a_bar_and_not_hundreds_of_squares() -> None:
    assert count_squares(draw_seats(30, MOST + 36)) == {"free": 1, "taken": 1}
    assert count_squares(draw_seats(120, MOST + 36)) == {"free": 1, "over": 1}
