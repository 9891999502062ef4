"""A day as one line: what was done before now, now, and what is due until evening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString

from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.moments import say_clock
from nuantu_hub.site.ring import measure_words

WIDTH, HEIGHT, LINE_Y = 1000, 84, 44


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of the day: when, what in a few words, kept, watch, broken or unknown."""

    at: datetime
    words: str
    tone: str


def _place(at: datetime, start: datetime, end: datetime) -> float:
    share = (at - start).total_seconds() / max(1.0, (end - start).total_seconds())
    return 14 + (WIDTH - 28) * min(1.0, max(0.0, share))


def draw_timeline(marks: Sequence[Mark], start: datetime, end: datetime, now: datetime, sentence: str) -> SafeString:
    """The line from ``start`` to ``end``; marks after now carry their words where there is room for them."""
    here = _place(now, start, end)
    parts = [f'<rect class="of-track-fill" x="0" y="{LINE_Y - 8}" width="{WIDTH}" height="16" rx="5"/>',
             f'<rect class="of-soft-fill" x="0" y="{LINE_Y - 8}" width="{here:.1f}" height="16" rx="5"/>',
             f'<path class="limit worker" d="M{here:.1f} {LINE_Y - 22}V{LINE_Y + 16}"/>',
             f'<text class="worker" x="{here - 6:.1f}" y="{LINE_Y - 14}" text-anchor="end">{say_clock(now)}</text>']
    free = here + 8
    for mark in sorted(marks, key=lambda one: one.at):
        x = _place(mark.at, start, end)
        parts.append(f'<circle class="of-{escape(mark.tone)}-fill timeline-dot" cx="{x:.1f}" cy="{LINE_Y}" r="6.5"/>')
        words = f"{mark.words} {say_clock(mark.at)}"
        left = min(x - 4, WIDTH - measure_words(words))
        if mark.at >= now and left >= free:
            parts.append(f'<text class="plain" x="{left:.1f}" y="{LINE_Y - 14}">{escape(words)}</text>')
            free = left + measure_words(words) + 16
    hours = max(1, round((end - start).total_seconds() / 3_600))
    for hour in range(0, hours + 1, 2):
        at = start + (end - start) * (hour / hours)
        side = "start" if hour == 0 else "end" if hour == hours else "middle"
        x = 0 if hour == 0 else WIDTH if hour == hours else _place(at, start, end)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="{side}">{say_clock(at)}</text>')
    return as_safe(f'<div class="timeline"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
                   f'aria-label="{escape(sentence)}">{"".join(parts)}</svg></div>')
