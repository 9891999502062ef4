"""Every phrase exists in both languages with the same fields, and spans are said as people say them."""

from __future__ import annotations

from string import Formatter

import pytest

from nuantu.explanation.wording import PHRASES, say, say_distance, say_span


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_a_phrase_has_both_languages_with_the_same_fields(name: str) -> None:
    """Neither language is empty, and neither knows a number that the other does not tell."""
    chinese, english = PHRASES[name]
    fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in (chinese, english)]

    assert chinese.strip()
    assert english.strip()
    assert fields[0] == fields[1]


@pytest.mark.parametrize(("seconds", "zh", "en"), [
    (0, "0 秒", "0 s"), (59, "59 秒", "59 s"), (60, "1 分", "1 min"), (89, "1 分", "1 min"), (90, "2 分", "2 min"),
    (-120, "2 分", "2 min"), (3600, "1 小时", "1 h"), (3900, "1 小时 5 分", "1 h 05 min"),
])
def test_spans_are_rounded_to_what_people_say(seconds: int, zh: str, en: str) -> None:
    """Seconds under a minute, then minutes, then hours and minutes."""
    assert (say_span(seconds, "zh"), say_span(seconds, "en")) == (zh, en)


def test_distances_change_to_kilometres_at_one(tmp_path: object) -> None:
    """Metres below, one decimal above."""
    assert [say_distance(metres, "en") for metres in (999, 1000, 3249)] == ["999 m", "1.0 km", "3.2 km"]


def test_a_phrase_without_its_fields_is_our_own_bug() -> None:
    """No number is silently left out."""
    with pytest.raises(KeyError):
        say("later", "en")
