"""Deterministic CBOR (RFC 8949 §4.2.1) over a few types: the only bytes that are hashed or committed to.

Allowed are null, booleans, whole numbers of 64 bits, text, bytes, lists, and maps with text keys. No floats, no tags:
what has two spellings has no place under a hash.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from io import BytesIO
from typing import Any

import cbor2

from nuantu.core.errors import InputError

#: Longest encoding that is read, bytes.
LENGTH_MAX = 65_536
_DEPTH_MAX = 8
_INT_END = 2**63
_PLAIN = frozenset({str, bytes, bool, type(None)})


def encode(value: Any) -> bytes:
    """The one encoding of a value; ``InputError`` for a type that is not allowed."""
    if type(value) is str and len(spelled := value.encode()) < 24:
        return bytes((0x60 + len(spelled),)) + spelled  # a short text is one byte of head and itself
    return _dump(_order(value, _DEPTH_MAX))


def decode(data: bytes) -> Any:
    """The value of these bytes; ``InputError`` unless they are its one encoding, whole and nothing after it."""
    if len(data) > LENGTH_MAX:
        raise InputError(f"the record is {len(data)} bytes long, {LENGTH_MAX} are allowed")
    try:
        value = cbor2.loads(data)
        ordered = _is_ordered(value, _DEPTH_MAX) and _dump(value) == data
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise InputError(f"the record is no CBOR of the allowed types ({type(error).__name__})") from error
    if not ordered:
        raise InputError("the record is not in deterministic CBOR")
    return value


class _Encoder(threading.local):
    """One encoder for each thread: making a new one for each record would cost more than the encoding."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        self.encoder = cbor2.CBOREncoder(self.buffer)


_ENCODER = _Encoder()


def _dump(value: Any) -> bytes:
    buffer = _ENCODER.buffer
    buffer.seek(0)
    buffer.truncate()
    _ENCODER.encoder.encode(value)
    return buffer.getvalue()


def _order(value: Any, depth: int) -> Any:
    """The value with the keys of every map in order; what needs no order is passed through without a call."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is int:
        if not -_INT_END <= value < _INT_END:
            raise InputError(f"the number {value} has more than 64 bits")
        return value
    if depth == 0:
        raise InputError(f"the record is nested deeper than {_DEPTH_MAX} levels")
    if kind is list or kind is tuple:
        return [part if type(part) in _PLAIN else _order(part, depth - 1) for part in value]
    if kind is dict:
        return {key: part if type(part := value[key]) in _PLAIN else _order(part, depth - 1)
                for key in _sort_keys(tuple(value))}
    raise InputError(f"a value of type {kind.__name__} cannot be recorded",
                     fix="write it as a whole number, text or bytes")


@lru_cache(4096)
def _sort_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys in the order of their encodings: shorter ones first, then by bytes. Records share few sets of keys."""
    if not all(type(key) is str for key in keys):
        raise InputError("a map has a key that is no text")
    return tuple(sorted(keys, key=_rank_key))


def _rank_key(key: str) -> tuple[int, bytes]:
    spelled = key.encode()
    return len(spelled), spelled


def _is_ordered(value: Any, depth: int) -> bool:
    kind = type(value)
    if kind in _PLAIN:
        return True
    if kind is int:
        return bool(-_INT_END <= value < _INT_END)
    if depth == 0:
        return False
    parts = value
    if kind is dict:
        keys = tuple(value)
        if keys != _sort_keys(keys):
            return False
        parts = value.values()
    elif kind is not list:
        return False
    for part in parts:  # noqa: SIM110 - a loop takes half the time of all(), and this runs for every record
        if type(part) not in _PLAIN and not _is_ordered(part, depth - 1):
            return False
    return True
