"""The sealed issuance lists, as the hub writes them: it has nothing that opens one."""

from __future__ import annotations

from nuantu.core.errors import InputError
from nuantu.passes.escrow import (
    EscrowWindow,
    Issuance,
    SealedShare,
    Seat,
    list_window_starts,
    open_window,
    seal_issuance,
)
from nuantu.passes.escrow_file import HandedShare, parse_handed_share
from nuantu.passes.sealing import is_public as is_holder_key
from nuantu_hub.seam.errors import RunError

__all__ = ["EscrowWindow", "HandedShare", "Issuance", "SealedShare", "Seat", "is_holder_key", "list_window_starts",
           "open_window", "read_handed", "seal_issuance"]


def read_handed(text: str) -> HandedShare:
    """A first holder's share on its way to the second. Raises RunError where it is none."""
    try:
        return parse_handed_share(text, "handed share")
    except InputError as fault:
        raise RunError(fault.what, fix=fault.fix or "open the share again", where=fault.file) from fault
