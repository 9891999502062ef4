"""The drawing of offers as two stepping lines on one scale; made of classes and numbers, without any style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.interfaces.table_forms import pick_language
from nuantu_hub.seam.drafting import say_measure
from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.moments import say_day

TONES = ("worker", "slate")
#: Drawn for a desk and for a phone, so that words are as large as they are written on both.
WIDE, NARROW, HEIGHT = 760, 350, 220
TOP, FLOOR = 26, 158
#: How far words stand from each other, and the sizes of a Chinese sign and of another letter.
APART, SIGN, LETTER = 10, 13.0, 7.2
#: Steps of the scale within a power of ten, and steps of a length of time in seconds.
TENS, TIMES_S = (1, 2, 5), (1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 18_000, 36_000, 86_400)
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """What stands after one step: when it began, its words, either side's number or None, whether that ends in it.

    ``by`` is the place of the side that put a version; None where both sides agreed.
    """

    at: datetime
    words: str
    by: int | None
    stands: tuple[int | None, int | None]
    ends: tuple[bool, bool] = (False, False)

    @property
    def gap(self) -> int | None:
        """How far the two are from each other; None where one side has no number on the table."""
        one, other = self.stands
        return None if one is None or other is None or any(self.ends) else abs(one - other)


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of the term that is drawn, by which its numbers and their differences are said."""

    unit: str

    def say(self, number: int | None) -> str:
        """A number in words; a dash for none."""
        return "—" if number is None else pick_language(say_measure(number, self.unit))


class _Sheet:
    """Where numbers and columns stand on one drawing."""

    def __init__(self, columns: Sequence[Column], measure: Measure, width: int) -> None:
        self.columns, self.measure, self.width = columns, measure, width
        numbers = [number for one in columns for number in one.stands if number is not None]
        self.low, self.high = min(numbers), max(numbers)
        self.ticks = list_ticks(self.low, self.high, measure) if width == WIDE else []
        self.left = max((_measure_words(measure.say(tick)) + 12 for tick in self.ticks), default=8.0)
        self.step = (width - self.left - 6) / len(columns)

    def x(self, column: float) -> float:
        """Where a column begins."""
        return self.left + self.step * column

    def y(self, number: float) -> float:
        """How high a number stands; a single one in the middle."""
        if self.high == self.low:
            return (TOP + FLOOR) / 2
        return FLOOR - (FLOOR - TOP) * (number - self.low) / (self.high - self.low)


def draw_steps(columns: Sequence[Column], measure: Measure, sentence: str, *, narrow: bool) -> SafeString:
    """Both lines on one scale, the way between them shaded, for a desk or narrow for a phone."""
    width, kind = (NARROW, "phone") if narrow else (WIDE, "desk")
    sheet = _Sheet(columns, measure, width)
    parts = [*_draw_scale(sheet), *_draw_gaps(sheet), *_draw_line(sheet, 0), *_draw_line(sheet, 1), *_draw_foot(sheet)]
    return as_safe(f'<svg class="steps of-{kind}" viewBox="0 0 {width} {HEIGHT}" role="img" '
                   f'aria-label="{escape(sentence)}">{"".join(parts)}</svg>')


def list_ticks(low: int, high: int, measure: Measure) -> list[int]:
    """Round numbers between two, at most four."""
    tens = [step * 10 ** power for power in range(len(str(high))) for step in TENS]
    for step in TIMES_S if measure.unit == "second" else tens:
        first = -(-low // step) * step
        if high - first < MOST_TICKS * step:
            return list(range(first, high + 1, step))
    return []


def _draw_scale(sheet: _Sheet) -> list[str]:
    return [f'<path class="steps-scale" d="M{sheet.left:.1f} {sheet.y(tick):.1f}H{sheet.width}"/>'
            f'<text x="{sheet.left - 8:.1f}" y="{sheet.y(tick) + 4:.1f}" text-anchor="end">'
            f"{escape(sheet.measure.say(tick))}</text>" for tick in sheet.ticks]


def _draw_gaps(sheet: _Sheet) -> list[str]:
    parts = []
    for place, one in enumerate(sheet.columns):
        if one.gap is None or one.by is None:
            continue
        low, high = sorted(sheet.y(number) for number in one.stands if number is not None)
        parts.append(f'<rect class="steps-gap" x="{sheet.x(place):.1f}" y="{low:.1f}" width="{sheet.step:.1f}" '
                     f'height="{high - low:.1f}"/>')
        words = _("相差 %(gap)s") % {"gap": sheet.measure.say(one.gap)}
        if high - low >= 2 * APART and sheet.step >= _measure_words(words) + APART:
            parts.append(f'<text x="{sheet.x(place + 0.5):.1f}" y="{(low + high) / 2 + 5:.1f}" text-anchor="middle">'
                         f"{escape(words)}</text>")
    return parts


def _draw_line(sheet: _Sheet, side: int) -> list[str]:
    tone, path, dots, words, drawn, last_x = TONES[side], "", [], [], False, 0.0
    for place, one in enumerate(sheet.columns):
        number = one.stands[side]
        if number is None:
            drawn = False
            continue
        x, y = sheet.x(place), sheet.y(number)
        path += f"V{y:.1f}" if drawn else f"M{x:.1f} {y:.1f}"
        path += "" if one.by is None else f"H{sheet.x(place + (0.5 if one.ends[side] else 1)):.1f}"
        drawn = not one.ends[side]
        if one.by not in (side, None) or (one.by is None and side):
            continue
        look = f"of-{tone}-fill" if one.by is not None else "of-kept-fill"
        if one.by is None:
            dots.append(f'<path class="steps-line kept" d="M{x:.1f} {y:.1f}H{sheet.x(place + 1):.1f}"/>')
        dots.append(f'<circle class="{look}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>')
        said = sheet.measure.say(number)
        if x >= last_x or place == len(sheet.columns) - 1:
            other = one.stands[1 - side]
            above = side == 0 if other is None or other == number else number > other
            words.append(f'<text class="{"ink" if one.by is None else tone}" x="{x + 6:.1f}" '
                         f'y="{y - 9 if above else y + 20:.1f}">{escape(said)}</text>')
            last_x = x + _measure_words(said) + APART
    return [f'<path class="steps-line {tone}" d="{path}"/>', *dots, *words]


def _draw_foot(sheet: _Sheet) -> list[str]:
    """What each column is and its day, the last one always; of the others those for which there is room."""
    widest = max(_measure_words(words) for one in sheet.columns for words in (one.words, str(say_day(one.at))))
    parts, edge = [], float("inf")
    for place, one in reversed(list(enumerate(sheet.columns))):
        x = min(sheet.x(place), sheet.width - widest)
        if x + widest + APART <= edge:
            edge = x
            parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 22}">{escape(one.words)}</text>'
                         f'<text x="{x:.1f}" y="{HEIGHT - 5}">{escape(say_day(one.at))}</text>')
    return parts[::-1]


def _measure_words(words: str) -> float:
    """How wide words are drawn: a Chinese sign is a square, another letter about half of it."""
    return sum(SIGN if sign > "⺀" else LETTER for sign in words)
