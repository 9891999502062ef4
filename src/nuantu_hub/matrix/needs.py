"""What the cast of the matrix has of needs, a part after another; stations and passes stand on both sides already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]

# --- NEED

# --- PROBLEM

# --- VOTE

# --- ELECT

# --- TRIAL

#: Each part of needs adds what its addresses are about.
PARTS: list[Part] = []
