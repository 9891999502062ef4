"""Pictures over tables: bars, columns, distributions with limits, small multiples. Drawn on the server as SVG.

Every chart has its sentence above it and its table beneath it; the drawing is named by the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from nuantu_hub.site.dials import as_safe, draw_bar

#: Drawn for a phone, so that words stay as large as they are written.
WIDTH = 340
#: Half the width of a letter of the words above a column.
LETTER = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or column: its label, its value, the value in words, its colour (pine, worker, slate, watch, broken)."""

    label: str
    value: float
    words: str
    tone: str = "pine"


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a distribution: from and to on the axis, how many, its colour."""

    low: float
    high: float
    count: float
    tone: str = "pine"


@dataclass(frozen=True, slots=True)
class Limit:
    """A labelled line across a distribution: where it stands, its words, ink, watch, broken or worker."""

    at: float
    label: str
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the sentence it says, a smaller line beneath, the drawing, and its table (heads and rows)."""

    sentence: Any
    drawing: SafeString
    heads: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    sub: Any = ""


def draw_chart(chart: Chart) -> SafeString:
    """The chart with its sentence, and its table folded beneath."""
    return as_safe(render_to_string("site/parts/chart.html", {"chart": chart}))


def draw_bars(bars: Sequence[Bar], of: float | None = None) -> SafeString:
    """Lying bars, a line each, with label and words; ``of`` is the length of a whole bar, else the longest."""
    whole = of if of is not None else max((bar.value for bar in bars), default=0)
    lines = "".join(f"<li><span>{escape(bar.label)}</span>{draw_bar(bar.value, whole, bar.tone)}"
                    f'<span class="value">{escape(bar.words)}</span></li>' for bar in bars)
    return as_safe(f'<ul class="bars subgrid">{lines}</ul>')


def draw_columns(bars: Sequence[Bar], sentence: str, height: int = 150) -> SafeString:
    """Standing columns with their value above and their label beneath (a week, a year of months)."""
    most = max((bar.value for bar in bars), default=0) or 1
    step = WIDTH / max(1, len(bars))
    wide, base = min(36.0, step * 0.7), height - 24
    parts = []
    for place, bar in enumerate(bars):
        middle = step * (place + 0.5)
        tall = (base - 22) * bar.value / most
        beside = min(max(middle, LETTER * len(bar.words)), WIDTH - LETTER * len(bar.words))
        parts.append(f'<rect class="of-{escape(bar.tone)}-fill" x="{middle - wide / 2:.1f}" y="{base - tall:.1f}" '
                     f'width="{wide:.1f}" height="{tall:.1f}" rx="2"/>'
                     f'<text class="ink" x="{beside:.1f}" y="{base - tall - 6:.1f}" text-anchor="middle">'
                     f"{escape(bar.words)}</text>"
                     f'<text x="{middle:.1f}" y="{height - 6}" text-anchor="middle">{escape(bar.label)}</text>')
    return as_safe(f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(sentence)}">{"".join(parts)}'
                   f'<path class="axis" d="M0 {base}H{WIDTH}"/></svg>')


@dataclass(frozen=True, slots=True)
class Axis:
    """Range of a distribution's axis, its ticks as (place, words)."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]

    def place(self, value: float) -> float:
        """Where a value lies across the drawing."""
        span = (self.high - self.low) or 1.0
        return 8 + (WIDTH - 16) * (min(max(value, self.low), self.high) - self.low) / span


def draw_distribution(bins: Sequence[Bin], axis: Axis, limits: Sequence[Limit], sentence: str,
                      height: int = 190) -> SafeString:
    """How many lie where, with the limits as lines; their labels stand in rows of their own, so none covers another."""
    most = max((one.count for one in bins), default=0) or 1
    top, base = 14 + 18 * len(limits), height - 24
    parts = []
    for one in bins:
        left, right = axis.place(one.low), axis.place(one.high)
        tall = (base - top) * one.count / most
        parts.append(f'<rect class="of-{escape(one.tone)}-fill" x="{left + 0.75:.1f}" y="{base - tall:.1f}" '
                     f'width="{max(1.0, right - left - 1.5):.1f}" height="{tall:.1f}" rx="1.5"/>')
    for row, limit in enumerate(sorted(limits, key=lambda one: one.at)):
        x, y = axis.place(limit.at), 14 + 18 * row
        side, shift = ("start", 6) if x < WIDTH / 2 else ("end", -6)
        parts.append(f'<path class="limit {escape(limit.tone)}" d="M{x:.1f} {y - 11}V{base}"/>'
                     f'<text class="{escape(limit.tone)}" x="{x + shift:.1f}" y="{y}" text-anchor="{side}">'
                     f"{escape(limit.label)}</text>")
    parts.extend(f'<text x="{axis.place(at):.1f}" y="{height - 6}" text-anchor="middle">{escape(words)}</text>'
                 for at, words in axis.ticks)
    return as_safe(f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(sentence)}">{"".join(parts)}'
                   f'<path class="axis" d="M0 {base}H{WIDTH}"/></svg>')


def draw_trend(values: Sequence[float], sentence: str, tone: str = "pine", most: float | None = None,
               height: int = 64) -> SafeString:
    """A line through equally spaced values, from nought to ``most`` (or the largest), its last point marked."""
    top = most if most is not None else max(values, default=0)
    top = top or 1
    step = (WIDTH - 16) / max(1, len(values) - 1)
    points = [(8 + step * place, height - 6 - (height - 16) * value / top) for place, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last = (f'<circle class="of-{escape(tone)}-fill" cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="4"/>'
            if points else "")
    return as_safe(f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(sentence)}">'
                   f'<path class="axis" d="M0 {height - 5}H{WIDTH}"/>'
                   f'<polyline class="trend {escape(tone)}" points="{line}"/>{last}</svg>')


@dataclass(frozen=True, slots=True)
class Multiple:
    """One of several small charts on the same scale: its name, its values, the last in words."""

    name: str
    values: Sequence[float]
    words: str
    tone: str = "pine"


def draw_multiples(several: Sequence[Multiple]) -> SafeString:
    """Small charts side by side on one scale, so that eyes can compare them."""
    most = max((value for one in several for value in one.values), default=0)
    cells = "".join(f'<li><p class="row between"><span>{escape(one.name)}</span><b>{escape(one.words)}</b></p>'
                    f"{draw_trend(one.values, f'{one.name} {one.words}', one.tone, most)}</li>" for one in several)
    return as_safe(f'<ul class="grid multiples">{cells}</ul>')
