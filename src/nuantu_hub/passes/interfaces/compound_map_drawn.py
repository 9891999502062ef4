"""A compound's map drawn on the server: what a page shows before, or without, its script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.passes.domain.map_format import Feature, read_map
from nuantu_hub.passes.domain.map_weaving import Plane, Spot
from nuantu_hub.site.dials import as_safe

#: Free ground around what is drawn, metres; the least width of a map.
MARGIN_M, LEAST_M = 14.0, 60.0
#: Width of a path and of a street, metres.
PATH_M, STREET_M = 5.0, 9.0
AREAS, LINES = ("boundary", "green", "building"), ("street", "path")


def draw_map(text: str, shape: float = 1.6) -> SafeString:
    """The map as a drawing with its scale; nothing where nothing is drawn."""
    features = read_map(text)
    if not features:
        return as_safe("")
    plane = Plane(features[0].line[0])
    box = frame_map(features, plane, shape)
    parts = [f'<rect class="ground" x="{box[0]:.1f}" y="{box[1]:.1f}" width="{box[2]:.1f}" height="{box[3]:.1f}"/>']
    parts += [_draw_area(one, plane) for kind in ("boundary",) for one in features if one.kind == kind]
    for kind, wide in (("street", STREET_M), ("path", PATH_M)):
        parts += [_draw_line(one, plane, wide) for one in features if one.kind == kind]
    parts += [_draw_area(one, plane) for kind in ("green", "building") for one in features if one.kind == kind]
    px = box[2] / 480
    parts += [_draw_name(one, plane, px) for one in features if one.kind in ("green", "building") and one.name]
    parts += [_draw_closed(one, plane, px) for one in features if one.kind == "path" and one.closed]
    parts += [_draw_mark(one, plane, px) for one in features if one.kind in ("entrance", "lift", "parking", "gate")]
    parts.append(_draw_scale(box, px))
    seen = " ".join(f"{part:.1f}" for part in box)
    return as_safe(f'<svg class="compound-map" viewBox="{seen}" role="img" aria-label="{escape(tell_map(features))}">'
                   f'{"".join(parts)}</svg>')


def tell_map(features: Sequence[Feature]) -> str:
    """What is on the map, in words."""
    counted = {kind: sum(one.kind == kind for one in features) for kind in ("building", "entrance", "gate")}
    return _("小区地图：%(building)d 座楼，%(entrance)d 个出入口，%(gate)d 个门") % counted


def frame_map(features: Iterable[Feature], plane: Plane, shape: float) -> tuple[float, float, float, float]:
    """What the drawing shows, in metres east and south: left, top, width, height."""
    spots = [_put(plane, place) for one in features for place in one.line]
    xs, ys = [spot[0] for spot in spots], [spot[1] for spot in spots]
    wide = max(max(xs) - min(xs) + 2 * MARGIN_M, (max(ys) - min(ys) + 2 * MARGIN_M) * shape, LEAST_M)
    tall = wide / shape
    return (min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - tall) / 2, wide, tall


def _put(plane: Plane, place: tuple[float, float]) -> Spot:
    east, north = plane.put(place)
    return east, -north


def _path(one: Feature, plane: Plane) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (_put(plane, place) for place in one.line))


def _draw_area(one: Feature, plane: Plane) -> str:
    return f'<path class="{one.kind}" d="{_path(one, plane)}Z" stroke-width="0.8"/>'


def _draw_line(one: Feature, plane: Plane, wide: float) -> str:
    kinds = one.kind + (" closed" if one.closed else "") + ("" if one.bike else " on-foot")
    return f'<path class="{kinds}" d="{_path(one, plane)}" stroke-width="{wide if one.bike else wide / 2}"/>'


def _middle(one: Feature, plane: Plane) -> Spot:
    line = one.line[:-1] if one.shape == "Polygon" else one.line
    spots = [_put(plane, place) for place in line]
    return sum(spot[0] for spot in spots) / len(spots), sum(spot[1] for spot in spots) / len(spots)


def _draw_name(one: Feature, plane: Plane, px: float) -> str:
    x, y = _middle(one, plane)
    size = (13 if len(one.name) < 5 else 11) * px
    return (f'<text lang="zh-Hans" class="name-{one.kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}">'
            f"{escape(one.name)}</text>")


def _draw_closed(one: Feature, plane: Plane, px: float) -> str:
    """The sign for "no entry" in the middle of a closed path."""
    spots = [_put(plane, place) for place in one.line]
    x, y = spots[len(spots) // 2] if len(spots) > 2 else ((spots[0][0] + spots[1][0]) / 2,
                                                           (spots[0][1] + spots[1][1]) / 2)
    radius = 8 * px
    why = f'<title lang="zh-Hans">{escape(one.why)}</title>' if one.why else ""
    return (f'<g class="no-entry">{why}<circle cx="{x:.1f}" cy="{y:.1f}" '
            f'r="{radius:.1f}" stroke-width="{2 * px:.2f}"/><path stroke-width="{2.4 * px:.2f}" '
            f'd="M{x - radius * 0.5:.1f} {y:.1f}h{radius:.1f}"/></g>')


def _draw_mark(one: Feature, plane: Plane, px: float) -> str:
    x, y = _middle(one, plane)
    if one.kind == "gate":
        return (f'<circle class="gate" cx="{x:.1f}" cy="{y:.1f}" r="{6 * px:.1f}" stroke-width="{3 * px:.2f}"/>'
                f'<text lang="zh-Hans" class="name-gate" x="{x + 11 * px:.1f}" y="{y:.1f}" font-size="{13 * px:.1f}" '
                f'stroke-width="{4 * px:.1f}">{escape(one.name)}</text>')
    if one.kind == "parking":
        return (f'<rect class="parking" x="{x - 6 * px:.1f}" y="{y - 6 * px:.1f}" width="{12 * px:.1f}" '
                f'height="{12 * px:.1f}" rx="{3 * px:.1f}"/><text class="name-parking" x="{x:.1f}" y="{y:.1f}" '
                f'font-size="{9 * px:.1f}">P</text>')
    return f'<circle class="{one.kind}" cx="{x:.1f}" cy="{y:.1f}" r="{2.6 * px:.1f}" stroke-width="{px:.2f}"/>'


def _draw_scale(box: tuple[float, float, float, float], px: float) -> str:
    length = max((one for one in (10, 20, 50, 100, 200, 500) if one <= box[2] / 4), default=10)
    left, low = box[0] + 12 * px, box[1] + box[3] - 12 * px
    return (f'<path class="scale-line" stroke-width="{1.5 * px:.2f}" d="M{left:.1f} {low - 4 * px:.1f}V{low:.1f}'
            f'h{length}v{-4 * px:.1f}"/><text class="scale-words" x="{left + 5 * px:.1f}" y="{low - 6 * px:.1f}" '
            f'font-size="{11 * px:.1f}">{escape(_("%(n)d 米") % {"n": length})}</text>')
