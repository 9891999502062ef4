"""Histograms lose nobody, and each has its table."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from nuantu.report.charts import Axis, Bar, Mark, cut_bins, draw_histogram, draw_table

AXIS = Axis(0, 10, (0, 5), ("小时", "h"))


@given(st.lists(st.integers(-10_000, 10_000), min_size=1), st.integers(1, 500), st.integers(-500, 500))
def test_bins_hold_every_value_once_and_have_the_start_as_an_edge(values: list[int], width: int, start: int) -> None:
    """Without gaps, each value inside its own bin."""
    bins = cut_bins(values, width, start)

    assert sum(count for _, _, count in bins) == len(values)
    assert all((low - start) % width == 0 and high - low == width for low, high, _ in bins)
    assert all(bins[i][1] == bins[i + 1][0] for i in range(len(bins) - 1))
    for low, high, count in bins:
        assert count == sum(low <= value < high for value in values)


def test_no_values_make_no_bins() -> None:
    """An empty day draws an empty chart."""
    assert cut_bins([], 10, 0) == []


def test_bars_are_as_tall_as_their_counts_and_hollow_parts_stand_on_top() -> None:
    """Half the count, half the height; a part of a bar may be an outline."""
    bars = [Bar(0, 1, 10), Bar(1, 2, 5), Bar(2, 3, 10, hollow=10)]
    drawn = ElementTree.fromstring(draw_histogram(bars, AXIS, [], "h"))
    heights = [(rect.get("class"), float(rect.get("height", "0"))) for rect in drawn.iter("rect")]

    assert [kind for kind, _ in heights] == ["bar worker", "bar worker", "bar hollow"]
    assert heights[1][1] * 2 == heights[0][1]
    assert abs(heights[2][1] - heights[0][1]) <= 0.5


def test_marks_are_labelled_in_both_languages_and_the_chart_is_named() -> None:
    """The limit is readable, not only a line."""
    text = draw_histogram([], AXIS, [Mark(8, ("8 小时提醒", "8 h reminder"), "watch", dashed=True)], "h-hours")

    assert 'aria-labelledby="h-hours"' in text
    assert re.findall(r'lang="(\w+)"[^>]*>(8[^<]*)', text) == [("zh", "8 小时提醒"), ("en", "8 h reminder")]
    assert 'stroke-dasharray="4 3"' in text


def test_a_table_has_heads_a_caption_and_row_heads() -> None:
    """A screen reader can walk it."""
    text = draw_table((("时", "hour"), ("人", "riders")), [["0–1 h", "3"]], ("工作时间", "Hours"))

    assert text.count('scope="col"') == 2
    assert '<th scope="row">0–1 h</th><td>3</td>' in text
    assert "<caption" in text
