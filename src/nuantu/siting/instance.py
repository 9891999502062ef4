"""The covering problem behind a siting, as small as it can be made without changing its answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from nuantu.siting.problem import Ints
from nuantu.siting.reach import Reach


@dataclass(frozen=True)
class Instance:
    """Choose ``sites`` rows of ``covers`` (0 or 1, candidates by points) that cover the most ``weights``.

    ``candidate`` gives for each row the number of the candidate that it stands for.
    """

    covers: csr_array
    weights: Ints
    candidate: Ints
    sites: int

    def value(self, rows: NDArray[np.int64]) -> int:
        """What these rows cover."""
        if not len(rows):
            return 0
        covered = np.asarray(self.covers[rows].sum(axis=0)).ravel() > 0
        return int(self.weights[covered].sum())


def make_instance(reach: Reach, weights: Ints, sites: int) -> Instance:
    """The covering problem of what standing stations leave.

    Points that count nothing, that no candidate reaches or that a station reaches already are left out; points with
    the same candidates become one; a candidate whose points another one covers too is left out. The optimum stays.
    """
    open_points = np.flatnonzero((weights > 0) & ~reach.stood)
    merged, summed = _merge_points(reach.covers[:, open_points], weights[open_points])
    rows = _drop_dominated(merged)
    kept = csr_array(merged[rows])
    kept.sort_indices()
    return Instance(kept, summed, rows, min(sites, len(rows)))


def _merge_points(covers: csr_array, weights: Ints) -> tuple[csr_array, Ints]:
    by_point = covers.tocsc()
    by_point.sort_indices()
    groups: dict[bytes, list[int]] = {}
    for point in range(by_point.shape[1]):
        who = by_point.indices[by_point.indptr[point]:by_point.indptr[point + 1]]
        if len(who):
            groups.setdefault(who.tobytes(), []).append(point)
    first = np.array([points[0] for points in groups.values()], dtype=np.int64)
    summed = np.array([int(weights[points].sum()) for points in groups.values()], dtype=np.int64)
    return csr_array(by_point[:, first]), summed


def _drop_dominated(covers: csr_array) -> Ints:
    """Rows that no other row contains; of equal rows the first."""
    size = np.asarray(covers.sum(axis=1)).ravel()
    shared = (covers @ covers.T).tocoo()
    contained = (shared.data == size[shared.row]) & (shared.row != shared.col)
    larger = size[shared.col] > size[shared.row]
    earlier = (size[shared.col] == size[shared.row]) & (shared.col < shared.row)
    dropped = np.zeros(len(size), dtype=bool)
    dropped[shared.row[contained & (larger | earlier)]] = True
    return np.flatnonzero(~dropped & (size > 0))
