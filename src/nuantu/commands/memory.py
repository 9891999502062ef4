"""Memory of a process that goes from one large bucket to the next."""

from __future__ import annotations

import ctypes

import pyarrow as pa

#: Names of glibc's mallopt: give memory back only beyond this much, never take it by mapping, take so much at once.
TRIM_THRESHOLD, MMAP_MAX, TOP_PAD = -1, -4, -2
NEVER = 2**31 - 1
STEP = 2**26


def hold_memory() -> bool:
    """Keep memory that is let go for the next column, where the C library is glibc; whether it is.

    Columns of tens of megabytes come and go; asking the system for each anew costs as much as the sums over them.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is None:
        return False
    held = all(tune(*option) for option in ((MMAP_MAX, 0), (TRIM_THRESHOLD, NEVER), (TOP_PAD, STEP)))
    pa.set_memory_pool(pa.system_memory_pool())
    return held
