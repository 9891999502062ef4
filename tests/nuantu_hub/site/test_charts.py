"""Charts draw what they are given, in place, and never without sentence and table."""

from __future__ import annotations

import re

from django.template import engines

from nuantu_hub.site.charts import (
    LETTER,
    WIDTH,
    Axis,
    Bar,
    Bin,
    Chart,
    Limit,
    Multiple,
    draw_bars,
    draw_chart,
    draw_columns,
    draw_distribution,
    draw_multiples,
    draw_trend,
)


def _numbers(name: str, drawn: str) -> list[float]:
    return [float(value) for value in re.findall(rf'<rect class="of-\w+-fill"[^>]* {name}="([\d.]+)"', drawn)]


def test_lying_bars_are_measured_by_the_longest_or_by_a_whole() -> None:
    bars = [Bar("甲", 1, "1"), Bar("乙", 4, "4")]

    assert re.findall(r'class="part" width="([\d.]+)"', draw_bars(bars)) == ["25.00", "100.00"]
    assert re.findall(r'class="part" width="([\d.]+)"', draw_bars(bars, of=8)) == ["12.50", "50.00"]


def test_columns_are_as_high_as_their_values() -> None:
    heights = _numbers("height", draw_columns([Bar("一", 5, "5"), Bar("二", 10, "10"), Bar("三", 0, "0")], "三天"))

    assert heights[0] * 2 == heights[1]
    assert heights[2] == 0


def test_words_above_the_last_column_stay_inside_the_drawing() -> None:
    drawn = draw_columns([*(Bar("", 1, "") for _ in range(11)), Bar("", 9, "25,226")], "十二周")
    beside = next(float(one) for one in re.findall(r'class="ink" x="([0-9.]+)"[^>]*>25,226', drawn))
    assert beside == WIDTH - LETTER * len("25,226")



def test_a_distribution_keeps_bins_and_limits_on_one_axis() -> None:
    axis = Axis(20, 40, [(20, "20"), (40, "40")])
    drawn = draw_distribution([Bin(20, 30, 2), Bin(30, 40, 4, "broken")], axis, [Limit(30, "下限 ¥30")], "分布")

    assert _numbers("x", drawn) == [8.8, 170.8]
    assert 'd="M170.0 ' in drawn
    assert "下限 ¥30" in drawn
    assert axis.place(1_000) == axis.place(40)


def test_nothing_to_draw_is_still_a_drawing() -> None:
    empty = [draw_bars([]), draw_columns([], "无"), draw_trend([], "无"), draw_multiples([]),
             draw_distribution([], Axis(0, 0, []), [], "无")]

    assert all(one.startswith("<") for one in empty)


def test_small_multiples_share_one_scale() -> None:
    drawn = draw_multiples([Multiple("甲", (0, 10), "10"), Multiple("乙", (0, 5), "5")])
    ends = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]

    assert ends[0] < ends[1]


def test_a_chart_has_its_sentence_above_and_its_table_beneath() -> None:
    chart = Chart("两人里一人过线", draw_trend([1, 2], "<线>"), ["人", "元"], [("甲", "1"), ("乙", "2")])
    shown = engines["django"].from_string("{% chart one %}").render({"one": chart})

    assert shown == draw_chart(chart)
    assert shown.index("两人里一人过线") < shown.index("<svg") < shown.index("<table")
    assert '<th scope="row">乙</th><td class="number">2</td>' in shown
    assert 'aria-label="&lt;线&gt;"' in shown
