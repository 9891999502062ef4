"""The drawing of offers: one line a side, the way between them, words only where there is room for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from nuantu_hub.bargaining.interfaces.step_sheet import Column, Measure, draw_steps, list_ticks

START = datetime(2026, 11, 7, tzinfo=UTC)
MONEY = Measure("minor_per_order")


def column(place: int, by: int | None, *stands: int | None, ends: tuple[bool, bool] = (False, False)) -> Column:
    """A step on a day of its own."""
    return Column(START + timedelta(days=place), f"第 {place + 1} 版", by, (stands[0], stands[1]), ends)


CLOSING = [column(0, 0, 200, None), column(1, 1, 200, 30), column(2, 0, 150, 30), column(3, 1, 150, 80)]


def read(columns: list[Column], *, narrow: bool = False, measure: Measure = MONEY) -> ElementTree.Element:
    """The drawing as an element; it has no style of its own."""
    drawn = draw_steps(columns, measure, "一句话 & <b>", narrow=narrow)
    assert "style=" not in drawn
    return ElementTree.fromstring(drawn)


def list_words(drawn: ElementTree.Element) -> list[str]:
    """Every word of a drawing."""
    return [one.text or "" for one in drawn.iter("text")]


def test_each_side_steps_where_it_put_a_version_and_the_gap_is_said() -> None:
    drawn = read(CLOSING)
    lines = {one.get("class"): one.get("d") or "" for one in drawn.iter("path")}
    assert lines["steps-line worker"].count("V") == 3
    assert len(set(lines["steps-line worker"].split("V"))) == 3 + 1
    assert lines["steps-line slate"].startswith("M")
    assert drawn.get("aria-label") == "一句话 & <b>"
    assert len([one for one in drawn.iter("rect") if one.get("class") == "steps-gap"]) == 3
    words = list_words(drawn)
    assert [one for one in words if one.startswith("相差")] == ["相差 ¥1.70/单", "相差 ¥1.20/单", "相差 ¥0.70/单"]
    assert {"¥2.00/单", "¥1.50/单", "¥0.30/单", "¥0.80/单", "第 4 版", "11月10日"} <= set(words)


def test_the_higher_line_has_its_words_above_it() -> None:
    drawn = read(CLOSING, narrow=True)
    places = {one.text: float(one.get("y", "0")) for one in drawn.iter("text")}
    heights = {float(one.get("cx", "0")): float(one.get("cy", "0")) for one in drawn.iter("circle")}
    first, second = (heights[place] for place in sorted(heights)[:2])
    assert places["¥2.00/单"] < first
    assert places["¥0.30/单"] > second


def test_an_agreement_is_one_line_of_both() -> None:
    drawn = read([*CLOSING[:2], Column(START + timedelta(days=5), "一致", None, (30, 30))])
    kept = [one for one in drawn.iter("path") if one.get("class") == "steps-line kept"]
    assert (len(kept), len(list(drawn.iter("rect")))) == (1, 1)


def test_a_line_that_ended_breaks_off_and_one_number_stands_in_the_middle() -> None:
    drawn = read([column(0, 0, 100, None, ends=(True, False)), column(1, 1, None, 100), column(2, 0, 100, 100)])
    worker = next(one.get("d") or "" for one in drawn.iter("path") if one.get("class") == "steps-line worker")
    assert worker.count("M") == 2
    assert {one.get("cy") for one in drawn.iter("circle")} == {"92.0"}


def test_many_versions_keep_their_words_apart_on_a_phone() -> None:
    many = [column(place, place % 2, 200 - place, 20 + place if place else None) for place in range(30)]
    foot = [float(one.get("x", "0")) for one in read(many, narrow=True).iter("text") if one.get("y") == "198"]
    assert all(right - left > 45 for left, right in pairwise(foot))
    assert "第 30 版" in list_words(read(many, narrow=True))


@pytest.mark.parametrize(("low", "high", "unit", "expected"), [
    (30, 200, "minor_per_order", [50, 100, 150, 200]), (39_600, 43_200, "second", [39_600, 41_400, 43_200]),
    (7, 7, "count", [7]), (0, 10 ** 15, "minor", [0, 5 * 10 ** 14, 10 ** 15])])
def test_a_scale_has_few_round_numbers(low: int, high: int, unit: str, expected: list[int]) -> None:
    assert list_ticks(low, high, Measure(unit)) == expected
