"""Deterministic CBOR: another library agrees, every value has one encoding, and bombs are refused in no time."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.passes.canonical import DEPTH_MAX, decode_canonical, encode_canonical
from nuantu.passes.verdict import Code, PassError

LEAVES = st.none() | st.booleans() | st.integers(-2**64, 2**64 - 1) | st.binary(max_size=40) | st.text(max_size=20)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(
    st.integers(-2**64, 2**64 - 1) | st.text(max_size=8), inner, max_size=5), max_leaves=12)


@given(VALUES)
def test_a_value_comes_back_and_another_library_reads_the_same(value: Any) -> None:
    data = encode_canonical(value)

    assert cbor2.loads(data) == value
    if _find_depth(value) > DEPTH_MAX:
        with pytest.raises(PassError, match="deeply"):
            decode_canonical(data)
    else:
        assert decode_canonical(data) == value


def _find_depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(_find_depth, inner), default=0)


@given(st.binary(max_size=60))
def test_bytes_that_are_read_are_the_one_encoding_of_their_value(data: bytes) -> None:
    try:
        value = decode_canonical(data)
    except PassError:
        return

    assert encode_canonical(value) == data


@given(VALUES, st.data())
def test_one_changed_byte_never_gives_the_same_value(value: Any, draw: st.DataObject) -> None:
    data = bytearray(encode_canonical(value))
    at = draw.draw(st.integers(0, len(data) - 1))
    data[at] ^= draw.draw(st.integers(1, 255))
    try:
        found = decode_canonical(bytes(data))
    except PassError:
        return

    assert encode_canonical(found) != encode_canonical(value)


def test_keys_stand_in_the_order_of_their_encodings() -> None:
    """Bytewise, as RFC 8949 says, and not by length first, as the one before it did: -1 (20) after 24 (1818)."""
    assert encode_canonical({-1: 0, 24: 0, 1: 0, "a": 0}).hex() == "a4010018180020006161" + "00"


@pytest.mark.parametrize("data", [
    b"\x81" * 100_000, b"\x9b" + b"\xff" * 8, b"\xbb" + b"\xff" * 8, b"\x5b\x40" + bytes(7), b"\x7b\x40" + bytes(7),
    b"\xa1\x00" * 50_000, b"\xd2" * 100_000, b"\x9a\xff\xff\xff\xff" * 20_000, b"\x5a\xff\xff\xff\xff"])
def test_a_bomb_is_refused_before_it_costs_anything(data: bytes) -> None:
    """XP30: by its head, since more is announced than is there; ``benchmarks/passes.py`` measures how soon."""
    with pytest.raises(PassError) as refused:
        decode_canonical(data)

    assert refused.value.code is Code.E_FORMAT


def test_so_many_levels_and_no_more() -> None:
    assert decode_canonical(b"\x81" * DEPTH_MAX + b"\x00") is not None
    with pytest.raises(PassError):
        decode_canonical(b"\x81" * (DEPTH_MAX + 1) + b"\x00")


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), bytearray(b"x")])
def test_what_has_no_place_in_a_pass_is_our_own_bug(value: Any) -> None:
    with pytest.raises(TypeError):
        encode_canonical(value)


@pytest.mark.parametrize("value", [2**64, -2**64 - 1])
def test_numbers_beyond_64_bits_are_not_written(value: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        encode_canonical(value)
