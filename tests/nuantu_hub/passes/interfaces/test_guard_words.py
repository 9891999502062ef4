"""Every verdict has its sentence on the guard's page, in both languages, and every red one its advice."""

from __future__ import annotations

import pytest
from django.utils import translation

from nuantu.passes.paper import REASON
from nuantu.passes.policy import SENTENCES as RULINGS
from nuantu.passes.verdict import Code
from nuantu.passes.verify import NOT_ANSWERED
from nuantu_hub.passes.interfaces.guard_words import ADVICE, SENTENCES, tell_guard_words


def test_every_verdict_and_every_ruling_has_a_sentence() -> None:
    """And nothing has one that there is not."""
    assert set(SENTENCES) == {code.value for code in Code} | (set(RULINGS) - {"open"}) | {REASON, NOT_ANSWERED}
    assert set(ADVICE) - {""} <= set(SENTENCES)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_words_are_plain_texts(language: str) -> None:
    """As a script reads them; none is a question or shouts."""
    with translation.override(language):
        told = tell_guard_words()

    assert all(type(words) is str and words and "!" not in words and "！" not in words
               for group in told.values() for words in group.values())
