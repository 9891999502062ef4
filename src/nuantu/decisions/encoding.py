"""Deterministic CBOR (RFC 8949 §4.2.1) over a few types: the only bytes that are hashed or committed to.

Allowed are null, booleans, whole numbers of 64 bits, text, bytes, lists, and maps with text keys. No floats, no tags:
what has two spellings has no place under a hash.
"""

from __future__ import annotations

from typing import Any

import cbor2

from nuantu.core.errors import InputError

#: Longest encoding that is read, bytes.
LENGTH_MAX = 65_536
_DEPTH_MAX = 8
_INT_END = 2**63


def encode(value: Any) -> bytes:
    """The one encoding of a value; ``InputError`` for a type that is not allowed."""
    return cbor2.dumps(_order(value, _DEPTH_MAX))


def decode(data: bytes) -> Any:
    """The value of these bytes; ``InputError`` unless they are its one encoding, whole and nothing after it."""
    if len(data) > LENGTH_MAX:
        raise InputError(f"the record is {len(data)} bytes long, {LENGTH_MAX} are allowed")
    try:
        value = cbor2.loads(data)
        ordered = _is_ordered(value, _DEPTH_MAX) and cbor2.dumps(value) == data
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise InputError(f"the record is no CBOR of the allowed types ({type(error).__name__})") from error
    if not ordered:
        raise InputError("the record is not in deterministic CBOR")
    return value


def _order(value: Any, depth: int) -> Any:
    kind = type(value)
    if kind is str or kind is bytes or kind is bool or value is None:
        return value
    if kind is int:
        if not -_INT_END <= value < _INT_END:
            raise InputError(f"the number {value} has more than 64 bits")
        return value
    if depth == 0:
        raise InputError(f"the record is nested deeper than {_DEPTH_MAX} levels")
    if kind is list or kind is tuple:
        return [_order(part, depth - 1) for part in value]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {key: _order(value[key], depth - 1) for key in sorted(value, key=_rank_key)}
    raise InputError(f"a value of type {kind.__name__} cannot be recorded",
                     fix="write it as a whole number, text or bytes")


def _rank_key(key: str) -> tuple[int, bytes]:
    spelled = key.encode()
    return len(spelled), spelled


def _is_ordered(value: Any, depth: int) -> bool:
    kind = type(value)
    if kind is str or kind is bytes or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-_INT_END <= value < _INT_END)
    if depth == 0:
        return False
    if kind is list:
        return all(_is_ordered(part, depth - 1) for part in value)
    if kind is not dict:
        return False
    last = (-1, b"")
    for key, part in value.items():
        if type(key) is not str or (rank := _rank_key(key)) <= last or not _is_ordered(part, depth - 1):
            return False
        last = rank
    return True
