"""The scene of a demonstration: one file, one seed, one moment."""

from __future__ import annotations

from datetime import date, datetime

from tests.nuantu_hub.people.organising_cast import MOMENT

from nuantu_hub.people.domain.seed_scene import Scene, draw_name, standing_at
from nuantu_hub.site.clock import now


def test_days_and_moments_are_of_the_clock_on_the_wall() -> None:
    scene = Scene(MOMENT)
    assert (scene.today, scene.day(-21)) == (date(2026, 11, 21), date(2026, 10, 31))
    assert scene.at(-1, 9, 30) == datetime.fromisoformat("2026-11-20T09:30+08:00")


def test_tokens_and_names_come_again() -> None:
    one, other = Scene(MOMENT), Scene(MOMENT)
    assert one.token("visit", 1) == other.token("visit", 1) != one.token("visit", 2)
    assert [draw_name(one) for _turn in range(5)] == [draw_name(other) for _turn in range(5)]


def test_standing_at_a_moment_ends_where_it_began() -> None:
    with standing_at(MOMENT):
        assert now() == MOMENT
    assert now() != MOMENT
