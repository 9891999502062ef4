"""What a siting works from: candidates, standing stations and demand points on one plane, with what a point counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: People walk about 4.5 km an hour; ten minutes of it is what a reach is usually told as.
WALK_M_PER_H = 4500
#: A walk in a city is about so much longer than the straight line, per mille; where streets are given they are walked.
DETOUR_PM = 1300


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate or a standing station: its id, its name, its place in metres, what kind of place it is."""

    id: str
    name: str
    x_m: float
    y_m: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that speaks for a place: its name, what one unit of it counts, its unit in words."""

    name: str
    share: int = 1
    unit: str = ""


@dataclass(frozen=True)
class Streets:
    """Ways on foot: places of crossings in metres (n, 2), and between them edges (from, to) with lengths in metres."""

    xy_m: Floats
    ends: Ints
    length_m: Floats


@dataclass(frozen=True)
class Siting:
    """A siting problem. ``amounts`` holds for each point (row) the amount of each source (column), whole numbers.

    ``reach_m`` is the longest walk. Exactly one of these says how long a walk is: ``streets``, ``walks_m`` (metres for
    pairs of candidate or standing station and point; what is not in it is out of reach), else the straight line times
    ``detour_pm`` per mille. ``plane`` is the origin (latitude, longitude) in degrees where places were given so.
    """

    name: str
    candidates: Sequence[Place]
    standing: Sequence[Place]
    points: Sequence[str]
    points_m: Floats
    sources: Sequence[Source]
    amounts: Ints
    reach_m: float
    detour_pm: int = DETOUR_PM
    streets: Streets | None = None
    walks_m: Mapping[tuple[str, str], float] | None = None
    plane: tuple[float, float] | None = None
    digest: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def weights(self) -> Ints:
        """What each point counts."""
        return self.amounts @ np.array([source.share for source in self.sources], dtype=np.int64)

    @property
    def total(self) -> int:
        """What all points count together."""
        return int(self.weights.sum())

    def without(self, source: str) -> Siting:
        """The same problem in which one source counts nothing. Raises KeyError for a source that it does not have."""
        if source not in [one.name for one in self.sources]:
            raise KeyError(source)
        return replace(self, sources=[replace(one, share=0) if one.name == source else one for one in self.sources])
