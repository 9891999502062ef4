"""A day as a line: what is due stands where its time is, and no words cover others."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from nuantu_hub.site.timeline import Mark, draw_timeline

START = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
END = START + timedelta(hours=14)
NOW = START + timedelta(hours=6, minutes=5)


def _draw(*marks: tuple[float, str, str]) -> str:
    return draw_timeline([Mark(START + timedelta(hours=hours), words, tone) for hours, words, tone in marks],
                         START, END, NOW, "今天")


def test_only_what_is_still_to_come_carries_its_words() -> None:
    drawn = _draw((2, "登记", "kept"), (10, "答复", "broken"))

    assert re.findall(r'class="plain"[^>]*>([^<]+)<', drawn) == ["答复 18:00"]
    assert 'of-kept-fill timeline-dot" cx="152.9"' in drawn


def test_words_that_would_cover_others_are_left_to_the_list() -> None:
    drawn = _draw((10, "书面答复平台公司", "broken"), (10.2, "回访", "watch"), (13, "检查", "watch"))

    assert re.findall(r'class="plain"[^>]*>([^<]+)<', drawn) == ["书面答复平台公司 18:00", "检查 21:00"]
    assert drawn.count("timeline-dot") == 3


def test_the_clock_and_the_hours_are_told() -> None:
    drawn = _draw()

    assert ">14:05</text>" in drawn
    assert re.findall(r'text-anchor="(?:start|middle|end)">(\d\d:00)<', drawn) == \
        ["08:00", "10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00"]
