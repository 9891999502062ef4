"""The map of a plan, drawn on the server: demand by square, what stands, the chosen sites with their reach, wishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.interfaces.ground import draw_streets, find_plane, find_view
from nuantu_hub.stations.interfaces.plane import Frame, Plane, frame_places
from nuantu_hub.stations.interfaces.site_told import LEFT, OUT, STOOD, PlanTold
from nuantu_hub.stations.interfaces.station_map import draw_scale

WIDTH_PX, SHAPE = 720.0, 720 / 560
#: A square of demand is drawn as a dot, the larger the more speaks for it: radii in metres, by quarters of all squares.
RADII_M = (26, 44, 62, 82)
STRENGTHS = len(RADII_M)


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What the page shows: the frame, layers from below to above, and the scale."""

    frame: Frame
    streets: SafeString
    demand: SafeString
    standing: SafeString
    sites: SafeString
    scale: SafeString


def draw_plan(told: PlanTold, chosen: int, address: str) -> SiteMap | None:
    """The map of a plan with one site chosen; each site leads to ``address?site=RANK``. None where there is nothing."""
    places = [(one["lat_deg"], one["lon_deg"]) for one in told.problem["points"]]
    places += [(site.row["lat_deg"], site.row["lon_deg"]) for site in told.sites]
    if not places:
        return None
    plane = find_plane(places)
    frame = frame_places([plane.place(*one) for one in places], SHAPE, margin=0.04)
    px = frame.width / WIDTH_PX
    return SiteMap(frame, draw_streets(find_view(), px), _draw_demand(told, plane),
                   _draw_standing(told, plane, frame, px), _draw_sites(told, plane, px, chosen, address),
                   draw_scale(frame, WIDTH_PX))


def _grade(weights: list[int]) -> list[int]:
    """Limits that part weights into so many strengths of equal count."""
    ranked = sorted(weights)
    return [ranked[len(ranked) * step // STRENGTHS] for step in range(1, STRENGTHS)] if ranked else []


def _draw_demand(told: PlanTold, plane: Plane) -> SafeString:
    """Dots by who serves a square and how much speaks for it; wishes as flags with their votes."""
    shares = told.shares
    points = told.problem["points"]
    served = told.result["served"]
    weights = [sum(point.get(name, 0) * share for name, share in shares.items()) for point in points]
    limits = _grade([weight for weight in weights if weight])
    squares, flags = [], []
    for point, who, weight in zip(points, served, weights, strict=True):
        x, y = plane.place(point["lat_deg"], point["lon_deg"])
        kind = {STOOD: "stood", LEFT: "left", OUT: "out"}.get(who, "new")
        if "wishes" in point:
            flags.append(_draw_wish(point, x, y, kind))
        elif weight:
            strength = 1 + sum(weight > limit for limit in limits)
            squares.append(f'<circle class="need {kind} s{strength}" cx="{x:.0f}" cy="{y:.0f}" '
                           f'r="{RADII_M[strength - 1]}"/>')
    return as_safe("".join([*squares, *flags]))


def _draw_wish(point: dict[str, Any], x: float, y: float, kind: str) -> str:
    words = _("%(place)s，%(n)d 票") % {"place": point["name"], "n": point["wishes"]}
    return (f'<g class="wish {kind}" data-x="{x:.0f}" data-y="{y:.0f}"><title>{escape(words)}</title>'
            f'<path d="M{x:.0f} {y:.0f}v-150" stroke-width="18"/>'
            f'<path class="cloth" d="M{x:.0f} {y - 150:.0f}h110l-34 40l34 40h-110z"/></g>')


def _draw_standing(told: PlanTold, plane: Plane, frame: Frame, px: float) -> SafeString:
    """Stations that count as standing."""
    parts = []
    for one in told.problem["standing"]:
        x, y = plane.place(one["lat_deg"], one["lon_deg"])
        if frame.holds(x, y):
            parts.append(f'<g class="stands"><title>{escape(one["name"])}</title>'
                         f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{8 * px:.0f}" stroke-width="{2 * px:.0f}"/></g>')
    return as_safe("".join(parts))


def _draw_sites(told: PlanTold, plane: Plane, px: float, chosen: int, address: str) -> SafeString:
    """The chosen sites by their rank; how far one walks to the one that is looked at."""
    parts: list[str] = []
    last: list[str] = []
    walk = told.result["walk"]
    radius = told.result["walk_m"] * 1000 / walk.get("detour_pm", 1000)
    for site in told.sites:
        x, y = plane.place(site.row["lat_deg"], site.row["lon_deg"])
        on = site.rank == chosen
        parts.append(f'<circle class="{"reach" if on else "reach faint"}" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" '
                     f'stroke-width="{(2 if on else 1.25) * px:.1f}" stroke-dasharray="{6 * px:.0f} {5 * px:.0f}"/>')
        mark = (f'<a class="site-mark{" chosen" if on else ""}" href="{escape(address)}?site={site.rank}" '
                f'aria-label="{escape(_("第 %(n)d 座，%(name)s") % {"n": site.rank, "name": site.row["name"]})}">'
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{(18 if on else 14) * px:.0f}" stroke-width="{2.5 * px:.0f}"/>'
                f'<text x="{x:.0f}" y="{y:.0f}" font-size="{(17 if on else 14) * px:.0f}">{site.rank}</text></a>')
        (last if on else parts).append(mark)
    return as_safe("".join(parts + last))
