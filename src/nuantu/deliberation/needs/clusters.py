"""Clusters of needs: what the same people would call the same problem, each with an identity and a label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nuantu.deliberation.needs.clustering import Clustering, count_cells, digest_members
from nuantu.deliberation.needs.labels import make_cluster
from nuantu.deliberation.needs.likeness import place_loose
from nuantu.deliberation.needs.model import Cell, learn_model
from nuantu.deliberation.needs.need import Need, digest_needs

FEW = 3


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
    return Clustering(clusters, digest_needs(held), model, count_cells(clusters, texts, model),
                      {cluster.id: digest_members(cluster) for cluster in clusters})


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
