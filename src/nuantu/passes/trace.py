"""What a gate keeps of a use, and nothing more: eight bytes that only that day's key connects with a credential."""

from __future__ import annotations

import hmac
from hashlib import sha256

#: Bytes of a trace, of a gate's day key, and of a credential's id.
TRACE_BYTES, DAY_KEY_BYTES, CTI_BYTES = 8, 32, 8


def derive_trace(day_key: bytes, cti: bytes) -> bytes:
    """The first eight bytes of HMAC-SHA256 with the gate's key of the day over the credential's id."""
    return hmac.digest(day_key, cti, sha256)[:TRACE_BYTES]
