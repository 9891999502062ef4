"""Two sides always stand in the same places and colours."""

from __future__ import annotations

import re

from django.template import engines

from nuantu_hub.site.sides import Comparison, Side, draw_between

TABLE = Comparison(Side("骑手方", 1.5, "¥1.50"), Side("平台方", 0.5, "¥0.50"), "¥1.00", "/单",
                   rows=[("封顶", "不封顶", "¥12")])


def test_both_values_lie_on_one_line_from_nought() -> None:
    places = {tone: float(x) for tone, x in re.findall(r'of-(\w+)-fill" cx="([\d.]+)"', draw_between(TABLE))}

    assert places["worker"] == 480.0
    assert abs(places["slate"] - (20 + 460 / 3)) < 0.1


def test_equal_and_empty_values_are_drawn_without_trouble() -> None:
    assert 'cx="20.0"' in draw_between(Comparison(Side("甲", 0, "0"), Side("乙", 0, "0"), "无"))
    assert draw_between(Comparison(Side("甲", None, "未定"), Side("乙", 1, "1"), "未定")) == ""


def test_the_worker_stands_left_and_each_row_names_whose_word_it_is() -> None:
    shown = engines["django"].from_string("{% sides two %}").render({"two": TABLE})

    assert shown.index("骑手方") < shown.index("¥1.00") < shown.index("平台方")
    assert '<span class="unseen">骑手方：</span>不封顶' in shown
