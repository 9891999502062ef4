"""Figures of a trial as pictures."""

from __future__ import annotations

from typing import Any

from nuantu_hub.needs.interfaces.trial_charts import Span, chart_totals, draw_spans, list_criteria

FIGURE = {"plain": 4.0, "middle": 3.8, "low": 3.0, "high": 4.5, "count": 8}


def tell() -> dict[str, Any]:
    total = {"plain": None, "middle": 71.2, "low": 60.0, "high": 80.4, "count": 8}
    return {"testers": 12, "weights": {"warmth": 60, "wheels": 40}, "results": [
        {"letter": "C", "first": 0.9, "total": total, "criteria": {"warmth": FIGURE, "wheels": FIGURE}},
        {"letter": "A", "first": 0.1, "total": total | {"middle": 50.0}, "criteria": {
            "warmth": FIGURE | {"plain": None, "middle": 3.0}, "wheels": FIGURE}}]}


def test_the_chart_says_its_sentence_and_has_its_table() -> None:
    chart = chart_totals(tell())
    assert chart is not None
    assert "C 款多半最好" in str(chart.sentence)
    assert chart.rows[0] == ("C 款", "71", "60–80", "90%", 8)
    assert chart.sentence in chart.drawing


def test_nothing_told_is_no_chart() -> None:
    assert chart_totals({"testers": 0, "results": [], "weights": {}}) is None


def test_bars_lie_on_one_scale() -> None:
    drawn = draw_spans([Span("A", 0, 50, 100, "x", best=True)], 0, 100, "句")
    assert 'x="4.0" y="25" width="332.0"' in drawn
    assert 'class="of-worker-fill" cx="170.0"' in drawn


def test_names_are_escaped() -> None:
    assert "<b>" not in draw_spans([Span("<b>", 0, 1, 2, "<b>")], 0, 5, "<b>")


def test_criteria_come_by_weight_with_plain_means() -> None:
    rows = list_criteria(tell())
    assert [(name, weight, safety) for name, weight, safety, _drawing, _rows in rows] == [
        ("暖不暖", 60, False), ("离车轮", 40, True)]
    assert rows[0][4][1] == ("A", "—", "3.0", "3.0–4.5", 8)
