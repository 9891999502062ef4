"""What is near to a few words, among many short texts: asked with every pause of somebody who types.

The engine's index knows pairs of signs and of sounds, so that a mistyped word is as good as the right one. It brings no
language model into the process that serves pages.
"""

from __future__ import annotations

from collections.abc import Iterable

from nuantu.deliberation.needs.nearness import NearIndex as EngineIndex

#: Whoever types looks at what is found and decides: something too far costs a glance, something missed a double.
LEAST_NEAR = 0.18


class NearIndex:
    """Short texts by their keys, kept and changed as they change."""

    def __init__(self, texts: Iterable[tuple[int, str]] = ()) -> None:
        self._held: dict[int, str] = {}
        self._index = EngineIndex()
        self.hold(dict(texts))

    def hold(self, texts: dict[int, str]) -> None:
        """Hold these texts and no others; what is as it was costs nothing."""
        for key in self._held.keys() - texts.keys():
            self._index.remove(str(key))
        for key, text in texts.items():
            if self._held.get(key) != text:
                self._index.add(str(key), text)
        self._held = dict(texts)

    def find(self, words: str, most: int) -> list[int]:
        """Keys of the nearest texts, the nearest first; only those that are near enough."""
        return [int(near.key) for near in self._index.find(words, most, LEAST_NEAR)]
