"""A station's day by the hour: who came today in dark columns, what is usual in light ones."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from nuantu_hub.site.dials import as_safe

WIDE, TALL, FOOT = 384, 112, 22
HOURS = 24
TICKS = (0, 6, 12, 18)


def draw_day_columns(today: Sequence[int | None], usual: Sequence[float | None], now_hour: int,
                     words: str) -> SafeString:
    """24 columns from midnight; an hour that is not known has none. Hours to come show only what is usual."""
    most = max([*(count or 0 for count in today), *(count or 0 for count in usual), 1])
    step, base = WIDE / HOURS, TALL - FOOT
    parts = []
    for hour in range(HOURS):
        left = hour * step + step * 0.16
        for kind, count in (("usual", usual[hour]), ("today", today[hour] if hour <= now_hour else None)):
            if count is None:
                continue
            tall = max(2.0, (base - 4) * count / most)
            parts.append(f'<rect class="{kind}" x="{left:.1f}" y="{base - tall:.1f}" width="{step * 0.68:.1f}" '
                         f'height="{tall:.1f}" rx="1.5"/>')
    parts.extend(f'<text x="{tick * step:.1f}" y="{TALL - 4}">{tick:02d}:00</text>' for tick in TICKS)
    return as_safe(f'<svg class="day-columns" viewBox="0 0 {WIDE} {TALL}" role="img" aria-label="{escape(words)}">'
                   f'{"".join(parts)}<path class="axis" d="M0 {base + 0.5}H{WIDE}"/></svg>')
