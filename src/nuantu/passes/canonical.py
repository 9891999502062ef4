"""Deterministic CBOR (RFC 8949, 4.2.1) of the few types that passes use, written and read strictly.

Integers of 64 bits, byte strings, texts, arrays, maps with keys that are integers or texts, false, true, null. A reader
that meets anything else says E_FORMAT; the same value written in another way (longer heads, indefinite lengths, keys
out of order or twice, bytes after the end) is E_NONCANON. So a value has one encoding, and an encoding one value.
"""

from __future__ import annotations

from typing import Any

from nuantu.passes.verdict import Code, PassError

DEPTH_MAX = 8
#: The first head of each major type, and the least number that each longer head may carry.
_NEGATIVES, _BYTES, _TEXTS, _ARRAYS, _MAPS, _TAGS, _SIMPLES = 0x20, 0x40, 0x60, 0x80, 0xA0, 0xC0, 0xE0
_LEAST = (24, 1 << 8, 1 << 16, 1 << 32)
_SIMPLE = {0xF4: False, 0xF5: True, 0xF6: None}


def encode_canonical(value: Any) -> bytes:
    """The one encoding of a value; ``TypeError`` for a type outside the subset, our own bug."""
    if value is None or isinstance(value, bool):
        return b"\xf6" if value is None else b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _encode_head(0, value) if value >= 0 else _encode_head(1, -1 - value)
    if isinstance(value, bytes):
        return _encode_head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return _encode_head(3, len(text)) + text
    if isinstance(value, list | tuple):
        return _encode_head(4, len(value)) + b"".join([encode_canonical(one) for one in value])
    if isinstance(value, dict):
        pairs = sorted([(encode_canonical(key), encode_canonical(one)) for key, one in value.items()])
        return _encode_head(5, len(pairs)) + b"".join([key + one for key, one in pairs])
    raise TypeError(f"{type(value).__name__} has no place in a pass")


def decode_canonical(data: bytes) -> Any:
    """The value of an encoding; ``PassError`` of code E_FORMAT or E_NONCANON where it is not the one encoding."""
    try:
        value, end = _decode(data, 0, DEPTH_MAX)
    except IndexError:
        raise PassError(Code.E_FORMAT, "ends too early") from None
    if end != len(data):
        raise PassError(Code.E_NONCANON, "bytes after the end")
    return value


def encode_head(length: int) -> bytes:
    """What stands before a byte string of a length."""
    return bytes((_BYTES | length,)) if length < 24 else _encode_head(2, length)


def _encode_head(major: int, count: int) -> bytes:
    first = major << 5
    if count < 24:
        return bytes((first | count,))
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if count < 1 << 8 * size:
            return bytes((first | extra,)) + count.to_bytes(size, "big")
    raise ValueError(f"{count} does not fit into 64 bits")


def _decode(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    """The value that begins at ``at``, and where it ends; ``depth`` levels may still open."""
    first = data[at]
    at += 1
    if first >= _SIMPLES:
        return _read_simple(first), at
    count = first & 31
    if count > 23:
        count, at = _decode_count(data, at, count)
    if first < _BYTES:
        return (count if first < _NEGATIVES else -1 - count), at
    if first < _ARRAYS:
        end = at + count
        if end > len(data):
            raise PassError(Code.E_FORMAT, "ends too early")
        return (data[at:end] if first < _TEXTS else _read_text(data[at:end])), end
    if first >= _TAGS:
        raise PassError(Code.E_FORMAT, "a tag that passes do not have")
    if count > len(data) - at or not depth:
        raise PassError(Code.E_FORMAT, "ends too early" if depth else "nested too deeply")
    if first >= _MAPS:
        return _decode_map(data, at, count, depth - 1)
    found = []
    for _ in range(count):
        one, at = _decode(data, at, depth - 1)
        found.append(one)
    return found, at


def _decode_count(data: bytes, at: int, extra: int) -> tuple[int, int]:
    if extra == 24:
        count, end = data[at], at + 1
    elif extra == 31:
        raise PassError(Code.E_NONCANON, "an indefinite length")
    elif extra > 27:
        raise PassError(Code.E_FORMAT, "a head that CBOR does not have")
    else:
        end = at + (1 << extra - 24)
        if end > len(data):
            raise PassError(Code.E_FORMAT, "ends too early")
        count = int.from_bytes(data[at:end], "big")
    if count < _LEAST[extra - 24]:
        raise PassError(Code.E_NONCANON, "a longer head than needed")
    return count, end


def _decode_map(data: bytes, at: int, count: int, depth: int) -> tuple[dict[Any, Any], int]:
    found: dict[Any, Any] = {}
    before = b""
    for _ in range(count):
        begin = at
        key, at = _decode(data, at, depth)
        if type(key) is not int and type(key) is not str:
            raise PassError(Code.E_FORMAT, "a key that is neither a number nor a text")
        written = data[begin:at]
        if written <= before:
            raise PassError(Code.E_NONCANON, "keys out of order or twice")
        before = written
        found[key], at = _decode(data, at, depth)
    return found, at


def _read_simple(first: int) -> bool | None:
    if first not in _SIMPLE:
        raise PassError(Code.E_FORMAT, "a number or simple value of a type that passes do not have")
    return _SIMPLE[first]


def _read_text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise PassError(Code.E_FORMAT, "a text that is no UTF-8") from error
