"""A value has one encoding, and only that encoding is read."""

from __future__ import annotations

import random

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.errors import InputError
from nuantu.decisions.encoding import LENGTH_MAX, decode, encode

SCALARS = (st.none() | st.booleans() | st.integers(-2**63, 2**63 - 1) | st.text(max_size=30) | st.binary(max_size=40))
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
    st.text(max_size=30), inner, max_size=4), max_leaves=12)


@given(VALUES)
def test_what_is_encoded_is_read_again(value: object) -> None:
    """Every allowed value comes back, and its encoding is what an independent canonical encoder writes."""
    data = encode(value)

    assert decode(data) == value
    assert data == cbor2.dumps(value, canonical=True)


def test_the_order_of_keys_does_not_matter() -> None:
    """Shorter keys come first, whatever the order in which they were given."""
    assert encode({"bb": 1, "a": 2}) == encode({"a": 2, "bb": 1}) == bytes.fromhex("a2616102626262") + b"\x01"


@pytest.mark.parametrize(("name", "data"), [
    ("trailing bytes", "0101"), ("a long number", "1801"), ("an indefinite list", "9f01ff"),
    ("an indefinite text", "7f6161ff"), ("keys out of order", "a262626201616102"),
    ("a key twice", "a2616101616102"), ("a float", "f93c00"), ("a tag", "c001"),
    ("a big number", "c249010000000000000000"),
    ("undefined", "f7"), ("a number as key", "a10101"), ("cut off", "a16161"), ("nothing", ""),
    ("a date", "c11a514b67b0"), ("text that is no UTF-8", "61ff"), ("beyond 64 bits", "1bffffffffffffffff"),
])
def test_another_spelling_is_refused(name: str, data: str) -> None:
    """Bytes that are not the one encoding of an allowed value are refused in one sentence."""
    with pytest.raises(InputError):
        decode(bytes.fromhex(data))


def test_depth_and_length_have_an_end() -> None:
    """A thousand brackets, and more bytes than a record may have, are refused rather than followed."""
    with pytest.raises(InputError):
        decode(b"\x81" * 1000 + b"\x01")
    with pytest.raises(InputError, match="bytes long"):
        decode(b"\x58" * (LENGTH_MAX + 1))
    deep: object = 1
    for _ in range(9):
        deep = [deep]
    with pytest.raises(InputError, match="nested deeper"):
        encode(deep)


@pytest.mark.parametrize("value", [1.5, 2**63, -2**63 - 1, {1: 2}, {"a": object()}, {"a", "b"}])
def test_what_has_no_one_spelling_is_not_encoded(value: object) -> None:
    """Floats, long numbers and other types are refused by name."""
    with pytest.raises(InputError):
        encode(value)


def test_random_bytes_never_escape_as_another_error() -> None:
    """100,000 random or damaged records: each is read or refused, and what is read encodes to itself."""
    rng, read = random.Random(1), 0
    sound = encode({"t": 5, "v": 1, "seq": 3, "actor": "a", "list": [1, None, True, b"x" * 30]})
    for _ in range(100_000):
        data = bytearray(sound)
        for _ in range(rng.randint(1, 3)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            value = decode(bytes(data))
        except InputError:
            continue
        read += 1
        assert encode(value) == bytes(data)

    assert 0 < read < 100_000
