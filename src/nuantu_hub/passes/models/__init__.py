"""Tables of passes."""

from nuantu_hub.passes.models.gate_number import GateNumber
from nuantu_hub.passes.models.publication import Publication

__all__ = [
    "GateNumber",
    "Publication",
]
