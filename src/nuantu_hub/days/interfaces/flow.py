"""Beneath the map: orders of every ten minutes, riders on duty, alerts, breaches, and where the clock stands."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString

from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.dials import as_safe

HOUR_S = 3600
WIDTH, HEIGHT, BASE, TOP = 1000, 126, 112, 14


def place_time(view: RunView, t: float) -> float:
    """Where a second of the day lies across the drawing."""
    return WIDTH * t / view.end


def draw_flow(view: RunView, t: int, sentence: str) -> SafeString:
    """Columns of orders, the line of riders, alert windows behind, breaches as ticks beneath, and the clock."""
    flow = view.facts["flow"]
    most, crew = max(flow["placed"], default=1) or 1, max(flow["online"], default=1) or 1
    step = WIDTH / max(1, len(flow["placed"]))
    windows = sorted({(place_time(view, one["from"]), place_time(view, one["to"])) for one in view.facts["alerts"]})
    parts = [f'<rect class="alert-window" x="{low:.1f}" y="{TOP - 8}" width="{high - low:.1f}" '
             f'height="{BASE - TOP + 8}"/>' for low, high in windows]
    for number, count in enumerate(flow["placed"]):
        tall = (BASE - TOP) * count / most
        past = "past" if (number + 1) * view.facts["slice_s"] <= t else "to-come"
        parts.append(f'<rect class="{past}" x="{number * step + 0.6:.1f}" y="{BASE - tall:.1f}" '
                     f'width="{step - 1.2:.1f}" height="{tall:.1f}"/>')
    line = " ".join(f"{number * step:.1f},{BASE - (BASE - TOP) * count / crew * 0.8:.1f}"
                    for number, count in enumerate(flow["online"]))
    parts.append(f'<polyline class="crew" points="{line}"/><path class="axis" d="M0 {BASE}H{WIDTH}"/>')
    parts += [f'<rect class="breach" x="{place_time(view, moment):.1f}" y="{BASE + 3}" width="3" height="8"/>'
              for moment, _clause, verdict, *_rest in view.facts["breaches"]
              if verdict == "violated" and moment is not None]
    x = place_time(view, t)
    parts.append(f'<path class="now" id="flow-now" d="M{x:.1f} {TOP - 10}V{BASE}"/>')
    return as_safe(f'<svg class="flow" id="flow" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
                   f'aria-label="{escape(sentence)}">{"".join(parts)}</svg>')


def draw_hours(view: RunView) -> SafeString:
    """The hours beneath the drawing, every second one; apart from it, since it is stretched and they are not."""
    shown = [hour for hour in range(0, view.end // HOUR_S + 1, 2) if hour * HOUR_S < view.end * 0.98]
    marks = "".join(f'<text x="{100 * hour * HOUR_S / view.end:.2f}%" y="14" '
                    f'text-anchor="{"middle" if hour else "start"}">{hour:02d}:00</text>' for hour in shown)
    return as_safe(f'<svg class="hours" aria-hidden="true">{marks}</svg>')
