"""What was typed by sound is read as it is usually written; what is usual itself stays."""

from __future__ import annotations

from nuantu.deliberation.needs.hearing import Hearing, read_aloud
from nuantu.deliberation.needs.lexicon import Lexicon


def _hear(counts: dict[str, int]) -> Hearing:
    return Hearing(Lexicon(counts, counts))


def test_a_homophone_is_read_as_the_usual_word() -> None:
    assert _hear({"电梯": 40}).correct("店梯坏了") == "电梯坏了"


def test_another_usual_word_of_the_same_sound_stays() -> None:
    hearing = _hear({"夜市": 40, "也是": 30})
    assert hearing.correct("我也是") == "我也是"
    assert hearing.correct("夜是门口") == "夜市门口"


def test_the_longer_phrase_goes_first() -> None:
    assert _hear({"电池": 50, "换电池": 20}).correct("患店池") == "换电池"


def test_a_rare_word_corrects_nothing() -> None:
    assert _hear({"电梯": 7}).correct("店梯") == "店梯"


def test_signs_without_a_reading_are_their_own_sound() -> None:
    assert read_aloud("A电1") == ("A", "dian", "1")
