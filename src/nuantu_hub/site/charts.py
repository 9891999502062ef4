"""Pictures over tables: bars, distributions with limits, small multiples, donuts, days as lines. Drawn on the server.

Every chart has its sentence above it and its table beneath it; the drawing itself is named by the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nuantu_hub.site.chips import find_state

TONES: Final = ("worker", "pine", "slate", "watch", "broken", "kept", "soft", "track", "ink", "hollow")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, the value in words, its colour."""

    label: str
    value: float
    words: str
    tone: str = "pine"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A labelled line across a distribution: where, its words, "ink", "watch", "broken" or "worker"."""

    at: float
    label: str
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it says in a sentence, what stands small beneath, the drawing, and its table (heads, rows)."""

    sentence: str
    drawing: SafeString
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    sub: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name, its value (None where it has no number), the value in words."""

    name: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides left and right, always in the same two colours: the first persimmon, the second slate.

    ``gap`` is the difference in words. ``rows`` are further terms as (name, first side, second side). ``note`` stands
    beneath.
    """

    one: Side
    two: Side
    gap: str
    unit: str = ""
    gap_name: str = ""
    rows: Sequence[tuple[str, str, str]] = ()
    note: Any = ""


def as_safe(markup: str) -> SafeString:
    """Markup that was put together here, from numbers and escaped words."""
    return mark_safe(markup)  # noqa: S308


def draw_chart(chart: Chart) -> SafeString:
    """The chart with its sentence, and its table folded beneath."""
    return as_safe(render_to_string("site/parts/chart.html", {"chart": chart}))


def draw_bar(value: float, of: float, tone: str = "", words: str = "") -> SafeString:
    """A share as one bar."""
    share = min(1.0, max(0.0, value / of)) if of else 0.0
    named = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return as_safe(f'<svg class="bar {escape(tone)}" viewBox="0 0 100 8" preserveAspectRatio="none" {named}>'
                   '<rect class="track" width="100" height="8" rx="2"/>'
                   f'<rect class="part" width="{100 * share:.2f}" height="8" rx="2"/></svg>')


def draw_donut(share: float, tone: str = "") -> SafeString:
    """What is left of a term, as a part of a ring from the top; decoration beside its words."""
    share = min(0.999, max(0.0, share))
    turn = 2 * pi * share
    x, y = 15 + 11 * sin(turn), 15 - 11 * cos(turn)
    arc = (f'<path class="part" fill="none" stroke-width="4" d="M15 4A11 11 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}"/>'
           if share > 0 else "")
    return as_safe(f'<svg class="donut {escape(tone)}" viewBox="0 0 30 30" aria-hidden="true">'
                   f'<circle class="track" cx="15" cy="15" r="11" fill="none" stroke-width="4"/>{arc}</svg>')


def draw_periods(states: Sequence[str], words: str) -> SafeString:
    """One block a period; ``words`` say the same in a sentence. An empty state is a period without a verdict."""
    blocks = "".join(
        f'<rect class="{find_state(state).tone if state else "none"}" x="{place * 14 + 0.5}" y="0.5" width="11" '
        'height="15" rx="2"/>' for place, state in enumerate(states))
    return as_safe(f'<svg class="periods" viewBox="0 0 {max(1, len(states)) * 14} 16" role="img" '
                   f'aria-label="{escape(words)}">{blocks}</svg>')


def draw_between(two: Comparison) -> SafeString | str:
    """Both values on one line, with the way between them; nothing where a side has no number."""
    first, second = two.one.value, two.two.value
    if first is None or second is None:
        return ""
    most = max(abs(first), abs(second)) or 1
    low = min(0.0, first, second)
    span = (max(first, second, 0.0) - low) or most
    place = [20 + 460 * (value - low) / span for value in (first, second)]
    left, right = sorted(place)
    return as_safe(
        '<svg viewBox="0 0 500 24" aria-hidden="true"><rect class="of-track-fill" x="10" y="8" width="480" height="8" '
        f'rx="4"/><rect class="of-soft-fill" x="{left:.1f}" y="8" width="{right - left:.1f}" height="8"/>'
        f'<circle class="of-slate-fill" cx="{place[1]:.1f}" cy="12" r="7"/>'
        f'<circle class="of-worker-fill" cx="{place[0]:.1f}" cy="12" r="7"/></svg>')
