"""Marking in words what they share with those that somebody typed."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: One sign alone says nothing.
SHORTEST = 2


def mark_shared(words: str, typed: str) -> SafeString:
    """Words as they are, with every stretch of two signs or more that was typed as well marked."""
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", part) if marked else part,)
                                       for part, marked in _cut(words, typed)))


def _cut(words: str, typed: str) -> list[tuple[str, bool]]:
    """Stretches of the words in their order, and whether each was typed as well: the longest from each place on."""
    parts: list[tuple[str, bool]] = []
    plain, at = "", 0
    while at < len(words):
        length = _measure_shared(words, at, typed)
        if length >= SHORTEST:
            if plain:
                parts.append((plain, False))
            parts.append((words[at:at + length], True))
            plain, at = "", at + length
        else:
            plain, at = plain + words[at], at + 1
    return [*parts, (plain, False)] if plain else parts


def _measure_shared(words: str, at: int, typed: str) -> int:
    length = 0
    while at + length < len(words) and words[at + length].isalnum() and words[at:at + length + 1] in typed:
        length += 1
    return length
