"""Every phrase stands in both languages with the same fields."""

from __future__ import annotations

import string

import pytest

from nuantu.rights.words import PHRASES, say, say_component


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_both_languages_take_the_same_fields(name: str) -> None:
    """Otherwise one of them would fail only when it is said."""
    fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in PHRASES[name]]
    assert fields[0] == fields[1]


def test_components_have_names_and_own_words_are_kept() -> None:
    """What only a platform calls so is said as it says it."""
    assert (say_component("weather", "zh"), say_component("floor_topup", "en")) == ("天气补贴", "floor topup")
    assert (say_component("跑单奖励", "zh"), say_component("*", "zh")) == ("跑单奖励", "未分项")
    assert say("by_short", "zh", amount="¥2.49") == "少付 ¥2.49"
