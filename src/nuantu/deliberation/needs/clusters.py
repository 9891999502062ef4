"""Clusters of needs: what the same people would call the same problem, each with an identity and a label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from nuantu.deliberation.needs.clustering import Clustering, count_cells
from nuantu.deliberation.needs.labels import make_cluster
from nuantu.deliberation.needs.linkage import Linkage
from nuantu.deliberation.needs.meaning import DIMENSIONS, Vectors, encode, shorten
from nuantu.deliberation.needs.model import Cell, learn_model
from nuantu.deliberation.needs.need import Need, digest_needs
from nuantu.deliberation.needs.wording import normalise

LEAST_TEXT_LIKE = 0.55
"""Mean cosine of whole texts from which needs without a known matter are one problem."""
LEAST_CLUSTER_LIKE = 0.6
"""Cosine of a whole text with the middle of a cluster from which it belongs there."""
FEW = 3
READ = 4


def cluster_all(needs: Sequence[Need]) -> Clustering:
    """Group needs by place and matter; the largest cluster first, then by identity.

    What names no matter that others name too is compared as a whole text: with the middles of the clusters, then with
    its like. The result depends on the set of needs alone, not on their order.
    """
    held = sorted(needs, key=lambda need: need.id)
    model = learn_model([need.text for need in held])
    cells: dict[Cell, list[Need]] = defaultdict(list)
    loose: list[Need] = []
    for need in held:
        cell = model.find_cell(need.text)
        (loose if cell[1] < 0 else cells[cell]).append(need)
    groups = place_loose(loose, list(fold_small(cells).values()))
    found = [make_cluster(group, model) for group in groups]
    clusters = tuple(sorted(found, key=lambda cluster: (-len(cluster.members), cluster.id)))
    texts = {need.id: need.text for need in held}
    return Clustering(clusters, digest_needs(held), model, count_cells(clusters, texts, model))


def fold_small(cells: Mapping[Cell, list[Need]]) -> dict[Cell, list[Need]]:
    """Cells of fewer than ``FEW`` needs without a known place go to the largest cell of their matter."""
    largest: dict[int, Cell] = {}
    for cell in sorted(cells, key=lambda cell: (-len(cells[cell]), cell)):
        largest.setdefault(cell[1], cell)
    folded: dict[Cell, list[Need]] = defaultdict(list)
    for cell, group in cells.items():
        home = largest[cell[1]] if cell[0] < 0 and len(group) < FEW else cell
        folded[home].extend(group)
    return folded


def place_loose(loose: Sequence[Need], groups: Sequence[list[Need]]) -> list[list[Need]]:
    """Groups with the loose needs in them: each where it is near enough, the others with their like."""
    if not loose:
        return list(groups)
    placed = [list(group) for group in groups]
    points = encode([normalise(need.text) for need in loose])
    middles = find_middles(groups)
    rest = []
    for row, need in enumerate(loose):
        near = middles @ points[row] if len(middles) else np.zeros(0)
        best = int(near.argmax()) if near.size else -1
        if best >= 0 and near[best] >= LEAST_CLUSTER_LIKE:
            placed[best].append(need)
        else:
            rest.append(row)
    return placed + [[loose[row] for row in rows] for rows in _link_texts(points, rest)]


def find_middles(groups: Iterable[Sequence[Need]]) -> Vectors:
    """Mean point of the texts of each group, of length 1; at most ``READ`` texts a group are read, evenly taken."""
    taken = [list(group)[:: -(-len(group) // READ)] for group in groups]
    points = encode([normalise(need.text) for group in taken for need in group])
    ends = np.cumsum([len(group) for group in taken])
    parts = np.split(points, ends[:-1]) if taken else []
    if not parts:
        return np.zeros((0, DIMENSIONS), np.float32)
    return shorten(np.array([part.mean(axis=0) for part in parts], np.float32))


def _link_texts(points: Vectors, rows: Sequence[int]) -> list[list[int]]:
    if not rows:
        return []
    held = points[list(rows)]
    own = Linkage(held, np.ones(len(rows)), np.zeros((len(rows), len(rows))), len(rows), 0.0).join(LEAST_TEXT_LIKE)
    grouped: dict[int, list[int]] = defaultdict(list)
    for row, number in zip(rows, own, strict=True):
        grouped[int(number)].append(row)
    return list(grouped.values())
