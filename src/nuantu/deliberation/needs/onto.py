"""New needs go to the clusters that stand: nothing is clustered again, and no identity changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.clustering import Cluster, Clustering, count_cells
from nuantu.deliberation.needs.labels import make_cluster
from nuantu.deliberation.needs.model import Cell, Model, learn_model
from nuantu.deliberation.needs.nearness import NearIndex
from nuantu.deliberation.needs.need import Need, digest_needs

LEAST_NEAR = 0.3
"""How near the nearest known text must be for a need whose matter nobody knows."""


def assign_onto(needs: Sequence[Need], old: Clustering) -> Clustering:
    """Put the needs that stand in no old cluster where they belong; what fits nowhere opens new clusters.

    A need belongs to the cluster that has most members of its place and matter. One whose matter is unknown goes to
    the cluster of the nearest text at hand, or, with its like, to a new one. Clusters edited by hand are taken as they
    are: where the texts of their members stand among ``needs``, their cells are counted anew.

    Raises
    ------
    InputError
        Where the old clusters bring no model and the text of one of their members is not among ``needs``.
    """
    home = {member: cluster.id for cluster in old.clusters for member in cluster.members}
    texts = {need.id: need.text for need in needs}
    model = old.model if old.model is not None else _learn(needs, home, texts)
    cells = _know_cells(old, texts, model)
    gained: dict[str, list[str]] = defaultdict(list)
    opened: list[Cluster] = []
    fresh = [need for need in needs if need.id not in home]
    for name, group in _sort_in(fresh, cells, model, {key: texts[key] for key in home if key in texts}, home).items():
        if isinstance(name, str):
            gained[name].extend(need.id for need in group)
        else:
            opened.append(make_cluster(group, model))
    clusters = (*(replace(one, members=(*one.members, *gained[one.id])) for one in old.clusters), *opened)
    for cluster in clusters:
        added = Counter(model.find_cell(texts[member]) for member in gained.get(cluster.id, ()))
        if cluster in opened:
            added = Counter(model.find_cell(texts[member]) for member in cluster.members)
        cells[cluster.id] = dict(Counter(cells.get(cluster.id, {})) + added)
    return Clustering(clusters, digest_needs(list(needs)), model, cells)


def _learn(needs: Sequence[Need], home: Mapping[str, str], texts: Mapping[str, str]) -> Model:
    for member in home:
        if member not in texts:
            raise InputError(f"the old clusters bring no model, and the text of their need {member} is not in the file",
                             field="model",
                             fix="put the old needs into the file too, or name what 'needs cluster' wrote")
    return learn_model([need.text for need in sorted(needs, key=lambda need: need.id)])


def _know_cells(old: Clustering, texts: Mapping[str, str], model: Model) -> dict[str, Mapping[Cell, int]]:
    counted = count_cells(old.clusters, texts, model)
    known: dict[str, Mapping[Cell, int]] = {}
    for cluster in old.clusters:
        at_hand = all(member in texts for member in cluster.members)
        known[cluster.id] = counted[cluster.id] if at_hand and cluster.members else old.cells.get(cluster.id, {})
    return known


def _sort_in(fresh: Sequence[Need], cells: Mapping[str, Mapping[Cell, int]], model: Model,
             known: Mapping[str, str], home: Mapping[str, str]) -> dict[str | Cell | int, list[Need]]:
    """Needs by cluster id; by cell or by number where no cluster is theirs."""
    best: dict[Cell, tuple[int, str]] = {}
    for name, held in cells.items():
        for cell, count in held.items():
            if cell[1] >= 0:
                best[cell] = max(best.get(cell, (0, "")), (count, name))
    sorted_in: dict[str | Cell | int, list[Need]] = defaultdict(list)
    loose: list[Need] = []
    for need in fresh:
        cell = model.find_cell(need.text)
        if cell[1] < 0:
            loose.append(need)
        else:
            sorted_in[best[cell][1] if cell in best else cell].append(need)
    index = NearIndex(known.items())
    where: dict[str, str | Cell | int] = dict(home)
    for need in loose:
        near = index.find(need.text, 1, LEAST_NEAR)
        where[need.id] = where[near[0].key] if near else len(where)
        sorted_in[where[need.id]].append(need)
        index.add(need.id, need.text)
    return sorted_in
