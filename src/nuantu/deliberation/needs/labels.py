"""The name of a cluster: the member that says it most plainly."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from nuantu.deliberation.needs.clustering import Cluster
from nuantu.deliberation.needs.model import Model
from nuantu.deliberation.needs.need import Need
from nuantu.deliberation.needs.wording import normalise

MOST_SIGNS = 24
_SHORT = 8


def make_cluster(group: Sequence[Need], model: Model) -> Cluster:
    """A new cluster of these needs, with its label, and its identity from a digest of their ids."""
    members = tuple(need.id for need in group)
    told = hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()
    return Cluster(f"n-{told[:12]}", name_group(group, model), members)


def name_group(group: Sequence[Need], model: Model) -> str:
    """The text that says most of what all say, for its length; among equals the one of the smaller id.

    Each phrase counts by how many members say it and by its signs. What nobody shares, padding and typing errors,
    makes a text longer and no better. A text longer than ``MOST_SIGNS`` is cut there.
    """
    said = {need.id: {phrase for slot in model.read(need.text) for phrase in slot} for need in group}
    often = Counter(phrase for phrases in said.values() for phrase in phrases)
    worth = {name: sum(often[phrase] * len(phrase) for phrase in phrases) for name, phrases in said.items()}
    best = min(group, key=lambda need: (-worth[need.id] / (_SHORT + len(normalise(need.text))), need.id))
    label = " ".join(best.text.split())
    return label if len(label) <= MOST_SIGNS else f"{label[:MOST_SIGNS - 1]}…"
