"""The day as one line: what was done, where the hands stand, what is still due today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from nuantu_hub.site.chips import read_clock
from nuantu_hub.site.gathering import Done, Due
from nuantu_hub.site.moments import say_clock
from nuantu_hub.site.voices import needs_mark

FIRST_HOUR, LAST_HOUR = 8, 22
WIDE, HIGH = 1000, 74
BAR_TOP, BAR_HIGH = 30, 16
SIGN_WIDE = 13
MOST_SIGNS = 11
GAP = 14


@dataclass(frozen=True, slots=True)
class Label:
    """Words above the line at a place, cut to what fits."""

    x: float
    words: str


def draw_day(moment: datetime, done: Sequence[Done], due: Sequence[Due], named: str) -> SafeString:
    """The line from eight to ten in the evening; ``named`` says the same in words."""
    start = localtime(moment).replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    hand = _place(moment, start)
    today = [one for one in due if one.due is not None and start <= one.due < start.replace(hour=LAST_HOUR)]
    dots = "".join(f'<circle class="of-kept-fill rim" cx="{_place(one.at, start):.1f}" cy="{BAR_TOP + 8}" r="5.5"/>'
                   for one in done if start <= one.at <= moment)
    marks = "".join(
        f'<circle class="of-{_tone(one.due)}-fill rim" cx="{_place(one.due, start):.1f}" cy="{BAR_TOP + 8}" r="6.5"/>'
        for one in today if one.due is not None)
    hours = "".join(f'<text x="{_place(start.replace(hour=hour), start):.1f}" y="{HIGH - 8}" '
                    f'text-anchor="{_anchor(hour)}">{hour:02d}:00</text>'
                    for hour in range(FIRST_HOUR, LAST_HOUR + 1, 2))
    labels = "".join(f'<text class="ink"{_tongue(label.words)} x="{label.x:.1f}" y="18">{escape(label.words)}</text>'
                     for label in choose_labels(moment, today, start))
    now_at = "end" if hand > WIDE / 2 else "start"
    nudge = -6 if hand > WIDE / 2 else 6
    return mark_safe(  # noqa: S308 (own numbers and escaped words)
        f'<svg class="day-line" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(named)}">'
        f'<rect class="of-track-fill" x="0" y="{BAR_TOP}" width="{WIDE}" height="{BAR_HIGH}" rx="8"/>'
        f'<rect class="of-soft-fill" x="0" y="{BAR_TOP}" width="{max(hand, 0):.1f}" height="{BAR_HIGH}" rx="8"/>'
        f'{dots}{marks}<path class="hand" d="M{hand:.1f} {BAR_TOP - 10}V{BAR_TOP + BAR_HIGH + 4}"/>'
        f'<text class="worker" x="{hand + nudge:.1f}" y="18" text-anchor="{now_at}">{escape(say_clock(moment))}</text>'
        f'{labels}{hours}</svg>')


def choose_labels(moment: datetime, due: Sequence[Due], start: datetime) -> list[Label]:
    """Words for what is still due today, as many as fit beside one another, the most urgent first."""
    chosen: list[Label] = []
    free = _place(moment, start) + (6 + 5 * 9 if _place(moment, start) <= WIDE / 2 else GAP)
    ahead = [one for one in due if one.due is not None and one.due > moment]
    for one in sorted(ahead, key=lambda one: one.due or moment):
        words = one.title if len(one.title) <= MOST_SIGNS else f"{one.title[:MOST_SIGNS - 1]}…"
        words = f"{words} {say_clock(one.due)}"
        long = sum(SIGN_WIDE if ord(sign) > 255 else SIGN_WIDE * 0.58 for sign in words)
        x = max(free, min(_place(one.due or moment, start) - long / 2, WIDE - long))
        if x + long > WIDE:
            break
        chosen.append(Label(x, words))
        free = x + long + GAP
    return chosen


def _place(moment: datetime, start: datetime) -> float:
    whole = timedelta(hours=LAST_HOUR - FIRST_HOUR)
    return min(1.0, max(0.0, (moment - start) / whole)) * WIDE


def _tongue(words: str) -> str:
    return ' lang="zh-Hans"' if needs_mark(words) else ""


def _anchor(hour: int) -> str:
    return "start" if hour == FIRST_HOUR else "end" if hour == LAST_HOUR else "middle"


def _tone(due: datetime | None) -> str:
    tone = read_clock(due).tone if due else "unknown"
    return "soft" if tone == "unknown" else tone
