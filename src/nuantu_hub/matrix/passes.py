"""What the cast of the matrix has of passes, a part after another; stations stand on both sides already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nuantu_hub.passes.domain.gate_numbers import give_number

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]


def make_gate_numbers(cast: Cast, place: int, side: str) -> None:
    """A gate id on this side."""
    cast.put(side, pass_gate={"gate": give_number().pk}, pass_list={"number": place})


#: Each part of passes adds what its addresses are about.
PARTS: list[Part] = [make_gate_numbers]
