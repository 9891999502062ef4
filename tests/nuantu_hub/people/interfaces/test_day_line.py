"""The line of the day: what was done in green, the hand now, what is due ahead with words that do not overlap."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise

from tests.nuantu_hub.people.organising_cast import MOMENT, at

from nuantu_hub.people.interfaces.day_line import GAP, WIDE, choose_labels, draw_day
from nuantu_hub.site.gathering import Done, Due

START = datetime.fromisoformat("2026-11-21T08:00+08:00")


def _due(hours: float, title: str = "建会批复") -> Due:
    return Due(title, "", "", MOMENT + timedelta(hours=hours), None, "/", "")


def test_done_due_and_now_stand_at_their_hours() -> None:
    with at():
        drawn = draw_day(MOMENT, [Done("办了", START + timedelta(hours=2))], [_due(1), _due(-1), _due(40)], "今天")
    assert re.findall(r'of-kept-fill rim" cx="([\d.]+)"', drawn) == [f"{WIDE * 2 / 14:.1f}"]
    assert len(re.findall(r'of-(?:broken|watch|soft)-fill rim"', drawn)) == 2
    assert f'M{WIDE * (6 + 5 / 60) / 14:.1f} ' in drawn
    assert [words for words in ("14:05", "08:00", "22:00") if words not in drawn] == []


def test_words_are_escaped_and_long_ones_cut() -> None:
    with at():
        drawn = draw_day(MOMENT, [], [_due(2, "<b>很长很长很长很长很长的题目")], 'a"b')
    assert ("<b>" in drawn, "&lt;b&gt;很长" in drawn, 'aria-label="a&quot;b"' in drawn) == (False, True, True)


def test_labels_do_not_overlap_and_the_most_urgent_come_first() -> None:
    with at():
        labels = choose_labels(MOMENT, [_due(hours / 4, f"第{hours}件") for hours in range(20, 0, -1)], START)
    assert labels[0].words.startswith("第1件")
    assert [after.x - before.x > GAP for before, after in pairwise(labels)] == [True] * (len(labels) - 1)
    assert 0 < len(labels) < 10


def test_before_eight_and_after_ten_the_hand_stays_on_the_line() -> None:
    for hour in (3, 23):
        moment = datetime.fromisoformat(f"2026-11-21T{hour:02d}:30+08:00")
        with at(moment):
            drawn = draw_day(moment, [], [], "今天")
        assert f'M{0.0 if hour == 3 else WIDE:.1f} ' in drawn
