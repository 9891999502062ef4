"""The ground of the map: water, parks, streets, rails and district names of a day, as compact SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from nuantu.core.tables import find_table
from nuantu.report.words import Pair

#: the longer side of the map has at most this many units
UNITS = 6000
STREETS = ("path", "lane", "street", "arterial", "expressway")

Point = tuple[float, float]
Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """How metres of the day's plane become whole map units, northwards up."""

    west_m: float
    north_m: float
    unit_m: float
    width: int
    height: int

    def place(self, x_m: float, y_m: float) -> Step:
        """A point in map units."""
        return round((x_m - self.west_m) / self.unit_m), round((self.north_m - y_m) / self.unit_m)


@dataclass(slots=True)
class Ground:
    """Drawn layers by name, and district rings by id for alert areas."""

    layers: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    labels: list[tuple[int, int, Pair]] = field(default_factory=list)
    found: bool = False


def frame_points(points: Sequence[Point], margin: float = 0.03) -> Frame:
    """A frame around points with a margin on each side."""
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    wide, tall = max(max(xs) - min(xs), 100.0), max(max(ys) - min(ys), 100.0)
    edge = margin * max(wide, tall)
    unit_m = max(wide + 2 * edge, tall + 2 * edge) / UNITS
    unit_m = next((nice for nice in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 50.0) if nice >= unit_m), unit_m)
    return Frame(min(xs) - edge, max(ys) + edge, unit_m,
                 round((wide + 2 * edge) / unit_m), round((tall + 2 * edge) / unit_m))


def draw_ground(day: Path, frame: Frame) -> Ground:
    """Draw what the day folder has; a day without streets gives an empty ground."""
    ground = Ground()
    _draw_features(day, frame, ground)
    _draw_districts(day, frame, ground)
    _draw_streets(day, frame, ground)
    return ground


def trace_line(steps: Sequence[Step], *, closed: bool = False) -> str:
    """A path of whole relative steps; points on a straight line between their neighbours are left out."""
    kept = drop_straight(steps)
    if len(kept) < 2:
        return ""
    moves = [f"{kept[i][0] - kept[i - 1][0]} {kept[i][1] - kept[i - 1][1]}" for i in range(1, len(kept))]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(moves).replace(" -", "-") + ("z" if closed else "")


def drop_straight(steps: Sequence[Step]) -> list[Step]:
    """Leave out repeated points and those within one unit of the line through their neighbours."""
    kept: list[Step] = []
    for step in steps:
        if kept and step == kept[-1]:
            continue
        while len(kept) >= 2 and _lies_between(kept[-2], kept[-1], step):
            kept.pop()
        kept.append(step)
    return kept


def _lies_between(first: Step, middle: Step, last: Step) -> bool:
    ax, ay = last[0] - first[0], last[1] - first[1]
    bx, by = middle[0] - first[0], middle[1] - first[1]
    length2 = ax * ax + ay * ay
    return abs(ax * by - ay * bx) <= 0.6 * max(1.0, length2**0.5) and 0 <= ax * bx + ay * by <= length2


def chain_edges(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Join edges that meet into lines of nodes, each edge once."""
    open_at: dict[int, list[int]] = {}
    for low, high in edges:
        open_at.setdefault(low, []).append(high)
        open_at.setdefault(high, []).append(low)
    lines = []
    ends = sorted(open_at, key=lambda node: (len(open_at[node]) % 2 == 0, node))
    for start in ends:
        while open_at[start]:
            lines.append(_walk(open_at, start))
    return lines


def _walk(open_at: dict[int, list[int]], start: int) -> list[int]:
    line, here = [start], start
    while open_at[here]:
        onward = open_at[here].pop()
        open_at[onward].remove(here)
        line.append(onward)
        here = onward
    return line


def _points(ring: Sequence[float], frame: Frame) -> list[Step]:
    return [frame.place(ring[i], ring[i + 1]) for i in range(0, len(ring) - 1, 2)]


def _draw_features(day: Path, frame: Frame, ground: Ground) -> None:
    path = day / "features.parquet"
    if not path.is_file():
        return
    drawn: dict[str, list[str]] = {}
    for row in find_table("day", "features").read(path).select(["kind", "ring_m"]).to_pylist():
        drawn.setdefault(row["kind"], []).append(
            trace_line(_points(row["ring_m"], frame), closed=row["kind"] != "rail"))
    for kind, paths in drawn.items():
        ground.layers[kind] = f'<path class="g-{escape(kind)}" d="{"".join(paths)}"/>'


def _draw_districts(day: Path, frame: Frame, ground: Ground) -> None:
    path = day / "districts.parquet"
    if not path.is_file():
        return
    for row in find_table("day", "districts").read(path).to_pylist():
        steps = _points(row["ring_m"], frame)
        ground.districts[row["district_id"]] = trace_line(steps, closed=True)
        middle = [sum(axis) // max(1, len(steps)) for axis in zip(*steps, strict=True)] or [0, 0]
        ground.labels.append((middle[0], middle[1], (row["name_zh"], row["name_en"])))


def _draw_streets(day: Path, frame: Frame, ground: Ground) -> None:
    nodes_path, edges_path = day / "street_nodes.parquet", day / "street_edges.parquet"
    if not nodes_path.is_file() or not edges_path.is_file():
        return
    nodes = find_table("day", "street_nodes").read(nodes_path)
    place = {node: frame.place(x, y) for node, x, y in zip(
        *(nodes.column(name).to_pylist() for name in ("node_id", "x_m", "y_m")), strict=True)}
    edges = find_table("day", "street_edges").read(edges_path)
    by_class: dict[str, set[tuple[int, int]]] = {}
    for low, high, kind in zip(*(edges.column(name).to_pylist() for name in ("from_node", "to_node", "class")),
                               strict=True):
        by_class.setdefault(kind, set()).add((min(low, high), max(low, high)))
    for kind in STREETS:
        lines = chain_edges(sorted(by_class.get(kind, ())))
        drawn = "".join(trace_line([place[node] for node in line]) for line in lines)
        if drawn:
            ground.layers[kind] = drawn
            ground.found = True
