"""How many are inside, how old the number is, and what of it everybody may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.nuantu_hub.queries import CaptureQueriesContext
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, let_count

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.occupancy import Occupancy, read_occupancies, read_occupancy

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.mark.parametrize(("people", "seats", "told"), [
    (0, 16, (0, 16, 16)), (1, 16, (None, 15, 12)), (4, 16, (None, 12, 12)), (5, 16, (5, 11, 11)), (18, 16, (18, 0, 0)),
    (3, None, (None, None, None)), (7, None, (7, None, None)), (2, 3, (None, 1, 0)),
])
def test_small_numbers_are_held_back_and_cannot_be_worked_out_from_the_seats(
    people: int, seats: int | None, told: tuple[int | None, int | None, int | None],
) -> None:
    inside = Occupancy(people, seats, MOMENT)

    assert (inside.public_people, inside.free, inside.public_free) == told


def test_a_number_is_of_this_moment_for_five_minutes() -> None:
    assert [Occupancy(3, 16, MOMENT - timedelta(seconds=age)).is_fresh for age in (0, 300, 301)] == [True, True, False]


def test_where_no_door_counts_there_is_no_number(district: Unit) -> None:
    counting, silent = build_station(district), build_station(district, "DH-002")
    let_count(counting, people=7)

    assert read_occupancy(silent) is None
    assert read_occupancy(counting) == Occupancy(7, 16, MOMENT)


def test_many_are_read_with_one_question(district: Unit) -> None:
    stations = [build_station(district, f"DH-{number}") for number in range(30)]
    for station in stations:
        let_count(station)
    with CaptureQueriesContext(connection) as asked:
        assert len(read_occupancies(stations)) == 30
    assert len(asked) == 1
