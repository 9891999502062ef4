"""New needs go to the clusters that stand: nothing is clustered again, and no identity changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.clustering import Cluster, Clustering, count_cells, digest_members
from nuantu.deliberation.needs.labels import make_cluster
from nuantu.deliberation.needs.likeness import place_loose
from nuantu.deliberation.needs.model import Cell, Model, learn_model
from nuantu.deliberation.needs.nearness import NearIndex
from nuantu.deliberation.needs.need import Need, digest_needs

_NEW = -2
Key = str | Cell
"""Id of a cluster that stands; else the cell of a new one, or ``(_NEW, number)`` where its matter is unknown."""
Groups = dict[Key, list[Need]]
LEAST_NEAR = 0.3
"""How near the nearest label must be for a need whose matter nobody knows."""


def assign_onto(needs: Sequence[Need], old: Clustering) -> Clustering:
    """Put the needs that stand in no old cluster where they belong; what fits nowhere opens new clusters.

    A need belongs to the cluster that has most members of its place and matter. One whose matter is unknown goes to
    the cluster of the nearest label, or, with its like, to a new one: by features where the old clusters bring their
    model, by the encoder, on the texts themselves, where it had to be asked anyway. Clusters edited by hand are taken
    as they are: where the texts of all their members stand among ``needs``, their cells are counted anew.

    Raises
    ------
    InputError
        Where the old clusters bring no model and the text of one of their members is not among ``needs``.
    """
    home = {member: cluster.id for cluster in old.clusters for member in cluster.members}
    texts = {need.id: need.text for need in needs}
    model = old.model if old.model is not None else _learn(needs, home, texts)
    cells = _know_cells(old, texts, model)
    fresh = [need for need in needs if need.id not in home]
    places, loose = _sort_in(fresh, cells, model)
    if old.model is None:
        _place_by_meaning(loose, places, old, {need.id: need for need in needs})
    else:
        _place_by_features(loose, places, old)
    kept = [replace(one, members=(*one.members, *(need.id for need in places.pop(one.id, ())))) for one in old.clusters]
    opened = [make_cluster(group, model) for group in places.values() if group]
    clusters = (*kept, *opened)
    return Clustering(clusters, digest_needs(list(needs)), model,
                      _add_cells(cells, clusters, {need.id: need.text for need in fresh}, model),
                      {cluster.id: digest_members(cluster) for cluster in clusters})


def _learn(needs: Sequence[Need], home: Mapping[str, str], texts: Mapping[str, str]) -> Model:
    for member in home:
        if member not in texts:
            raise InputError(f"the old clusters bring no model, and the text of their need {member} is not in the file",
                             field="model",
                             fix="put the old needs into the file too, or name what 'needs cluster' wrote")
    return learn_model([need.text for need in sorted(needs, key=lambda need: need.id)])


def _know_cells(old: Clustering, texts: Mapping[str, str], model: Model) -> dict[str, Mapping[Cell, int]]:
    edited = [cluster for cluster in old.clusters if old.counted.get(cluster.id) != digest_members(cluster)]
    at_hand = [cluster for cluster in edited if all(member in texts for member in cluster.members)]
    return {**{cluster.id: old.cells.get(cluster.id, {}) for cluster in old.clusters},
            **count_cells(at_hand, texts, model)}


def _add_cells(cells: Mapping[str, Mapping[Cell, int]], clusters: Sequence[Cluster], texts: Mapping[str, str],
               model: Model) -> dict[str, Mapping[Cell, int]]:
    """Cells of all clusters with those of the fresh needs, whose texts these are."""
    added = count_cells(clusters, texts, model)
    return {name: Counter(cells.get(name, {})) + Counter(added[name]) for name in added}


def _sort_in(fresh: Sequence[Need], cells: Mapping[str, Mapping[Cell, int]], model: Model) -> tuple[Groups, list[Need]]:
    """Needs by the id of their cluster, or by their cell where no cluster has it; and those of unknown matter."""
    best: dict[Cell, tuple[int, str]] = {}
    for name, held in cells.items():
        for cell, count in held.items():
            best[cell] = max(best.get(cell, (0, "")), (count, name))
    groups: Groups = defaultdict(list)
    loose: list[Need] = []
    for need in fresh:
        cell = model.find_cell(need.text)
        if cell[1] < 0:
            loose.append(need)
        else:
            groups[best[cell][1] if cell in best else cell].append(need)
    return groups, loose


def _place_by_features(loose: Sequence[Need], groups: Groups, old: Clustering) -> None:
    """Each loose need to the cluster of the nearest label or fresh need; what is near none stands alone at first."""
    where: dict[str, Key] = {}
    index = NearIndex()
    for cluster in old.clusters:
        where[f"cluster {cluster.id}"] = cluster.id
        index.add(f"cluster {cluster.id}", cluster.label)
    for number, need in enumerate(loose):
        near = index.find(need.text, 1, LEAST_NEAR)
        where[f"need {need.id}"] = where[near[0].key] if near else (_NEW, number)
        groups[where[f"need {need.id}"]].append(need)
        index.add(f"need {need.id}", need.text)


def _place_by_meaning(loose: Sequence[Need], groups: Groups, old: Clustering, needs: Mapping[str, Need]) -> None:
    names: list[Key] = [cluster.id for cluster in old.clusters if cluster.members]
    names += [key for key in groups if isinstance(key, tuple)]
    standing = {cluster.id: [needs[member] for member in cluster.members] for cluster in old.clusters}
    before = [standing[name] if isinstance(name, str) else groups[name] for name in names]
    for number, group in enumerate(place_loose(loose, before)):
        added = group[len(before[number]):] if number < len(before) else group
        groups[names[number] if number < len(before) else (_NEW, number)].extend(added)
