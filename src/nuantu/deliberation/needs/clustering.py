"""A clustering as it is told and handed on: clusters, the digest of what was read, and what was learnt."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nuantu.deliberation.needs.model import Cell, Model


@dataclass(frozen=True)
class Cluster:
    """Needs that are one problem.

    Attributes
    ----------
    id
        Identity: made once from the first members, kept whatever comes or goes later.
    label
        The member that says it most plainly, or the name that somebody gave it.
    members
        Ids of its needs, in the order in which they came.
    """

    id: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Clustering:
    """All clusters of a body of needs.

    Attributes
    ----------
    clusters
        The clusters.
    inputs_sha256
        Digest of the needs that were read.
    model
        What was learnt of their phrases; ``None`` where clusters were made elsewhere.
    cells
        Cluster id -> cells of its members with how many have each: where new needs belong.
    counted
        Cluster id -> :func:`digest_members` when its cells were counted: whether somebody has edited it since.
    """

    clusters: tuple[Cluster, ...]
    inputs_sha256: str
    model: Model | None
    cells: Mapping[str, Mapping[Cell, int]] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)


def digest_members(cluster: Cluster) -> str:
    """A short digest of who is in a cluster, whatever the order."""
    return hashlib.sha256("\n".join(sorted(cluster.members)).encode()).hexdigest()[:16]


def count_cells(clusters: Sequence[Cluster], texts: Mapping[str, str], model: Model) -> dict[str, dict[Cell, int]]:
    """Cells of the members whose texts are at hand, cluster by cluster."""
    return {cluster.id: dict(Counter(model.find_cell(texts[member]) for member in cluster.members if member in texts))
            for cluster in clusters}
