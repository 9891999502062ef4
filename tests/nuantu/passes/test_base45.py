"""Base45 agrees with another implementation, refuses what is not strict, and has one text for each run of bytes."""

from __future__ import annotations

import base45
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.passes.base45 import ALPHABET, decode_base45, encode_base45
from nuantu.passes.verdict import Code, PassError


@given(st.binary(max_size=300))
def test_bytes_come_back_and_another_implementation_agrees(data: bytes) -> None:
    text = encode_base45(data)

    assert text == base45.b45encode(data).decode()
    assert decode_base45(text) == data


@pytest.mark.parametrize("length", [599, 600, 601, 602, 1_800, 4_001])
def test_texts_longer_than_one_block_are_read_whole(length: int) -> None:
    data = bytes(range(251)) * (length // 251 + 1)
    text = encode_base45(data[:length])

    assert decode_base45(text) == data[:length]
    with pytest.raises(PassError):
        decode_base45(text[:3 * (length // 3)] + ":::" + text[3 * (length // 3):])


@given(st.text(ALPHABET, max_size=40))
def test_a_text_that_is_read_is_the_one_text_of_its_bytes(text: str) -> None:
    """What the other implementation refuses is refused, and nothing else."""
    try:
        expected = base45.b45decode(text)
    except ValueError:
        expected = None
    if expected is None:
        with pytest.raises(PassError):
            decode_base45(text)
        return

    assert decode_base45(text) == expected
    assert encode_base45(expected) == text


@pytest.mark.parametrize("text", ["bb8", "BB８", "ＢＢ８", "BB8 ", " BB8", "BB\n", "A", "ABCD", ":::", "GGW", "::",
                                  "é00", "\0\0", "\ud83d00", "🙂", "BB8,"])
def test_anything_else_is_no_base45(text: str) -> None:
    with pytest.raises(PassError) as refused:
        decode_base45(text)

    assert refused.value.code is Code.E_FORMAT
