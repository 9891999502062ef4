"""What is nearly the same, asked while somebody types: an index of short texts that is kept and grows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nuantu.deliberation.needs.hearing import read_aloud
from nuantu.deliberation.needs.model import Model
from nuantu.deliberation.needs.wording import normalise

LEAST = 0.22
"""Share of common features below which two texts do not say the same."""
_WEIGHED = 64
_EVERYWHERE = 8
_SENSE = 5.0
_UNSEEN = 10
"""So many texts more are taken to have been read: else all that stands in an index of few weighs nothing."""

Feature = tuple[str, ...] | tuple[str, int]


@dataclass(frozen=True, order=True)
class Near:
    """A text that is near: how much of both is the same (0 to 1), and its key."""

    share: float
    key: str


class NearIndex:
    """Short texts by pairs of signs, by pairs of sounds, and, with a model, by place and matter.

    A feature weighs the more, the fewer texts have it; the sounds make a mistyped word as good as the right one. The
    share of two texts is the weight of what both have over the weight of what either has.
    """

    def __init__(self, texts: Iterable[tuple[str, str]] = (), model: Model | None = None) -> None:
        self._model = model
        self._holding: dict[Feature, list[str]] = defaultdict(list)
        self._features: dict[str, frozenset[Feature]] = {}
        for key, text in texts:
            self.add(key, text)

    def __len__(self) -> int:
        return len(self._features)

    def add(self, key: str, text: str) -> None:
        """Add a text, or put it in place of the one that had this key."""
        self.remove(key)
        features = self._find_features(text)
        self._features[key] = features
        for feature in features:
            self._holding[feature].append(key)

    def remove(self, key: str) -> None:
        """Forget a text; nothing happens where it is not held."""
        for feature in self._features.pop(key, frozenset()):
            self._holding[feature].remove(key)

    def find(self, text: str, most: int, least: float = LEAST) -> list[Near]:
        """The nearest texts, the nearest first (then by key), at most ``most``, none below ``least``."""
        asked = self._find_features(text)
        common: dict[str, float] = defaultdict(float)
        total = len(self._features)
        for feature in sorted(asked, key=repr):
            holding = self._holding.get(feature, ())
            if holding and (total < 200 or len(holding) * _EVERYWHERE <= total):
                weight = self._weigh(feature)
                for key in holding:
                    common[key] += weight
        likely = sorted(common.items(), key=lambda item: (-item[1], item[0]))[:_WEIGHED]
        found = [Near(round(self._share(asked, self._features[key]), 6), key) for key, _ in likely]
        return sorted((near for near in found if near.share >= least), key=lambda near: (-near.share, near.key))[:most]

    def _share(self, one: frozenset[Feature], other: frozenset[Feature]) -> float:
        both = math.fsum(self._weigh(feature) for feature in one & other)
        either = math.fsum(self._weigh(feature) for feature in one | other)
        return both / either if either else 0.0

    def _weigh(self, feature: Feature) -> float:
        rarity = math.log((_UNSEEN + len(self._features)) / (1 + len(self._holding.get(feature, ())))) + 0.1
        return rarity * (_SENSE if feature[0] in ("place", "matter") else 1.0)

    def _find_features(self, text: str) -> frozenset[Feature]:
        signs = normalise(text).replace(" ", "")
        sounds = read_aloud(signs)
        features: set[Feature] = {("signs", signs[at:at + 2]) for at in range(max(1, len(signs) - 1)) if signs}
        features |= {("sounds", *sounds[at:at + 2]) for at in range(max(1, len(sounds) - 1)) if sounds}
        if self._model is not None:
            place, matter = self._model.find_cell(text)
            features |= {(name, concept) for name, concept in (("place", place), ("matter", matter)) if concept >= 0}
        return frozenset(features)
