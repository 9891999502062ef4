"""The duty ring: a worker's day as one ring. A full turn is the stop; what was worked fills it, breaks are gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nuantu_hub.site.moments import HOUR_S, say_clock, say_duration, say_money

#: Without a stop of its own the ring's full turn is twelve hours.
FULL_S = 12 * HOUR_S
WIDTH, HEIGHT, RADIUS, STROKE = 390, 300, 108, 15
CENTRE_X, CENTRE_Y = 195, 152
GAP_DEG = 7.0
#: How wide words above the money may be without touching the ring.
INSIDE = 172


@dataclass(frozen=True, slots=True)
class Break:
    """A rest: how much had been worked when it began (seconds), how long it was (seconds), and when it began."""

    after_s: int
    length_s: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DutyDay:
    """What the ring shows of a worker's day; times in seconds of counted work, money in minor units.

    ``reminder_s`` and ``stop_s`` are the limits in force, None where no clause sets one. ``pay_minor`` and ``orders``
    stand inside the ring, ``letter`` inside the small one. ``on_duty`` is False when the day is over or paused.
    """

    worked_s: int
    reminder_s: int | None = None
    stop_s: int | None = None
    pay_minor: int | None = None
    orders: int | None = None
    breaks: Sequence[Break] = ()
    on_duty: bool = True
    letter: str = ""

    @property
    def full_s(self) -> int:
        """What a full turn stands for."""
        return self.stop_s or max(FULL_S, self.reminder_s or 0)

    @property
    def over_s(self) -> int:
        """How far the stop was passed."""
        return max(0, self.worked_s - self.stop_s) if self.stop_s else 0


def point_at(degrees: float, radius: float, x: float = CENTRE_X, y: float = CENTRE_Y) -> tuple[float, float]:
    """Where an angle from the top, clockwise, lies on a circle."""
    turn = degrees * pi / 180
    return round(x + radius * sin(turn), 2), round(y - radius * cos(turn), 2)


def measure_words(words: str) -> float:
    """About how wide words of 13 units are drawn."""
    return sum(13.4 if ord(sign) > 0x2E80 else 7.2 for sign in words)


def draw_arc(start: float, end: float, radius: float, kind: str, stroke: float,
             x: float = CENTRE_X, y: float = CENTRE_Y) -> str:
    """An arc from one angle to another, clockwise; nothing where there is no way between them."""
    if end - start < 0.05:
        return ""
    end = min(end, start + 359.9)
    (ax, ay), (bx, by) = point_at(start, radius, x, y), point_at(end, radius, x, y)
    wide = 1 if end - start > 180 else 0
    return f'<path class="{kind}" stroke-width="{stroke}" d="M{ax} {ay}A{radius} {radius} 0 {wide} 1 {bx} {by}"/>'


def list_arcs(day: DutyDay, gap_deg: float = GAP_DEG) -> list[tuple[float, float]]:
    """The worked parts of the ring as (from, to) in degrees, with a gap cut around each break."""
    end = min(360.0, 360.0 * day.worked_s / day.full_s)
    arcs, start = [], 0.0
    for pause in sorted(day.breaks, key=lambda one: one.after_s):
        middle = 360.0 * pause.after_s / day.full_s
        if middle >= end - gap_deg / 2:
            break
        arcs.append((start, max(start, middle - gap_deg / 2)))
        start = middle + gap_deg / 2
    return [*arcs, (start, max(start, end))]


def tell_day(day: DutyDay) -> str:
    """The ring in one sentence, for who hears the page."""
    parts = [_("已工作 %(length)s") % {"length": say_duration(day.worked_s)}]
    if day.pay_minor is not None:
        parts.append(_("今天收入 %(money)s") % {"money": say_money(day.pay_minor)})
    if day.orders is not None:
        parts.append(_("%(orders)d 单") % {"orders": day.orders})
    if day.breaks:
        rested = say_duration(sum(one.length_s for one in day.breaks))
        parts.append(_("歇了 %(times)d 次共 %(length)s") % {"times": len(day.breaks), "length": rested})
    if day.reminder_s:
        parts.append(_("%(length)s提醒") % {"length": say_duration(day.reminder_s)})
    if day.stop_s:
        parts.append(_("%(length)s停") % {"length": say_duration(day.stop_s)})
    return _("，").join(parts)


def _draw_track(day: DutyDay) -> str:
    """What is left of the day: until the reminder, and from there to the stop."""
    done = 360.0 * min(day.worked_s, day.full_s) / day.full_s
    last = 357.0 if day.stop_s else 360.0
    late = 360.0 * day.reminder_s / day.full_s if day.reminder_s else last
    return (draw_arc(done, min(late - 0.6, last), RADIUS, "track", STROKE)
            + draw_arc(max(done, late + 0.6), last, RADIUS, "track-late", STROKE))


def _draw_limits(day: DutyDay) -> str:
    parts = []
    if day.stop_s:
        x, top = point_at(0, RADIUS + 15)
        _x, low = point_at(0, RADIUS - 11)
        parts.append(f'<line class="mark-stop" x1="{x}" y1="{top}" x2="{x}" y2="{low}" stroke-width="2.5" '
                     'stroke-linecap="round"/>')
        parts.append(f'<text x="{CENTRE_X}" y="17" text-anchor="middle" font-size="13"><tspan font-weight="700">'
                     f'{escape(say_duration(day.stop_s))}</tspan> <tspan class="soft">{_("停")}</tspan></text>')
    if day.reminder_s and day.reminder_s < day.full_s:
        angle = 360.0 * day.reminder_s / day.full_s
        (ax, ay), (bx, by) = point_at(angle, RADIUS - 11), point_at(angle, RADIUS + 14)
        parts.append(f'<line class="mark-reminder" x1="{ax}" y1="{ay}" x2="{bx}" y2="{by}" stroke-width="2.5" '
                     'stroke-linecap="round"/>')
        parts.append(_label_at(angle, escape(say_duration(day.reminder_s)), str(_("提醒")), "watch"))
    return "".join(parts)


def _label_at(angle: float, first: str, second: str, kind: str = "") -> str:
    """Two lines outside the ring at an angle, pushed away from it on its own side."""
    x, y = point_at(angle, RADIUS + 21)
    side = "start" if 0 <= angle % 360 < 180 else "end"
    wide = max(measure_words(first), measure_words(second))
    x = round(min(x, WIDTH - wide - 2) if side == "start" else max(x, wide + 2), 2)
    y = min(max(y, 30.0), HEIGHT - 26.0)
    return (f'<text x="{x}" y="{y}" text-anchor="{side}" font-size="13"><tspan font-weight="700" class="{kind}">{first}'
            f'</tspan><tspan class="soft" x="{x}" dy="18">{second}</tspan></text>')


def _draw_breaks(day: DutyDay) -> str:
    """Labels of the longest three breaks that are drawn; all of them stand in the table beneath."""
    shown = sorted(day.breaks, key=lambda one: -one.length_s)[:3]
    reached = min(day.worked_s, day.full_s)
    labels, taken = [], [0.0, 360.0 * day.reminder_s / day.full_s if day.reminder_s else 400.0]
    for pause in shown:
        angle = 360.0 * pause.after_s / day.full_s
        if pause.after_s >= reached or any(abs(angle - other) < 24 for other in taken):
            continue
        taken.append(angle)
        words = _("歇 %(length)s") % {"length": say_duration(pause.length_s)}
        labels.append(_label_at(angle, escape(words), say_clock(pause.at)))
    return "".join(labels)


def _draw_inside(day: DutyDay) -> str:
    lines = []
    if day.pay_minor is not None:
        above = _("今天收入")
        if day.orders is not None:
            above = _("今天收入 · %(orders)d 单") % {"orders": day.orders}
        small = 15 if measure_words(above) * 15 / 13 <= INSIDE else 13
        lines.append(f'<text class="soft" x="{CENTRE_X}" y="113" text-anchor="middle" font-size="{small}">'
                     f'{escape(above)}</text>')
        money = say_money(day.pay_minor)
        size = 44 if len(money) <= 8 else 36
        lines.append(f'<text x="{CENTRE_X}" y="163" text-anchor="middle" font-weight="700" font-size="{size}">'
                     f'<tspan font-size="{size * 0.55:.0f}">{money[0]}</tspan>{money[1:]}</text>')
    low = 196 if lines else 158
    lines.append(f'<text x="{CENTRE_X}" y="{low}" text-anchor="middle" font-size="15">{escape(_("已工作"))} '
                 f'<tspan font-weight="700">{escape(say_duration(day.worked_s))}</tspan></text>')
    if day.over_s:
        past = _("过了上限 %(length)s") % {"length": say_duration(day.over_s)}
        lines.append(f'<text class="broken" x="{CENTRE_X}" y="{low + 22}" text-anchor="middle" font-size="13">'
                     f'{escape(past)}</text>')
    return "".join(lines)


def draw_ring(day: DutyDay) -> SafeString:
    """The large ring with its labels and the money inside; 390 units wide, grows with its place."""
    kind = "worked over" if day.over_s else "worked"
    arcs = "".join(draw_arc(max(start, 3.0) if day.stop_s else start, end, RADIUS, kind, STROKE)
                   for start, end in list_arcs(day))
    end = min(357.0 if day.stop_s else 360.0, 360.0 * day.worked_s / day.full_s)
    x, y = point_at(end, RADIUS)
    now = (f'<circle class="now{"" if day.on_duty else " off"}" cx="{x}" cy="{y}" r="12" stroke-width="5"/>'
           if day.worked_s else "")
    drawn = _draw_track(day) + arcs + _draw_limits(day) + _draw_breaks(day) + now + _draw_inside(day)
    return mark_safe(f'<svg class="ring" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '  # noqa: S308 (numbers and escaped)
                     f'aria-label="{escape(tell_day(day))}">{drawn}</svg>')


def draw_small_ring(day: DutyDay, pixels: int = 40) -> SafeString:
    """The avatar: the same ring without labels, a letter or a number inside."""
    kind = "worked over" if day.over_s else "worked" if day.on_duty else "worked off"
    arcs = "".join(draw_arc(start, end, 16, kind, 5, 20, 20) for start, end in list_arcs(day, 14.0))
    tick = '<line class="tick" x1="20" y1="1" x2="20" y2="8" stroke-width="1.75"/>' if day.stop_s else ""
    inside = f'<text x="20" y="25" text-anchor="middle">{escape(day.letter)}</text>' if day.letter else ""
    return mark_safe(f'<svg class="ring-small" viewBox="0 0 40 40" width="{int(pixels)}" height="{int(pixels)}" '  # noqa: S308
                     f'role="img" aria-label="{escape(tell_day(day))}"><circle class="track" cx="20" cy="20" r="16" '
                     f'stroke-width="5"/>{arcs}{tick}{inside}</svg>')
