"""Pictures of tries: every interval on one scale with nought, a grid that is not read by colour alone."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.try_scene import answer, tell

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES
from nuantu_hub.bargaining.interfaces.effect_charts import GridCell, draw_grid, draw_intervals, list_rows, shade
from nuantu_hub.bargaining.interfaces.effect_words import Part, read_effects


def test_a_clear_effect_has_a_full_dot_and_an_unclear_one_a_hollow_one() -> None:
    effects = read_effects({"hours": tell(1.0, 0.5)}), read_effects({"hours": tell(1.0, 2.0)})
    told = [("worker", "劳动者方", effects[0]["hours"]), ("slate", "平台方", effects[1]["hours"])]
    drawn = draw_intervals(OUTCOMES["hours"], told)
    assert 'class="of-worker-fill"' in drawn
    assert 'class="try-hollow slate"' in drawn
    assert "style=" not in drawn
    assert "劳动者方 +1小时 (+30分 … +1小时30分)" in drawn


def test_rows_stand_in_order_with_a_gap_where_an_offer_tells_nothing() -> None:
    parts = [Part("left", "劳动者方", "worker", [], read_effects(answer(1.0, 0.1))),
             Part("right", "平台方", "slate", [], {})]
    rows = list_rows(parts)
    assert [row.outcome.key for row in rows] == ["pay_lowest_tenth", "hours", "late_share", "cost_per_order"]
    assert rows[0].now == "¥28.00/小时"
    assert rows[0].told[1][2] is None


def test_cells_are_shaded_by_size_and_direction_only_where_the_effect_is_clear() -> None:
    effects = [read_effects({"hours": tell(diff, 0.1)})["hours"] for diff in (4.0, 1.0, 0.05, -2.0)]
    assert shade([*effects, None]) == ["heat-4", "heat-1", "heat-0", "less-2", "heat-0"]


def test_a_grid_names_each_cell_and_marks_those_that_meet_both() -> None:
    axes = [("P07.amount", ["1CNY", "2CNY"]), ("P07.level", ["yellow", "<b>"])]
    cells = [GridCell((first, second), "both" if first == "1CNY" else "none", None)
             for first in axes[0][1] for second in axes[1][1]]
    drawn = draw_grid(axes, cells, "一句话")
    assert drawn.count("<rect") == 4
    assert drawn.count("try-mark") == 2
    assert "<b>" not in drawn
