"""What a clustering has learnt: phrases with slots and concepts, by which a text finds its cell without the encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.concepts import Concepts, find_concepts
from nuantu.deliberation.needs.hearing import Hearing
from nuantu.deliberation.needs.lexicon import Lexicon, grow_lexicon
from nuantu.deliberation.needs.slots import PhraseKinds, take_apart
from nuantu.deliberation.needs.wording import normalise, split_clauses

Cell = tuple[int, int]
"""Concept of the place and concept of the matter; -1 where a text names none that is known."""

PLACE_TEMPLATES = ("{}", "我在{}", "{}里面")
MATTER_TEMPLATES = ("{}", "骑手{}", "问题：{}")
LEAST_PLACE_LIKE = 0.3
LEAST_MATTER_LIKE = 0.25
FEWEST = 200
"""Of fewer texts no phrases are learnt: what two of ten have in common says little."""
FORMAT = 1


@dataclass(frozen=True)
class Model:
    """Phrases of a body of needs, their slots and concepts.

    Attributes
    ----------
    counts
        Phrase -> clauses it stood in.
    kinds
        Which phrases name places, and which are talk.
    places, matters
        Concepts of both slots.
    """

    counts: Mapping[str, int]
    kinds: PhraseKinds
    places: Concepts
    matters: Concepts
    _cells: dict[str, Cell] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _hearing(self) -> Hearing:
        return Hearing(Lexicon(self.counts, self.counts))

    def find_cell(self, text: str) -> Cell:
        """The cell of a text; the same text is taken apart once."""
        if text not in self._cells:
            places, others = self.read(text)
            self._cells[text] = self.places.choose(places), self.matters.choose(others)
        return self._cells[text]

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Known phrases of a text: those that name places, and the others."""
        places: list[str] = []
        others: list[str] = []
        for clause in split_clauses(normalise(text)):
            found, rest = take_apart(self._hearing.correct(clause), self.counts, self.kinds)
            places += found
            others += rest
        return places, others

    def tell(self) -> dict[str, Any]:
        """The model as JSON, phrases by name: ``[count, place, talk, concept]``; see :meth:`read_told`."""
        phrases = {}
        for phrase in sorted(self.counts):
            place = self.kinds.places.get(phrase)
            concepts = self.places if place is not None else self.matters
            phrases[phrase] = [self.counts[phrase], None if place is None else round(place, 4),
                               round(self.kinds.talk.get(phrase, 0.0), 4), concepts.of.get(phrase, -1)]
        return {"format": FORMAT, "phrases": phrases}

    @classmethod
    def read_told(cls, told: Any) -> Model:
        """The model that :meth:`tell` told."""
        if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("phrases"), dict):
            raise InputError(f"this is no model of format {FORMAT}", field="model", fix="cluster the needs again")
        rows = told["phrases"]
        kinds = PhraseKinds({phrase: row[1] for phrase, row in rows.items() if row[1] is not None},
                            {phrase: row[2] for phrase, row in rows.items()})
        return cls({phrase: row[0] for phrase, row in rows.items()}, kinds,
                   _gather(rows, kinds, places=True), _gather(rows, kinds, places=False))


def learn_model(texts: Sequence[str]) -> Model:
    """Grow the phrases of these texts, hear what was mistyped, and join what means the same, slot by slot.

    The model of fewer than ``FEWEST`` texts is empty: then whole texts are compared.
    """
    if len(texts) < FEWEST:
        return Model({}, PhraseKinds({}, {}), Concepts({}, {}), Concepts({}, {}))
    clauses = [split_clauses(normalise(text)) for text in texts]
    hearing = Hearing(grow_lexicon(clause for text in clauses for clause in text))
    heard = [hearing.correct_all(text) for text in clauses]
    lexicon = grow_lexicon(clause for text in heard for clause in text)
    kinds = PhraseKinds.judge(list(lexicon.seen))
    apart = [[take_apart(clause, lexicon.seen, kinds) for clause in text] for text in heard]
    places = find_concepts([[phrase for found, _ in text for phrase in found] for text in apart], kinds.places,
                           PLACE_TEMPLATES, LEAST_PLACE_LIKE)
    others = [[phrase for _, found in text for phrase in found] for text in apart]
    matters = find_concepts(others, {phrase: kinds.weigh_matter(phrase) for phrase in lexicon.seen}, MATTER_TEMPLATES,
                            LEAST_MATTER_LIKE)
    return Model(lexicon.seen, kinds, places, matters)


def _gather(rows: Mapping[str, Any], kinds: PhraseKinds, *, places: bool) -> Concepts:
    of = {phrase: row[3] for phrase, row in rows.items() if (row[1] is not None) == places and row[3] >= 0}
    weight = {phrase: kinds.places[phrase] if places else kinds.weigh_matter(phrase) for phrase in of}
    return Concepts(of, weight)
