"""What a text says, in slots: the place it names, the matter it raises, and the talk around them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from nuantu.deliberation.needs.lexicon import LONGEST
from nuantu.deliberation.needs.meaning import encode

KINDS = ("place", "talk", "other")
_RIDGE = 3.0
LEAST_PLACE = 0.15
PHRASE_COSTS = 0.6
PLACE_ADDS = 2.0
LEAST_WEIGHT = 0.05
LOCALISERS = ("的", "那", "这", "在", "里", "边", "旁", "外", "门", "前", "后", "上", "下", "附近", "门口", "这块",
              "一带", "周围", "里面", "外面", "那边", "那里", "那儿", "这里", "这儿", "旁边", "那块", "对面")
"""Grammar after a place's name, no part of it; alone it says nothing about a matter either."""
MOVERS = ("的", "在", "去", "到", "从", "跑", "给", "是", "把", "被", "又", "就", "指", "说")
"""Grammar before a place's name, no part of it."""
NOT_IN_NAMES = frozenset("没不了让被都太很要给我你他她们吗吧呢啊而再且")
"""Grammar that no name of a place holds."""


@dataclass(frozen=True)
class PhraseKinds:
    """Which phrases name places, and how much the others are talk.

    Attributes
    ----------
    places
        Phrase that names a place -> how much it does.
    talk
        Phrase -> how much more it is talk than anything else; below 0 where it is less.
    """

    places: Mapping[str, float]
    talk: Mapping[str, float]

    @classmethod
    def judge(cls, phrases: Sequence[str]) -> PhraseKinds:
        """Let the encoder judge."""
        kinds = np.round(judge_kinds(phrases), 4)
        places = {phrase: float(kinds[row, 0]) for row, phrase in enumerate(phrases)
                  if kinds[row, 0] >= LEAST_PLACE and kinds[row, 0] > max(kinds[row, 2], 0)
                  and not phrase.endswith(LOCALISERS) and not phrase.startswith(MOVERS)
                  and NOT_IN_NAMES.isdisjoint(phrase)}
        talk = {phrase: float(round(kinds[row, 1] - kinds[row, 2], 4)) for row, phrase in enumerate(phrases)}
        return cls(places, talk)

    def weigh_matter(self, phrase: str) -> float:
        """What a phrase counts for the matter: its signs, and little of them where it is talk."""
        if phrase in LOCALISERS:
            return LEAST_WEIGHT
        return len(phrase) * min(1.0, max(LEAST_WEIGHT, 1 - self.talk[phrase]))


def take_apart(clause: str, known: Container[str], kinds: PhraseKinds) -> tuple[list[str], list[str]]:
    """Phrases of a clause that name places, and its other phrases; signs of no known phrase are dropped.

    The dearest way through the clause: a phrase is worth its signs less a constant, a place its certainty more.
    """
    last = len(clause)
    worth = [0.0] * (last + 1)
    since = list(range(-1, last))
    for end in range(2, last + 1):
        worth[end] = worth[end - 1]
        for start in range(max(0, end - LONGEST), end - 1):
            phrase = clause[start:end]
            if phrase not in known:
                continue
            value = worth[start] + end - start - PHRASE_COSTS + PLACE_ADDS * kinds.places.get(phrase, 0.0)
            if value > worth[end]:
                worth[end], since[end] = value, start
    places: list[str] = []
    others: list[str] = []
    end = last
    while end > 0:
        phrase = clause[since[end]:end]
        if len(phrase) > 1:
            (places if phrase in kinds.places else others).append(phrase)
        end = since[end]
    return places[::-1], others[::-1]


def judge_kinds(phrases: Sequence[str]) -> NDArray[np.float64]:
    """How much each phrase is a place, talk, or neither: ``(n, 3)`` in the order of ``KINDS``, about -1 to 1."""
    mean, directions = _learn_kinds()
    return np.asarray((encode(phrases).astype(np.float64) - mean) @ directions)


@cache
def _learn_kinds() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ridge regression of the anchors' kinds on their points."""
    anchors = load_anchors()
    points = encode([phrase for kind in KINDS for phrase in anchors[kind]]).astype(np.float64)
    truth = np.concatenate([np.tile([1.0 if kind == other else -1.0 for other in KINDS], (len(anchors[kind]), 1))
                            for kind in KINDS])
    mean = points.mean(axis=0)
    centred = points - mean
    ridge = centred.T @ centred + _RIDGE * np.eye(centred.shape[1])
    return mean, np.linalg.solve(ridge, centred.T @ truth)


def load_anchors() -> dict[str, Any]:
    """The anchors by kind, see ``anchors.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("anchors.yaml").read_text(encoding="utf-8"))
    return loaded
