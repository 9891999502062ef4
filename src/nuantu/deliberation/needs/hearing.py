"""Typing by sound: a phrase of the right sounds in the wrong signs is read as the usual one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from nuantu.deliberation.needs.lexicon import Lexicon

RARER = 8
"""The usual phrase is seen at least so many times as often as what was typed."""
LONGEST = 5
_LEAST_USUAL = 8


def read_aloud(text: str) -> tuple[str, ...]:
    """Syllables without tones, sign by sign; a sign that has no reading stands for itself."""
    return tuple(_read_sign(sign) for sign in text)


class Hearing:
    """Corrects homophones by the phrases of one body of texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._seen: Mapping[str, int] = lexicon.runs
        self._usual: dict[tuple[str, ...], str] = {}
        for phrase, count in lexicon.seen.items():
            if 2 <= len(phrase) <= LONGEST and count >= _LEAST_USUAL and _is_hanzi(phrase):
                sounds = read_aloud(phrase)
                held = self._usual.get(sounds)
                if held is None or (count, phrase) > (self._seen[held], held):
                    self._usual[sounds] = phrase

    def correct(self, clause: str) -> str:
        """The clause with each mistyped phrase as it is usually written, longest phrase first, left to right."""
        sounds = read_aloud(clause)
        signs = list(clause)
        done = [False] * len(signs)
        for length in range(min(LONGEST, len(signs)), 1, -1):
            for start in range(len(signs) - length + 1):
                usual = self._usual.get(sounds[start:start + length])
                if usual is None or any(done[start:start + length]):
                    continue
                typed = "".join(signs[start:start + length])
                if typed == usual:
                    done[start:start + length] = [True] * length
                elif self._seen[usual] >= RARER * self._seen.get(typed, 1):
                    signs[start:start + length] = usual
                    done[start:start + length] = [True] * length
        return "".join(signs)

    def correct_all(self, clauses: Iterable[str]) -> list[str]:
        """Each clause corrected."""
        return [self.correct(clause) for clause in clauses]


def _is_hanzi(text: str) -> bool:
    return all("一" <= sign <= "鿿" for sign in text)


@cache
def _read_sign(sign: str) -> str:
    return _load_readings()(sign)[0] if "一" <= sign <= "鿿" else sign


@cache
def _load_readings() -> Callable[[str], list[str]]:
    """The library's readings sign by sign; its dictionary of phrases, most of its loading, is told to stay away."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return lazy_pinyin
