"""What a try found, as pictures: a line an outcome with each offer's interval, and a grid for a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.outcomes import Outcome
from nuantu_hub.bargaining.interfaces.effect_words import Effect, Part
from nuantu_hub.site.dials import as_safe

WIDTH, LINE, EDGE = 300, 20, 10
CELL, GAP, LEFT, FOOT = 44, 3, 92, 26


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One outcome: its name, the level now, the picture, and each offer's (tone, side, effect or None)."""

    outcome: Outcome
    now: str
    drawing: SafeString
    told: Sequence[tuple[str, str, Effect | None]]


def list_rows(parts: Sequence[Part]) -> list[EffectRow]:
    """A row for every outcome that an offer of the try tells of."""
    keys = list(dict.fromkeys(key for part in parts for key in part.effects))
    rows = []
    for key in keys:
        told = [(part.tone, part.side, part.effects.get(key)) for part in parts]
        first = next(effect for _tone, _side, effect in told if effect is not None)
        rows.append(EffectRow(first.outcome, first.now, draw_intervals(first.outcome, told), told))
    return rows


def draw_intervals(outcome: Outcome, told: Sequence[tuple[str, str, Effect | None]]) -> SafeString:
    """The change under each offer on one scale with nought, each as a dot on its 95 % interval."""
    shown = [(tone, side, effect) for tone, side, effect in told if effect is not None]
    ends = [0.0, *(end for _tone, _side, effect in shown for end in (effect.low, effect.high))]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (value - low) / span

    height = LINE * len(shown) + 8
    parts = [f'<path class="try-zero" d="M{place(0):.1f} 2V{height - 2}"/>']
    for number, (tone, _side, effect) in enumerate(shown):
        y = LINE * number + 14
        left, right, dot = place(effect.low), place(effect.high), place(effect.diff)
        look = f"of-{tone}-fill" if effect.is_clear else f"try-hollow {tone}"
        parts.append(f'<path class="try-span {tone}" d="M{left:.1f} {y}H{right:.1f}M{left:.1f} {y - 4}v8'
                     f'M{right:.1f} {y - 4}v8"/><circle class="{look}" cx="{dot:.1f}" cy="{y}" r="5"/>')
    said = "; ".join(f"{side} {effect.change} ({effect.span})" for _tone, side, effect in shown)
    return as_safe(f'<svg class="try-line" viewBox="0 0 {WIDTH} {height}" role="img" '
                   f'aria-label="{escape(outcome.name)}: {escape(said)}">{"".join(parts)}</svg>')


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a sweep: values in the order of the axes, its look, and what it says."""

    values: Sequence[str]
    look: str
    effect: Effect | None


def draw_grid(axes: Sequence[tuple[str, Sequence[str]]], cells: Sequence[GridCell], sentence: str) -> SafeString:
    """A sweep as squares: the first parameter across, the second upwards; a look is a class of the sheet."""
    across, up = axes[0][1], axes[1][1] if len(axes) > 1 else [""]
    by_values = {tuple(cell.values): cell for cell in cells}
    start = LEFT if len(axes) > 1 else 0
    width, height = start + CELL * len(across), CELL * len(up) + FOOT
    parts = []
    for row, second in enumerate(reversed(list(up))):
        y = CELL * row
        if second:
            parts.append(f'<text x="{start - 8}" y="{y + 27}" text-anchor="end">{escape(second)}</text>')
        for column, first in enumerate(across):
            cell = by_values.get((first, second) if second else (first,))
            if cell is None:
                continue
            words = _("，").join([*cell.values, cell.effect.change if cell.effect else "—"])
            parts.append(f'<rect class="try-cell {escape(cell.look)}" x="{start + CELL * column}" y="{y}" '
                         f'width="{CELL - GAP}" height="{CELL - GAP}" rx="6"><title>{escape(words)}</title></rect>')
            if cell.look in ("both", "own"):  # never by colour alone
                parts.append(f'<circle class="try-mark" cx="{start + CELL * column + CELL / 2 - 1.5}" '
                             f'cy="{y + CELL / 2 - 1.5}" r="5"/>')
    for column, first in enumerate(across):
        parts.append(f'<text x="{start + CELL * column + CELL / 2 - 2}" y="{height - 8}" text-anchor="middle">'
                     f"{escape(_number_of(first))}</text>")
    return as_safe(f'<svg class="try-grid" viewBox="0 0 {width} {height}" role="img" '
                   f'aria-label="{escape(sentence)}">{"".join(parts)}</svg>')


def _number_of(value: str) -> str:
    """The number of a value with its unit: the unit stands once, with the axis."""
    end = 0
    while end < len(value) and (value[end].isdigit() or value[end] == "."):
        end += 1
    return value[:end] or value[:6]


def shade(effects: Sequence[Effect | None]) -> list[str]:
    """A class for each cell by the size of its change: ``heat-0`` (none shows) to ``heat-4``, ``less-1`` to ``less-4``
    for a change downwards."""
    most = max((abs(one.diff) for one in effects if one is not None and one.is_clear), default=0.0)
    looks = []
    for one in effects:
        if one is None or not one.is_clear or not most:
            looks.append("heat-0")
            continue
        step = max(1, min(4, round(4 * abs(one.diff) / most)))
        looks.append(f"{'heat' if one.diff > 0 else 'less'}-{step}")
    return looks
