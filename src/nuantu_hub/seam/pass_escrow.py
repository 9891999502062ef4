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

__all__ = ["EscrowWindow", "Issuance", "SealedShare", "Seat", "open_window", "seal_issuance"]
