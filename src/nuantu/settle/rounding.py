"""Rounding of whole columns of money, as each line states it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nuantu.core.money import Rounding

Ints = NDArray[np.int64]


def round_quotients(numerator: Ints, denominator: Ints | int, rounding: Rounding) -> Ints:
    """Elementwise `core.money.divide_rounded`: halves away from zero, up away from it, down towards it."""
    if np.any(np.asarray(denominator) <= 0):
        raise ValueError("the denominator must be positive")
    size = np.abs(numerator)
    whole, rest = np.divmod(size, denominator)
    if rounding == "up":
        whole = whole + (rest > 0)
    elif rounding == "half_up":
        whole = whole + (2 * rest >= denominator)
    rounded: Ints = np.sign(numerator) * whole
    return rounded
