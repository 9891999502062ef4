"""Base45 of RFC 9285, strict: what a QR code's alphanumeric mode carries, upper-case and nothing else."""

from __future__ import annotations

import struct
from struct import pack, unpack

from nuantu.passes.verdict import Code, PassError

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE = 45
_SQUARE = _BASE * _BASE
_BAD = 255
_VALUES = bytes(ALPHABET.index(chr(byte)) if chr(byte) in ALPHABET else _BAD for byte in range(256))
_PAIRS = [low + high for high in ALPHABET for low in ALPHABET]


def encode_base45(data: bytes) -> str:
    """Bytes as text: three signs for two bytes, two for a last odd one."""
    whole = len(data) // 2
    words = unpack(f">{whole}H", data[:whole * 2])
    text = "".join([_PAIRS[word % _SQUARE] + ALPHABET[word // _SQUARE] for word in words])
    return text + _PAIRS[data[-1]] if len(data) % 2 else text


def decode_base45(text: str) -> bytes:
    """The bytes of a text; ``PassError`` of code E_FORMAT where it is no strict Base45. Every text has one reading."""
    try:
        values = text.encode("ascii").translate(_VALUES)
    except UnicodeEncodeError as error:
        raise PassError(Code.E_FORMAT, "a sign outside the alphabet of base45") from error
    rest = len(values) % 3
    if rest == 1 or _BAD in values:
        raise PassError(Code.E_FORMAT, "a sign outside the alphabet of base45" if _BAD in values
                        else "a base45 text of impossible length")
    whole = len(values) - rest
    words = [low + _BASE * middle + _SQUARE * high
             for low, middle, high in zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)]
    try:
        data = pack(f">{len(words)}H", *words)
        return data + pack("B", values[-2] + _BASE * values[-1]) if rest else data
    except struct.error as error:
        raise PassError(Code.E_FORMAT, "a group of base45 beyond its range") from error
