"""Charts of a plan: what one site more brings, and how near to the best that can be; a motorway with its gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.charts import WIDTH, Chart
from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.interfaces.site_told import PlanTold, say_share

#: A step of the axis, per cent.
STEPS = (5, 10, 20, 25)


def chart_curve(told: PlanTold) -> Chart:
    """Share within reach by number of sites, with what no choice can exceed above it."""
    curve, total = told.result["curve"], told.result["total"] or 1
    planned = len(told.sites)
    more = [step for step in curve if step["sites"] > planned]
    sentence = _say_curve(told, curve, total, planned)
    rows = [[step["sites"], say_share(step["covered"], total), say_share(step["at_most"], total),
             say_share(step["covered"] - before["covered"], total)]
            for before, step in zip([curve[0], *curve], curve, strict=False)]
    return Chart(sentence, draw_curve(curve, total, planned, sentence),
                 [_("座数"), _("够得着"), _("最多可能"), _("这一座添")], rows,
                 _("实线是按顺序建成后够得着的，虚线是同样座数谁也超不过的上限") if more or planned else "")


def _say_curve(told: PlanTold, curve: Sequence[Mapping[str, int]], total: int, planned: int) -> str:
    if planned < 2:
        return _("够得着的需求：从 %(before)s 到 %(after)s") % {"before": told.before, "after": told.after}
    first = curve[1]["covered"] - curve[0]["covered"]
    last = curve[planned]["covered"] - curve[planned - 1]["covered"]
    return _("第 1 座添 %(first)s，第 %(n)d 座还添 %(last)s") % {
        "first": say_share(first, total), "n": planned, "last": say_share(last, total)}


def draw_curve(curve: Sequence[Mapping[str, int]], total: int, planned: int, words: str, height: int = 200
               ) -> SafeString:
    """The drawing: one line, its bound dashed above it, and a mark where the plan ends."""
    left, right, low, top = 40, WIDTH - 12, height - 26, 16
    last = max(1, curve[-1]["sites"])
    most = max(step["at_most"] for step in curve) / total * 100
    step = next((one for one in STEPS if most / one <= 5), STEPS[-1])
    roof = max(step, -(-most // step) * step)

    def place(sites: int, amount: int) -> tuple[float, float]:
        return (left + (right - left) * sites / last, low - (low - top) * (amount / total * 100) / roof)

    lines = [f'<path class="grid-line" d="M{left} {place(0, int(total * at / 100))[1]:.1f}H{right}"/>'
             f'<text x="{left - 6}" y="{place(0, int(total * at / 100))[1] + 4:.1f}" text-anchor="end">{at:.0f}%</text>'
             for at in range(0, int(roof) + 1, step)]
    paths = []
    for kind, name in (("bound", "at_most"), ("line", "covered")):
        spots = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(one["sites"], one[name]) for one in curve))
        paths.append(f'<polyline class="curve-{kind}" points="{spots}"/>')
    x, y = place(planned, curve[min(planned, len(curve) - 1)]["covered"])
    ticks = "".join(f'<text x="{place(n, 0)[0]:.1f}" y="{height - 8}" text-anchor="middle">{n}</text>'
                    for n in _list_ticks(last))
    return as_safe(f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(words)}">{"".join(lines)}'
                   f'{"".join(paths)}<path class="limit worker" d="M{x:.1f} {low}V{y:.1f}"/>'
                   f'<circle class="of-worker-fill" cx="{x:.1f}" cy="{y:.1f}" r="5"/>{ticks}</svg>')


def _list_ticks(last: int) -> list[int]:
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100) if last / one <= 8)
    return list(range(0, last + 1, step))


def draw_road(road: Mapping[str, Any], words: str) -> SafeString:
    """A motorway as a line: homes that stand, areas to build, the others, and stretches that stay too long."""
    wide, height, left = 720, 96, 16
    length = max(1.0, float(road["to_km"]) - float(road["from_km"]))

    def at(km: float) -> float:
        return left + (wide - 2 * left) * (km - float(road["from_km"])) / length

    parts = [f'<path class="road-line" d="M{at(road["from_km"]):.1f} 44H{at(road["to_km"]):.1f}"/>']
    parts += [f'<path class="road-gap" d="M{at(low):.1f} 44H{at(high):.1f}"/>' for low, high in road["gaps_after"]]
    for area in road["areas"]:
        build = area["id"] in road["build"]
        kind = "stands" if area["says"] == "stands" else "build" if build else "other"
        radius = 9 if kind != "other" else 6
        parts.append(f'<circle class="area {kind}" cx="{at(area["km"]):.1f}" cy="44" r="{radius}">'
                     f'<title>{escape(area["name"])}</title></circle>'
                     f'<text x="{at(area["km"]):.1f}" y="24" text-anchor="middle">{area["km"]:g}</text>')
    marks = [road["from_km"], road["to_km"]]
    parts += [f'<text x="{at(km):.1f}" y="78" text-anchor="{side}">{escape(_("%(km)g 公里") % {"km": km})}</text>'
              for km, side in zip(marks, ("start", "end"), strict=True)]
    return as_safe(f'<svg class="road-strip" viewBox="0 0 {wide} {height}" role="img" aria-label="{escape(words)}">'
                   f'{"".join(parts)}</svg>')
