"""The index of near texts: found by signs and by sounds, held as they change."""

from __future__ import annotations

from nuantu_hub.seam.near_needs import NearIndex

TEXTS = {1: "望和嘉园晚高峰等电梯太久", 2: "驿站的微波炉坏了没人修", 3: "少算了两单的报酬"}


def test_like_words_find_their_text_and_others_none() -> None:
    """The nearest first, and only what is near enough."""
    index = NearIndex(TEXTS.items())

    assert index.find("望和嘉园等电梯", 3) == [1]
    assert index.find("微波炉坏了", 3) == [2]
    assert index.find("天气很好", 3) == []


def test_a_word_of_the_same_sound_is_as_good() -> None:
    """Somebody who types fast takes the first sign that is offered."""
    assert NearIndex(TEXTS.items()).find("驿站的微波路坏了", 3) == [2]


def test_it_holds_what_it_is_told_and_nothing_else() -> None:
    """Changed words are found by what they are now, and what is gone is found no more."""
    index = NearIndex(TEXTS.items())

    index.hold({1: "夜里充电桩不够", 2: TEXTS[2]})

    assert (index.find("望和嘉园等电梯", 3), index.find("少算了两单", 3)) == ([], [])
    assert index.find("夜里充电桩不够用", 3) == [1]
