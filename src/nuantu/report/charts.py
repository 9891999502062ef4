"""Histograms as SVG in both languages, each with its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.report.words import Pair, both, spans

WIDTH, HEIGHT = 380, 176
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 374, 34, 148


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from and to on the axis, how many, of these hollow (drawn as outline), and its colour class."""

    low: float
    high: float
    count: int
    hollow: int = 0
    tone: str = "worker"


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled line across the chart; ``row`` 0 or 1 keeps labels apart, ``side`` is start or end of the line."""

    at: float
    label: Pair
    tone: str
    row: int = 0
    side: str = "start"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Range of the axis, its ticks and the words of its unit."""

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: Pair


def cut_bins(values: Sequence[int], width: int, start: int) -> list[tuple[int, int, int]]:
    """Count whole numbers in bins of one width whose edges include ``start``: (low, high, count) without gaps."""
    if not values:
        return []
    places = [(value - start) // width for value in values]
    counts = {place: places.count(place) for place in set(places)}
    return [(start + place * width, start + (place + 1) * width, counts.get(place, 0))
            for place in range(min(places), max(places) + 1)]


def draw_histogram(bars: Sequence[Bar], axis: Axis, marks: Sequence[Mark], labelled_by: str) -> str:
    """A histogram; it is named by the heading with the given id."""
    most = max((bar.count for bar in bars), default=1) or 1
    parts = [f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{labelled_by}">']
    parts += [_draw_bar(bar, axis, most) for bar in bars if bar.count]
    parts.append(f'<path class="axis" d="M{_LEFT} {_BOTTOM}.5H{_RIGHT}"/>')
    for tick in axis.ticks:
        if _x(tick, axis) > _RIGHT - 40:
            continue
        parts.append(f'<text class="tick" x="{_x(tick, axis):.1f}" y="{_BOTTOM + 19}" text-anchor="middle">'
                     f"{tick:g}</text>")
    parts.append(_text("tick", _RIGHT, _BOTTOM + 19, "end", axis.unit))
    parts += [_draw_mark(mark, axis) for mark in marks]
    return "".join(parts) + "</svg>"


def draw_table(heads: Sequence[Pair], rows: Sequence[Sequence[str]], caption: Pair) -> str:
    """The table beneath a chart, folded away; cells are HTML."""
    head = "".join(f'<th scope="col">{spans(text)}</th>' for text in heads)
    body = "".join(
        "<tr>" + "".join(f'<th scope="row">{cell}</th>' if place == 0 else f"<td>{cell}</td>"
                         for place, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return (f'<details class="fold"><summary>{both("table")}</summary><div class="scroll" tabindex="0">'
            f'<table class="plain"><caption class="unseen">{spans(caption)}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div></details>")


def _x(value: float, axis: Axis) -> float:
    return _LEFT + (value - axis.low) / (axis.high - axis.low) * (_RIGHT - _LEFT)


def _draw_bar(bar: Bar, axis: Axis, most: int) -> str:
    left, right = _x(bar.low, axis), _x(bar.high, axis)
    gap = min(1.6, (right - left) * 0.14)
    tall = max(1.5, bar.count / most * (_BOTTOM - _TOP))
    hollow = bar.hollow / bar.count * tall
    solid = tall - hollow
    width = max(0.8, right - left - 2 * gap)
    parts = []
    if solid > 0:
        parts.append(f'<rect class="bar {bar.tone}" x="{left + gap:.1f}" y="{_BOTTOM - solid:.1f}" '
                     f'width="{width:.1f}" height="{solid:.1f}" rx="1.5"/>')
    if hollow > 0:
        parts.append(f'<rect class="bar hollow" x="{left + gap + .5:.1f}" y="{_BOTTOM - tall:.1f}" '
                     f'width="{max(0.6, width - 1):.1f}" height="{max(1.0, hollow - .5):.1f}" rx="1.5"/>')
    return "".join(parts)


def _draw_mark(mark: Mark, axis: Axis) -> str:
    x, y = _x(mark.at, axis), 12 + 18 * mark.row
    dx, anchor = (6, "start") if mark.side == "start" else (-6, "end")
    dashed = ' stroke-dasharray="4 3"' if mark.dashed else ""
    return (f'<path class="mark {mark.tone}" d="M{x:.1f} {y - 10}V{_BOTTOM}"{dashed}/>'
            + _text(f"label {mark.tone}", x + dx, y, anchor, mark.label))


def _text(kind: str, x: float, y: float, anchor: str, texts: Pair) -> str:
    if texts[0] == texts[1]:
        return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{texts[0]}</text>'
    return "".join(
        f'<text class="{kind}" lang="{lang}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
        for lang, text in zip(("zh", "en"), texts, strict=True)
    )
