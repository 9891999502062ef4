"""A day's opening hours as a bar: filled where it is open, a gap where it is not, the part that is missing in amber."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import get_default_timezone

from nuantu_hub.site.dials import as_safe

WIDE, TALL = 480.0, 20.0
Span = tuple[datetime, datetime]


def bound_day(day: date) -> Span:
    """The day's first moment and the next day's, in the hub's time zone."""
    zone = get_default_timezone()
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone)


def clip_spans(spans: Sequence[Span], day: date) -> list[Span]:
    """The parts of spans that lie in a day, in order and joined where they touch."""
    start, end = bound_day(day)
    found: list[Span] = []
    for low, high in sorted((max(low, start), min(high, end)) for low, high in spans):
        if high <= low:
            continue
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def add_spans(spans: Sequence[Span]) -> int:
    """Their length, seconds."""
    return round(sum((high - low).total_seconds() for low, high in spans))


def subtract_spans(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What of the spans lies in none of the others."""
    left = list(spans)
    for low, high in others:
        left = [piece for start, end in left
                for piece in ((start, min(end, low)), (max(start, high), end)) if piece[0] < piece[1]]
    return left


def draw_hour_bar(spans: Sequence[Span], day: date, words: str, missing: Sequence[Span] = ()) -> SafeString:
    """One day's bar, named by ``words``."""
    start, end = bound_day(day)
    whole = (end - start).total_seconds()

    def draw(span: Span, kind: str) -> str:
        left = WIDE * (span[0] - start).total_seconds() / whole
        wide = WIDE * (span[1] - span[0]).total_seconds() / whole
        return f'<rect class="{kind}" x="{left:.1f}" width="{max(1.5, wide):.1f}" height="{TALL:.0f}"/>'

    parts = [draw(span, "open") for span in clip_spans(spans, day)]
    parts += [draw(span, "missing") for span in clip_spans(missing, day)]
    return as_safe(f'<svg class="hour-bar" viewBox="0 0 {WIDE:.0f} {TALL:.0f}" preserveAspectRatio="none" role="img" '
                   f'aria-label="{escape(words)}"><rect class="shut" width="{WIDE:.0f}" height="{TALL:.0f}"/>'
                   f'{"".join(parts)}</svg>')
