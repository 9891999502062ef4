"""Draw the plan of a native day as an SVG file, to look at: python tools/draw_city.py DAY PLAN.svg."""

from __future__ import annotations

import sys
from pathlib import Path

from nuantu.replay.day import Day
from nuantu.replay.reading import read_day

WIDTHS_M = {"expressway": 60, "arterial": 38, "street": 22, "lane": 12, "path": 8}
COLOURS = {"expressway": "#E3C79B"}
FILLS = {"park": "#DCE6D5", "river": "#CFE0EE", "lake": "#C3D6E8"}


def draw(day: Day) -> str:
    """The plan: green and water, roads from narrow to wide, rails, gates, kitchens and district names."""
    nodes = day.street_nodes
    assert nodes is not None, "the day has no streets"
    places = list(zip(nodes["x_m"].to_pylist(), nodes["y_m"].to_pylist(), strict=True))
    right, top = max(x for x, _ in places), max(y for _, y in places)
    scale = right / 7000
    box = f'viewBox="0 0 {right:.0f} {top:.0f}" width="1400"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {box} style="background:#EFE9DF">']
    parts += _draw_features(day, top)
    parts += _draw_roads(day, places, top, scale**0.5)
    for x, y in zip(day.merchants["x_m"].to_pylist(), day.merchants["y_m"].to_pylist(), strict=True):
        parts.append(f'<circle cx="{x:.0f}" cy="{top - y:.0f}" r="{14 * scale:.0f}" fill="#D9480F"/>')
    if day.compounds is not None:
        gates = day.compounds
        for x, y in zip(gates["gate_x_m"].to_pylist(), gates["gate_y_m"].to_pylist(), strict=True):
            parts.append(f'<circle cx="{x:.0f}" cy="{top - y:.0f}" r="{9 * scale:.0f}" fill="#3B5B7A"/>')
    parts += _draw_names(day, top, 130 * scale)
    return "\n".join([*parts, "</svg>"])


def _path(points: list[tuple[float, float]], top: float) -> str:
    return "M" + "L".join(f"{x:.0f} {top - y:.0f}" for x, y in points)


def _pairs(ring: list[float]) -> list[tuple[float, float]]:
    return list(zip(ring[::2], ring[1::2], strict=True))


def _draw_features(day: Day, top: float) -> list[str]:
    if day.features is None:
        return []
    shapes = []
    for kind, ring in zip(day.features["kind"].to_pylist(), day.features["ring_m"].to_pylist(), strict=True):
        style = (f'fill="{FILLS[kind]}"' if kind in FILLS
                 else 'fill="none" stroke="#999" stroke-width="9" stroke-dasharray="40 26"')
        shapes.append(f'<path d="{_path(_pairs(ring), top)}" {style}/>')
    return shapes


def _draw_roads(day: Day, places: list[tuple[float, float]], top: float, scale: float) -> list[str]:
    edges = day.street_edges
    assert edges is not None
    lines: dict[str, list[str]] = {name: [] for name in WIDTHS_M}
    for begin, end, kind in zip(edges["from_node"].to_pylist(), edges["to_node"].to_pylist(),
                                edges["class"].to_pylist(), strict=True):
        lines[kind].append(_path([places[begin], places[end]], top))
    return [
        f'<path d="{"".join(lines[kind])}" stroke="{COLOURS.get(kind, "#fff")}" '
        f'stroke-width="{WIDTHS_M[kind] * scale:.0f}" fill="none" stroke-linecap="round"/>'
        for kind in reversed(WIDTHS_M)
    ]


def _draw_names(day: Day, top: float, size: float) -> list[str]:
    if day.districts is None:
        return []
    names = []
    for zh, ring in zip(day.districts["name_zh"].to_pylist(), day.districts["ring_m"].to_pylist(), strict=True):
        points = _pairs(ring)[:-1]
        x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
        dashes = f'stroke-width="{size / 14:.0f}" stroke-dasharray="{size / 4:.0f} {size / 5:.0f}"'
        halo = f'stroke="#fff" stroke-width="{size / 6:.0f}" paint-order="stroke"'
        place = f'x="{x:.0f}" y="{top - y:.0f}"'
        names += [
            f'<path d="{_path(_pairs(ring), top)}" fill="none" stroke="#B7791F" {dashes}/>',
            f'<text {place} font-size="{size:.0f}" text-anchor="middle" {halo} fill="#1E2226">{zh}</text>',
        ]
    return names


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(draw(read_day(Path(sys.argv[1]))), encoding="utf-8")
