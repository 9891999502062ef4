"""Rings on a map: how full, how many, what is wrong; those that would cover one another stand together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nuantu_hub.stations.interfaces.plane import Frame
from nuantu_hub.stations.interfaces.station_map import (
    Mark,
    draw_arc,
    draw_mark,
    draw_marks,
    draw_reach,
    draw_scale,
    group_marks,
)

MARK = Mark("DH-1", "柳岸<驿站>", 500.0, 500.0, "?station=DH-1", 8, 10, is_open=True)


def test_a_ring_says_in_words_what_it_shows() -> None:
    assert MARK.words == "柳岸<驿站> 8 人"
    assert replace(MARK, people=None, trouble="broken").words == "柳岸<驿站> 人数不知道 有故障"
    assert replace(MARK, is_open=False).words == "柳岸<驿站> 没开"
    assert "柳岸&lt;驿站&gt;" in draw_mark(MARK, 1.0)


def test_a_ring_is_full_from_eight_tenths_on_and_empty_where_nobody_counts() -> None:
    assert (MARK.share, replace(MARK, people=25).share, replace(MARK, people=None).share) == (0.8, 1.0, 0.0)
    assert 'class="ring-mark full"' in draw_mark(MARK, 1.0)
    assert 'class="ring-mark"' in draw_mark(replace(MARK, people=7), 1.0)
    assert '<circle class="dot"' in draw_mark(replace(MARK, people=None), 1.0)
    assert ">–</text>" in draw_mark(replace(MARK, is_open=False), 1.0)
    assert 'class="badge watch"' in draw_mark(replace(MARK, trouble="watch"), 1.0)


def test_numbers_in_rings_are_thirteen_pixels_high_at_every_scale() -> None:
    for px in (0.5, 1.0, 4.0):
        assert f'font-size="{13 * px:.1f}"' in draw_mark(MARK, px)


def test_half_a_turn_ends_below_the_middle() -> None:
    assert draw_arc(0, 0, 10, 0.5) == "M0.0 -10.0A10.0 10.0 0 0 1 0.0 10.0"
    assert " 1 1 " in draw_arc(0, 0, 10, 0.75)


def test_rings_that_would_cover_one_another_stand_together_and_the_chosen_one_never_does() -> None:
    near = [replace(MARK, code=f"DH-{number}", x=500.0 + 10 * number) for number in range(3)]
    far = replace(MARK, code="DH-9", x=900.0)

    alone, groups = group_marks([*near, far], 1.0)
    assert [mark.code for mark in alone] == ["DH-9"]
    assert [[mark.code for mark in group] for group in groups] == [["DH-0", "DH-1", "DH-2"]]
    alone, groups = group_marks([*near, far], 1.0, keep="DH-1")
    assert [mark.code for mark in alone] == ["DH-1", "DH-9"]
    alone, groups = group_marks([*near, far], 0.1)
    assert groups == []


def test_a_map_draws_what_its_frame_holds_and_the_chosen_one_on_top() -> None:
    marks = [replace(MARK, code=f"DH-{number}", x=100.0 * number, people=number) for number in range(12)]
    drawing = draw_marks(marks, Frame(0, 0, 1_000, 1_000), 500, "DH-3")

    assert re.findall(r'data-code="([^"]+)"', drawing)[-1] == "DH-3"
    assert 'data-code="DH-11"' not in drawing
    assert draw_marks(marks, Frame(0, 0, 1_000, 1_000), 50, "").count("cluster") >= 1


@pytest.mark.parametrize(("width", "words"), [(1_000, "200 米"), (9_000, "2 公里")])
def test_the_scale_says_how_long_it_is(width: float, words: str) -> None:
    assert words in draw_scale(Frame(0, 0, width, width), 500)


def test_ten_minutes_on_foot_are_seven_hundred_metres() -> None:
    drawing = draw_reach(MARK, Frame(0, 0, 1_000, 1_000), 500, 10)

    assert 'r="700"' in drawing
    assert "步行 10 分" in drawing
