"""What a door's controller signs, and whether it did: the same functions that the controller signs with."""

from __future__ import annotations

from nuantu.gates.signing import NEW_DOOR, SKEW_MAX_S, build_message, is_signed, show_fingerprint

__all__ = ["NEW_DOOR", "SKEW_MAX_S", "build_message", "is_signed", "show_fingerprint"]
