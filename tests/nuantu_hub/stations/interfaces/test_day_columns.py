"""Today's columns beside the usual ones: hours to come show only what is usual, what is not known has none."""

from __future__ import annotations

import re
from collections import Counter

from nuantu_hub.stations.interfaces.day_columns import draw_day_columns


def test_hours_to_come_show_only_what_is_usual() -> None:
    drawing = draw_day_columns([4] * 24, [2.5] * 24, 13, "今天")

    assert Counter(re.findall(r'<rect class="(\w+)"', drawing)) == {"usual": 24, "today": 14}


def test_an_hour_that_is_not_known_has_no_column() -> None:
    drawing = draw_day_columns([None, 3, *[0] * 22], [None] * 24, 23, "今天")

    assert Counter(re.findall(r'<rect class="(\w+)"', drawing)) == {"today": 23}


def test_the_highest_column_reaches_the_top_and_the_others_keep_their_share() -> None:
    drawing = draw_day_columns([10, 5, *[0] * 22], [None] * 24, 1, "今天")
    tall = [float(height) for height in re.findall(r'height="([\d.]+)"', drawing)]

    assert tall == [86.0, 43.0]
