"""Whoever stands outside is told why, in both languages, and what to do."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from nuantu.gates.controller import Answer
from nuantu.gates.keyring import Fault
from nuantu.gates.words import REFUSALS, WELCOME

CHINESE = re.compile("[一-鿿]")


def test_every_refusal_has_words() -> None:
    assert set(REFUSALS) == {*get_args(Fault), "full", "closed", "locked_out", "unrecorded"}


@pytest.mark.parametrize("words", [WELCOME, *REFUSALS.values()])
def test_words_are_in_both_languages(words: str) -> None:
    chinese, english = words.split(" · ")

    assert CHINESE.search(chinese)
    assert english.isascii()


def test_an_answer_says_its_words() -> None:
    assert [Answer(by="once").words, Answer(why="full").words] == [WELCOME, REFUSALS["full"]]
