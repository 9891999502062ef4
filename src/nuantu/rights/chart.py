"""Hours by day against the limits: a small chart drawn in lines and rectangles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nuantu.rights.hours import DayHours, Limit
from nuantu.rights.paper import ACCENT, ALARM, INK, MARGIN_MM, MUTED, RULE, WIDTH_MM, Colour, Paper

HEIGHT_MM: Final = 27.0
TIGHT_MM: Final = 19.0
LEFT_MM: Final = 8.0
RIGHT_MM: Final = 30.0
WAITING: Final[Colour] = (205, 222, 225)
MOST_DAYS: Final = 31
HOUR_S: Final = 3600
#: A narrower bar has no room for its hours.
NARROWEST_MM: Final = 6.5
WHITE: Final[Colour] = (255, 255, 255)


def draw_hours(paper: Paper, days: Sequence[DayHours], limits: Sequence[Limit]) -> None:
    """Bars of working time (with orders, where no clause defines it) over time online, and a line for each limit.

    Of more than a month only the last ``MOST_DAYS`` days are drawn, and the heading says so.
    """
    shown = days[-MOST_DAYS:]
    top, left = paper.get_y() + 2, MARGIN_MM + LEFT_MM
    width = WIDTH_MM - LEFT_MM - RIGHT_MM
    highest = max([*(day.online_s or 0 for day in shown), *(_count(day) for day in shown),
                   *(limit.seconds for limit in limits), 8 * HOUR_S])
    hours = -(-highest // (4 * HOUR_S)) * 4
    tall = TIGHT_MM if paper.tight else HEIGHT_MM
    base = top + tall
    _draw_scale(paper, left, width, base, hours, tall)
    slot = width / max(len(shown), 5)
    bar = min(slot * 0.6, 9.0)
    top_s = max((limit.seconds for limit in limits), default=None)
    for number, day in enumerate(shown):
        x, counted_s = left + slot * number + (slot - bar) / 2, _count(day)
        if day.online_s is not None:
            _draw_bar(paper, x, base, bar, tall * day.online_s / (hours * HOUR_S), WAITING)
        _draw_bar(paper, x, base, bar, tall * counted_s / (hours * HOUR_S),
                  ALARM if top_s is not None and counted_s > top_s else ACCENT)
        _label(paper, x + bar / 2, base + 0.6, f"{int(day.day[5:7])}/{int(day.day[8:])}", MUTED)
        height = tall * counted_s / (hours * HOUR_S)
        if bar >= NARROWEST_MM:
            text = f"{counted_s // HOUR_S}:{counted_s % HOUR_S // 60:02d}"
            inside = height > 4
            _label(paper, x + bar / 2, base - height + (0.6 if inside else -3.2), text, WHITE if inside else INK)
    _draw_limits(paper, limits, (left, width), base, tall / (hours * HOUR_S))
    paper.set_xy(MARGIN_MM, base + 4.2)


def _count(day: DayHours) -> int:
    return day.engaged_s if day.worked_s is None else day.worked_s


def _draw_scale(paper: Paper, left: float, width: float, base: float, hours: int, tall: float) -> None:
    paper.set_line_width(0.1)
    for hour in range(0, hours + 1, 4):
        y = base - tall * hour / hours
        paper.set_draw_color(*RULE)
        paper.line(left, y, left + width, y)
        paper.set_ink(6.5, MUTED)
        paper.set_xy(MARGIN_MM, y - 1.6)
        paper.cell(LEFT_MM - 1.5, 3.2, str(hour), align="R")


def _draw_bar(paper: Paper, x: float, base: float, width: float, height: float, colour: Colour) -> None:
    paper.set_fill_color(*colour)
    paper.rect(x, base - height, width, height, style="F")


def _label(paper: Paper, x: float, y: float, text: str, colour: Colour) -> None:
    paper.set_ink(6.2, colour)
    paper.set_xy(x - 7, y)
    paper.cell(14, 3, text, align="C")


def _draw_limits(paper: Paper, limits: Sequence[Limit], across: tuple[float, float], base: float,
                 mm_per_s: float) -> None:
    left, width = across
    paper.set_line_width(0.25)
    for limit in limits:
        y = base - limit.seconds * mm_per_s
        paper.set_draw_color(*ALARM)
        paper.set_dash_pattern(dash=1.2, gap=0.9)
        paper.line(left, y, left + width, y)
        paper.set_dash_pattern()
        paper.set_ink(6.5, ALARM)
        paper.set_xy(left + width + 1, y - 1.6)
        paper.cell(RIGHT_MM - 1, 3.2, f"{limit.zh} {limit.seconds / HOUR_S:g} 小时")
