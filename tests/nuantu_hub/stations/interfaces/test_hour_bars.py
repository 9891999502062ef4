"""A day's hours as spans: cut at midnight, joined, subtracted, drawn to scale."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from nuantu_hub.stations.interfaces.hour_bars import add_spans, bound_day, clip_spans, draw_hour_bar, subtract_spans

DAY = date(2026, 11, 21)


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=get_default_timezone())


def test_spans_are_cut_at_midnight_and_joined_where_they_touch() -> None:
    spans = [(at(22), at(2, day=22)), (at(6), at(8)), (at(8), at(9)), (at(1, day=23), at(2, day=23))]

    assert clip_spans(spans, DAY) == [(at(6), at(9)), (at(22), at(0, day=22))]


def test_lengths_add_up_and_what_is_missing_is_what_is_left() -> None:
    published, heard = [(at(0), at(0, day=22))], [(at(0), at(3, 10)), (at(3, 40), at(0, day=22))]

    assert add_spans(published) == 86_400
    assert subtract_spans(published, heard) == [(at(3, 10), at(3, 40))]
    assert subtract_spans(published, []) == published
    assert subtract_spans([], heard) == []


def test_the_bar_is_drawn_to_scale_with_the_missing_part_in_its_own_colour() -> None:
    drawing = draw_hour_bar([(at(6), at(18))], DAY, "公布 12小时", [(at(12), at(13))])

    assert re.findall(r'<rect class="(\w+)" x="([\d.]+)" width="([\d.]+)"', drawing) == [
        ("open", "120.0", "240.0"), ("missing", "240.0", "20.0")]
    assert 'aria-label="公布 12小时"' in drawing
    assert bound_day(DAY) == (at(0), at(0, day=22))
