"""The name of a cluster: the member that says it most plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nuantu.deliberation.needs.clustering import Cluster, digest_members
from nuantu.deliberation.needs.model import Model
from nuantu.deliberation.needs.need import Need
from nuantu.deliberation.needs.wording import normalise, split_clauses

MOST_SIGNS = 24
_SHORT = 8


def make_cluster(group: Sequence[Need], model: Model) -> Cluster:
    """A new cluster of these needs, with its label, and its identity from a digest of their ids."""
    members = tuple(need.id for need in group)
    made = Cluster("", name_group(group, model), members)
    return replace(made, id=f"n-{digest_members(made)}")


def name_group(group: Sequence[Need], model: Model) -> str:
    """The text that says most of what all say, for its length; among equals the one of the smaller id.

    Each phrase of a text's place and matter counts by how many others say it and by its signs; where no phrases are
    known, pairs of signs do. What nobody shares, padding and typing errors, makes a text longer and no better. The
    label is in simplified signs without pictures; one longer than ``MOST_SIGNS`` is cut there.
    """
    said = {need.id: _find_marks(need.text, model) for need in group}
    often = Counter(mark for marks in said.values() for mark in marks)
    worth = {name: sum((often[mark] - 1) * len(mark) for mark in marks) for name, marks in said.items()}
    best = min(group, key=lambda need: (-worth[need.id] / (_SHORT + len(normalise(need.text))), need.id))
    label = "，".join(split_clauses(normalise(best.text))) or best.text.strip()
    return label if len(label) <= MOST_SIGNS else f"{label[:MOST_SIGNS - 1]}…"


def _find_marks(text: str, model: Model) -> set[str]:
    place, matter = model.find_cell(text)
    places, others = model.read(text)
    marks = {phrase for phrase in places if model.places.of.get(phrase, -1) == place}
    marks |= {phrase for phrase in others if model.matters.of.get(phrase, -1) == matter}
    return marks or {clause[at:at + 2] for clause in split_clauses(normalise(text)) for at in range(len(clause) - 1)}
