"""Base45 of RFC 9285, strict: what a QR code's alphanumeric mode carries, upper-case and nothing else."""

from __future__ import annotations

from struct import unpack

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
    return _join_groups(values[:whole]) + (_join_pair(values[-2], values[-1]) if rest else b"")


def _join_groups(values: bytes) -> bytes:
    """Two bytes for three values, all groups at once: each value in a lane of 32 bits of one long number."""
    lanes = bytearray(len(values) // 3 * 4)
    total = 0
    for place, weight in ((0, 1), (1, _BASE), (2, _SQUARE)):
        lanes[3::4] = values[place::3]
        total += int.from_bytes(lanes, "big") * weight
    words = total.to_bytes(len(lanes), "big")
    if words[1::4] != bytes(len(lanes) // 4):
        raise PassError(Code.E_FORMAT, "a group of base45 beyond its range")
    lanes = bytearray(len(words) // 2)
    lanes[0::2], lanes[1::2] = words[2::4], words[3::4]
    return bytes(lanes)


def _join_pair(low: int, high: int) -> bytes:
    value = low + _BASE * high
    if value > 255:
        raise PassError(Code.E_FORMAT, "a group of base45 beyond its range")
    return bytes((value,))
