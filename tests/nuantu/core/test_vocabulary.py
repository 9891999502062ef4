"""The event vocabulary is one set of distinct words."""

from __future__ import annotations

from nuantu.core import vocabulary
from nuantu.core.tables import EVENTS


def test_what_is_emitted_is_part_of_the_vocabulary() -> None:
    """No replay writes a word that is not declared."""
    assert set(vocabulary.EMITTED) <= vocabulary.EVENT_KINDS


def test_no_word_has_two_meanings() -> None:
    """Each word belongs to one family."""
    families = (vocabulary.WORKER, vocabulary.ORDER, vocabulary.PROMISE, vocabulary.FATIGUE, vocabulary.SAFETY,
                vocabulary.MONEY, vocabulary.SCORE, vocabulary.INSURANCE, vocabulary.AID, vocabulary.WEATHER,
                vocabulary.GOVERNANCE)

    assert sum(len(family) for family in families) == len(vocabulary.EVENT_KINDS)


def test_every_word_is_explained_in_both_languages_and_carries_declared_columns() -> None:
    """The table of words covers the vocabulary exactly; what stands in every event is not repeated."""
    names = {column.name for column in EVENTS.columns} - {"event_id", "at_s", "kind"}

    assert set(vocabulary.WORDS) == vocabulary.EVENT_KINDS
    assert [word for word in vocabulary.WORDS.values() if not (word.zh and word.en and word.columns)] == []
    assert {column for word in vocabulary.WORDS.values() for column in word.columns} == names
    assert {kind for kind, word in vocabulary.WORDS.items() if word.emitted} == set(vocabulary.EMITTED)
