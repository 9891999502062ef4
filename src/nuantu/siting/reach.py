"""Who can walk where: the sparse matrix of candidates and points within reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from nuantu.siting.problem import Floats, Ints, Place, Siting, Streets


@dataclass(frozen=True)
class Reach:
    """``walks``: metres on foot plus one, a row a candidate, a column a point, nothing where it is too far.

    The one added keeps a walk of nought metres in the matrix. ``stood`` says which points a standing station reaches
    already.
    """

    walks: csr_array
    stood: NDArray[np.bool_]

    @property
    def covers(self) -> csr_array:
        """One where a candidate reaches a point."""
        ones = self.walks.copy()
        ones.data = np.ones(len(ones.data), dtype=np.int64)
        return ones

    @property
    def reachable(self) -> NDArray[np.bool_]:
        """Which points a candidate or a standing station reaches."""
        by_candidate = np.bincount(self.walks.indices, minlength=self.walks.shape[1]) > 0
        return np.asarray(by_candidate | self.stood)


def measure_reach(siting: Siting) -> Reach:
    """Walk from every candidate and standing station to every point within reach."""
    walks = walk_from(siting, siting.candidates)
    stood = walk_from(siting, siting.standing)
    return Reach(walks, np.bincount(stood.indices, minlength=len(siting.points)) > 0)


def walk_from(siting: Siting, places: Sequence[Place]) -> csr_array:
    """Metres on foot plus one from each place (row) to each point (column) within reach."""
    shape = (len(places), len(siting.points))
    if not places or not len(siting.points):
        return csr_array(shape, dtype=np.float64)
    xy = np.array([(place.x_m, place.y_m) for place in places])
    if siting.walks_m is not None:
        rows, columns, metres = _read_walks(siting, places)
    elif siting.streets is not None:
        rows, columns, metres = _walk_streets(siting, xy, siting.streets)
    else:
        rows, columns, metres = _walk_lines(siting, xy)
    near = metres <= siting.reach_m
    found = csr_array((metres[near] + 1, (rows[near], columns[near])), shape=shape)
    found.sort_indices()
    return found


Walks = tuple[Ints, Ints, Floats]


def _walk_lines(siting: Siting, xy: Floats) -> Walks:
    """The straight line times the detour."""
    line_m = siting.reach_m * 1000 / siting.detour_pm
    near: list[list[int]] = list(cKDTree(xy).query_ball_point(siting.points_m, line_m * (1 + 1e-9)))  # type: ignore[arg-type]
    counts = np.fromiter((len(found) for found in near), dtype=np.int64, count=len(near))
    columns = np.repeat(np.arange(len(near)), counts)
    rows = np.concatenate([np.asarray(found, dtype=np.int64) for found in near])
    gap = xy[rows] - siting.points_m[columns]
    return rows, columns, np.round(np.hypot(gap[:, 0], gap[:, 1]) * siting.detour_pm / 1000, 6)


def _read_walks(siting: Siting, places: Sequence[Place]) -> Walks:
    """The walks that the problem names."""
    assert siting.walks_m is not None
    row_of = {place.id: number for number, place in enumerate(places)}
    column_of = {point: number for number, point in enumerate(siting.points)}
    told = [(row_of[place], column_of[point], metres) for (place, point), metres in siting.walks_m.items()
            if place in row_of]
    rows, columns, metres = zip(*told, strict=True) if told else ((), (), ())
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(metres, dtype=np.float64)


def _walk_streets(siting: Siting, xy: Floats, streets: Streets) -> Walks:
    """Straight to the nearest crossing, along the streets, and straight from the crossing nearest to the point."""
    tree = cKDTree(streets.xy_m)
    to_street, first = (np.asarray(found) for found in tree.query(xy))
    from_street, last = (np.asarray(found) for found in tree.query(siting.points_m))
    count = len(streets.xy_m)
    # Between two crossings the shortest of several edges counts; a sparse matrix alone would add them up.
    order = np.lexsort((streets.length_m, streets.ends[:, 1], streets.ends[:, 0]))
    ends, length_m = streets.ends[order], streets.length_m[order]
    fresh = np.ones(len(ends), dtype=bool)
    fresh[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    graph = csr_array((np.maximum(length_m[fresh], 1e-9), (ends[fresh, 0], ends[fresh, 1])), shape=(count, count))
    rows: list[Ints] = []
    columns: list[Ints] = []
    metres: list[Floats] = []
    for row in range(len(xy)):
        walked = dijkstra(graph, directed=False, indices=[int(first[row])], limit=siting.reach_m)[0]
        whole = to_street[row] + walked[last] + from_street
        near = np.flatnonzero(whole <= siting.reach_m)
        rows.append(np.full(len(near), row))
        columns.append(near)
        metres.append(np.round(whole[near], 6))
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(metres)
