"""The sealed issuance lists, as the hub writes them: it has nothing that opens one."""

from __future__ import annotations

from nuantu.passes.escrow import (
    EscrowWindow,
    Issuance,
    SealedShare,
    Seat,
    open_window,
    seal_issuance,
)
from nuantu.passes.sealing import is_public as is_holder_key

__all__ = ["EscrowWindow", "Issuance", "SealedShare", "Seat", "is_holder_key", "open_window", "seal_issuance"]
