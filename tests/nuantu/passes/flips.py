"""All the tokens that differ from one by a single bit of what its text holds."""

from __future__ import annotations

from collections.abc import Iterator

from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.presentation import PREFIX


def list_flips(text: str) -> Iterator[str]:
    """One text for each bit, in order."""
    data = decode_base45(text[len(PREFIX):])
    for bit in range(len(data) * 8):
        turned = bytearray(data)
        turned[bit >> 3] ^= 1 << (bit & 7)
        yield PREFIX + encode_base45(bytes(turned))
