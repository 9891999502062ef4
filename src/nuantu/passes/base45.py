"""Base45 of RFC 9285, strict: what a QR code's alphanumeric mode carries, upper-case and nothing else."""

from __future__ import annotations

from struct import unpack

from nuantu.passes.verdict import Code, PassError

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE = 45
_SQUARE = _BASE * _BASE
_BAD = 255
_VALUES = bytes(ALPHABET.index(chr(byte)) if chr(byte) in ALPHABET else _BAD for byte in range(256))
#: Groups of a block are joined all at once, in one long number; a token is one block. The mask: each lane's low byte.
_BLOCK = 900
_LOW = int.from_bytes(b"\0\0\xff" * (_BLOCK // 3), "big")
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
    joined = b"".join([_join_groups(values[begin:min(begin + _BLOCK, whole)]) for begin in range(0, whole, _BLOCK)])
    return joined + _join_pair(values[-2], values[-1]) if rest else joined


def _join_groups(values: bytes) -> bytes:
    """Two bytes for three values, of one block: each group stands in a lane of 24 bits, which its sum never leaves."""
    lanes = int.from_bytes(values, "big")
    total = (lanes >> 16 & _LOW) + (lanes >> 8 & _LOW) * _BASE + (lanes & _LOW) * _SQUARE
    words = total.to_bytes(len(values), "big")
    if words[0::3].strip(b"\0"):
        raise PassError(Code.E_FORMAT, "a group of base45 beyond its range")
    pairs = bytearray(len(values) // 3 * 2)
    pairs[0::2], pairs[1::2] = words[1::3], words[2::3]
    return bytes(pairs)


def _join_pair(low: int, high: int) -> bytes:
    value = low + _BASE * high
    if value > 255:
        raise PassError(Code.E_FORMAT, "a group of base45 beyond its range")
    return bytes((value,))
