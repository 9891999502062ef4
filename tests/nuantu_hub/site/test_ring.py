"""The ring tells a worker's day truly: how far, where it was cut by rest, and what the limits are."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu_hub.site.ring import GAP_DEG, Break, DutyDay, draw_ring, draw_small_ring, list_arcs, point_at, tell_day

AT = datetime(2026, 11, 21, 2, 20, tzinfo=UTC)


def test_a_full_turn_is_the_stop_and_work_fills_its_share() -> None:
    assert list_arcs(DutyDay(21_600, stop_s=43_200)) == [(0.0, 180.0)]
    assert list_arcs(DutyDay(50_000, stop_s=43_200)) == [(0.0, 360.0)]
    assert list_arcs(DutyDay(0, stop_s=43_200)) == [(0.0, 0.0)]


def test_without_a_stop_a_full_turn_is_twelve_hours_or_the_reminder() -> None:
    assert DutyDay(0).full_s == 43_200
    assert DutyDay(0, reminder_s=50_000).full_s == 50_000


def test_a_break_cuts_a_gap_where_it_began() -> None:
    day = DutyDay(21_600, stop_s=43_200, breaks=(Break(10_800, 1_500, AT),))

    assert list_arcs(day) == [(0.0, 90 - GAP_DEG / 2), (90 + GAP_DEG / 2, 180.0)]


@given(st.integers(0, 60_000), st.lists(st.integers(0, 60_000), max_size=12))
def test_arcs_follow_each_other_and_never_run_past_what_was_worked(worked_s: int, after: list[int]) -> None:
    day = DutyDay(worked_s, 28_800, 43_200, breaks=tuple(Break(one, 600, AT) for one in after))
    ends = [edge for arc in list_arcs(day) for edge in arc]

    assert all(arc[0] <= arc[1] for arc in list_arcs(day))
    assert max(ends) <= min(360.0, 360 * worked_s / 43_200) + GAP_DEG
    assert "nan" not in draw_ring(day)


@pytest.mark.parametrize(("degrees", "place"), [(0, (195, 52)), (90, (295, 152)), (180, (195, 252)), (270, (95, 152))])
def test_angles_run_clockwise_from_the_top(degrees: float, place: tuple[float, float]) -> None:
    assert point_at(degrees, 100) == place


def test_the_ring_says_in_words_all_that_it_shows() -> None:
    day = DutyDay(24_480, 28_800, 43_200, 21_460, 26, (Break(6_000, 1_500, AT), Break(17_600, 3_300, AT)))

    assert tell_day(day) == "已工作 6小时48分，今天收入 ¥214.60，26 单，歇了 2 次共 1小时20分，8小时提醒，12小时停"
    drawn = draw_ring(day)
    assert [word for word in ("214.60", "6小时48分", "歇 25分", "歇 55分", "10:20", "8小时", "12小时")
            if word not in drawn] == []


def test_what_runs_past_the_stop_is_said_and_coloured() -> None:
    drawn = draw_ring(DutyDay(44_400, 28_800, 43_200))

    assert "过了上限 20分" in drawn
    assert 'class="worked over"' in drawn
    assert 'class="worked over"' in draw_small_ring(DutyDay(44_400, 28_800, 43_200))


def test_breaks_too_close_for_their_words_keep_only_the_longer_ones_words() -> None:
    day = DutyDay(24_480, stop_s=43_200, breaks=(Break(9_000, 600, AT), Break(9_500, 1_200, AT)))

    assert re.findall(r"歇 \d+分", draw_ring(day)) == ["歇 20分"]


def test_the_avatar_escapes_its_letter_and_has_its_size() -> None:
    small = draw_small_ring(DutyDay(3_600, stop_s=43_200, letter="<"), 28)

    assert 'width="28" height="28"' in small
    assert ">&lt;</text>" in small
