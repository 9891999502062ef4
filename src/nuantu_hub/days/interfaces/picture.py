"""The map of a moment, drawn on the server: what a page shows before, or without, its script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.dials import as_safe

STREETS = ("lane", "street", "arterial", "expressway")
AREAS = ("park", "lake", "river", "rail")
#: Widths of streets in metres of the city.
WIDTHS_M = {"lane": 7, "street": 13, "arterial": 24, "expressway": 30}
#: The view at first: a part of the city, so that rings stay apart.
NEAR_SHARE, ASPECT = 0.42, 1.5
RING_SHARE = 0.0095
ID, WORKED, WORKED_END, SPELLS, TRACK = range(5)
ORDER, PLACED, ACCEPTED, PICKED, DELIVERED, HOLDER, SHOP_X, SHOP_Y, DOOR_X, DOOR_Y = range(10)


@dataclass(frozen=True, slots=True)
class Window:
    """What of the city is seen, in map units: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> str:
        """As an SVG's viewBox."""
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is seen."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def frame_window(size: Sequence[int], story: Mapping[str, Any] | None, *, whole: bool = False) -> Window:
    """The whole city, or the part in which an order's decision lies; it stays within the city where it can."""
    width, height = (float(number) for number in size)
    if whole:
        return Window(0, 0, width, height)
    spots = [] if story is None else [story["shop"], story["door"], *(option[7:9] for option in story["opt"])]
    xs, ys = zip(*[spot for spot in spots if spot and spot[0] is not None] or [(width / 2, height / 2)], strict=True)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wide = min(width, max(width * NEAR_SHARE, (max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.5 * ASPECT))
    tall = min(height, max(wide / ASPECT, (max(ys) - min(ys)) * 1.1))
    return Window(min(max(x - wide / 2, 0), width - wide), min(max(y - tall / 2, 0), height - tall), wide, tall)


def draw_ground(view: RunView) -> SafeString:
    """Parks, water, rails, streets and the names of districts; the same at every moment."""
    ground, unit = view.ground(), float(view.facts["unit_m"])
    layers = ground["layers"]
    parts = [layers.get(kind, "") for kind in AREAS]
    for kind in STREETS:
        if kind in layers:
            width = WIDTHS_M[kind] / unit
            if kind in ("arterial", "expressway"):
                parts.append(f'<path class="road {kind} edge" d="{layers[kind]}" '
                             f'stroke-width="{width + 5 / unit:.1f}"/>')
            parts.append(f'<path class="road {kind}" d="{layers[kind]}" stroke-width="{width:.1f}"/>')
    return as_safe("".join(parts))


def draw_names(view: RunView, chinese: bool, size: float) -> SafeString:
    """Names of districts in the page's language, ``size`` map units high."""
    return as_safe("".join(
        f'<text class="place" x="{x}" y="{y}" font-size="{size:.1f}" stroke-width="{size / 4:.1f}">'
        f"{escape(words[0 if chinese else 1])}</text>" for x, y, words in view.ground()["labels"]))


def draw_alerts(view: RunView, t: int) -> SafeString:
    """Outlines of the areas under an alert."""
    return as_safe("".join(f'<path class="alert-area" d="{alert["path"]}"/>' for alert in view.alerts_at(t)
                           if alert["path"]))


def find_spot(track: Sequence[int], t: int) -> tuple[float, float] | None:
    """Where a rider is on a track of t, x, y in turn, between the two points around the moment."""
    points = [track[place:place + 3] for place in range(0, len(track) - 2, 3)]
    if not points:
        return None
    before = [point for point in points if point[0] <= t]
    after = next((point for point in points if point[0] > t), None)
    if not before or after is None:
        point = before[-1] if before else points[0]
        return float(point[1]), float(point[2])
    low = before[-1]
    share = (t - low[0]) / max(1, after[0] - low[0])
    return low[1] + share * (after[1] - low[1]), low[2] + share * (after[2] - low[2])


def draw_turn(x: float, y: float, radius: float, share: float, kind: str) -> str:
    """An arc from the top, clockwise, over a share of the circle."""
    if share <= 0.004:
        return ""
    turn = 2 * pi * min(share, 0.9999)
    end_x, end_y = x + radius * sin(turn), y - radius * cos(turn)
    return (f'<path class="{kind}" stroke-width="{radius * 0.42:.1f}" d="M{x:.1f} {y - radius:.1f}'
            f'A{radius:.1f} {radius:.1f} 0 {int(share > 0.5)} 1 {end_x:.1f} {end_y:.1f}"/>')


def draw_rider(spot: tuple[float, float], radius: float, share: float, letter: str, *, busy: bool) -> str:
    """A rider as a small duty ring, with a number or a letter inside."""
    x, y = spot
    inside = (f'<text class="inside" x="{x:.1f}" y="{y:.1f}" font-size="{radius * 1.15:.1f}">{escape(letter)}</text>'
              if letter else "")
    back = (f'<circle class="back" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'stroke-width="{radius * 0.42:.1f}"/>')
    return f'<g class="rider{"" if busy else " idle"}">{back}{draw_turn(x, y, radius, share, "arc")}{inside}</g>'


def draw_moment(view: RunView, cut: Mapping[str, Any], t: int, window: Window) -> SafeString:
    """Orders under way and riders on duty within the window at a second of the slice."""
    radius = window.width * RING_SHARE
    in_hand = count_in_hand(cut, t)
    slice_s, ring_s = int(view.facts["slice_s"]), int(view.facts["ring_s"])
    parts = [_draw_order(row, t, radius, window) for row in cut["orders"]]
    for rider in cut["riders"]:
        spot = find_spot(rider[TRACK], t)
        if spot is None or not window.holds(*spot) or not any(low <= t < high for low, high in rider[SPELLS]):
            continue
        worked = rider[WORKED] + (rider[WORKED_END] - rider[WORKED]) * (t - cut["from"]) / slice_s
        count = in_hand.get(rider[ID], 0)
        parts.append(draw_rider(spot, radius, worked / ring_s, str(count) if count else "", busy=count > 0))
    return as_safe("".join(parts))


def count_in_hand(cut: Mapping[str, Any], t: int) -> dict[str, int]:
    """Orders in each rider's hands."""
    found: dict[str, int] = {}
    for row in cut["orders"]:
        if row[HOLDER] and 0 <= row[ACCEPTED] <= t and (row[DELIVERED] < 0 or row[DELIVERED] > t):
            found[row[HOLDER]] = found.get(row[HOLDER], 0) + 1
    return found


def _draw_order(row: Sequence[Any], t: int, radius: float, window: Window) -> str:
    if row[PLACED] > t or 0 <= row[DELIVERED] <= t:
        return ""
    carried = 0 <= row[PICKED] <= t
    x, y = (row[DOOR_X], row[DOOR_Y]) if carried else (row[SHOP_X], row[SHOP_Y])
    if not window.holds(x, y):
        return ""
    size = radius * 0.42
    if carried:
        return f'<circle class="door" cx="{x}" cy="{y}" r="{size:.1f}" stroke-width="{size * 0.55:.1f}"/>'
    return (f'<rect class="shop" x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}" '
            f'rx="{size / 2:.1f}"/>')


def draw_choice(story: Mapping[str, Any], window: Window) -> SafeString:
    """The decision on an order: the way of the chosen rider, the others, shop and door."""
    if not story["shop"] or not story["door"]:
        return as_safe("")
    radius = window.width * RING_SHARE * 1.5
    (sx, sy), (dx, dy) = story["shop"], story["door"]
    thick = radius * 0.3
    parts = [f'<path class="way" stroke-width="{thick:.1f}" d="M{sx} {sy}L{dx} {dy}"/>']
    spots = [option for option in story["opt"] if option[7] is not None]
    for option in spots:
        kind = "dots" if option[0] == "A" else "dots thin"
        width = thick if option[0] == "A" else thick / 2.4
        parts.append(f'<path class="way {kind}" stroke-width="{width:.1f}" stroke-dasharray="{width * 0.1:.1f} '
                     f'{width * 2:.1f}" d="M{option[7]} {option[8]}L{sx} {sy}"/>')
    side = radius * 0.75
    parts.append(f'<rect class="pin-shop" x="{sx - side:.1f}" y="{sy - side:.1f}" width="{2 * side:.1f}" '
                 f'height="{2 * side:.1f}" rx="{side / 2:.1f}"/><circle class="pin-door" cx="{dx}" cy="{dy}" '
                 f'r="{side:.1f}" stroke-width="{side * 0.4:.1f}"/>')
    parts += [draw_rider(spot, radius, option[9] / 1000, option[0], busy=option[0] == "A")
              for option, spot in zip(spots, _part(spots, radius), strict=True)]
    return as_safe("".join(parts))


def _part(spots: Sequence[Sequence[Any]], radius: float) -> list[tuple[float, float]]:
    """Places of the riders, moved aside where one would cover another."""
    taken: list[tuple[float, float]] = []
    for option in spots:
        x, y = float(option[7]), float(option[8])
        while any(abs(x - other) < 2.2 * radius and abs(y - over) < 2.2 * radius for other, over in taken):
            x += 2.3 * radius
        taken.append((x, y))
    return taken
