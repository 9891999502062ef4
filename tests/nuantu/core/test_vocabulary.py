"""The event vocabulary is one set of distinct words."""

from __future__ import annotations

from nuantu.core import vocabulary


def test_what_is_emitted_is_part_of_the_vocabulary() -> None:
    """No replay writes a word that is not declared."""
    assert set(vocabulary.EMITTED) <= vocabulary.EVENT_KINDS


def test_no_word_has_two_meanings() -> None:
    """Each word belongs to one family."""
    families = (vocabulary.WORKER, vocabulary.ORDER, vocabulary.PROMISE, vocabulary.FATIGUE, vocabulary.SAFETY,
                vocabulary.MONEY, vocabulary.SCORE, vocabulary.INSURANCE, vocabulary.AID, vocabulary.WEATHER,
                vocabulary.GOVERNANCE)

    assert sum(len(family) for family in families) == len(vocabulary.EVENT_KINDS)
