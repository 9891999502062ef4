"""The picture of groups: near is near, every dot inside, the same told as a table."""

from __future__ import annotations

import re

from tests.nuantu_hub.needs.interfaces.test_opinion_told import make_result

from nuantu_hub.needs.interfaces.opinion_map import HEIGHT, WIDTH, chart_groups, draw_map
from nuantu_hub.needs.interfaces.opinion_told import ResultTold

DOT = re.compile(r'<circle class="dot ([a-z-]+)" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"')


def test_dots_lie_inside_keep_their_sides_and_grow_with_people() -> None:
    dots = [(look, float(x), float(y), float(r)) for look, x, y, r in DOT.findall(draw_map(ResultTold(make_result())))]
    assert len(dots) == 4
    assert all(r <= x <= WIDTH - r and r <= y <= HEIGHT - r for _look, x, y, r in dots)
    ours, theirs = [dot for dot in dots if dot[0] == "group-a"], [dot for dot in dots if dot[0] == "group-b"]
    assert max(dot[1] for dot in theirs) < min(dot[1] for dot in ours)
    assert max(ours, key=lambda dot: dot[3]) == ours[0]


def test_the_table_says_what_the_picture_shows() -> None:
    chart = chart_groups(ResultTold(make_result()))
    assert chart.rows == [("甲", 30, "71%", "稳", "一句话"), ("乙", 12, "29%", "大体稳", "一句话")]
    assert f'aria-label="{chart.sentence}"' in chart.drawing


def test_a_small_group_has_no_number_in_picture_or_table() -> None:
    chart = chart_groups(ResultTold(make_result(sizes={"0": 33, "1": 9})))
    assert chart.rows[1][:3] == ("乙", "不到 10 人", "—")
    assert "9 人" not in chart.drawing


def test_points_on_one_spot_and_no_points_are_drawn() -> None:
    one = make_result(picture={"points": [{"x": 0.5, "y": 0.5, "voters": 42, "group": 0}]})
    assert DOT.findall(draw_map(ResultTold(one)))[0][1:3] == (f"{WIDTH / 2:.1f}", f"{HEIGHT / 2:.1f}")
    assert DOT.findall(draw_map(ResultTold(make_result(picture={"points": []})))) == []
