"""The text on the screen: its parts, its size in a QR code, and who signed it."""

from __future__ import annotations

import io

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.nuantu.passes.world import GATE, NOON_S, World

from nuantu.passes.algorithms import is_es256
from nuantu.passes.base45 import encode_base45
from nuantu.passes.canonical import encode_canonical
from nuantu.passes.presentation import (
    PREFIX,
    TEXT_MAX,
    Presentation,
    Token,
    build_message,
    decode_presentation,
    encode_presentation,
    find_step,
    join_token,
    split_token,
)
from nuantu.passes.verdict import Code, PassError

PRESENTATIONS = st.builds(Presentation, st.integers(0, 2**40 - 1), st.integers(0, 2**32 - 1),
                          st.binary(min_size=4, max_size=8))


@given(PRESENTATIONS)
def test_a_presentation_comes_back_as_it_was(presentation: Presentation) -> None:
    assert decode_presentation(encode_presentation(presentation)) == presentation


@pytest.mark.parametrize("odd", [
    {1: 1, 2: 2}, {1: 1, 2: 2, 3: b"123"}, {1: 1, 2: 2, 3: b"123456789"}, {1: True, 2: 2, 3: b"1234"},
    {1: 1, 2: -2, 3: b"1234"}, {1: 1, 2: 2, 3: "1234"}, {1: 1, 2: 2**32, 3: b"1234"}, {1: 2**40, 2: 2, 3: b"1234"},
    {1: 1, 2: 2, 3: b"1234", 4: 0}, [1, 2, b"1234"], 5])
def test_other_forms_are_none(odd: object) -> None:
    with pytest.raises(PassError) as refused:
        decode_presentation(encode_canonical(odd))

    assert refused.value.code is Code.E_FORMAT


def test_the_device_signs_the_credential_and_the_presentation() -> None:
    rider = World().rider()
    token = split_token(rider.show())
    public = rider.device.public_key()

    assert token.credential == rider.credential
    assert decode_presentation(token.presentation) == Presentation(find_step(NOON_S), GATE, b"\1\2\3\4")
    assert is_es256(public, token.signature, build_message(token.credential, token.presentation))
    assert not is_es256(public, token.signature, build_message(token.credential + b"\0", token.presentation))


@pytest.mark.parametrize("odd", ["", "XT1:", "XT2:00", "xt1:00", PREFIX + "0" * TEXT_MAX,
                                 PREFIX + encode_base45(encode_canonical([b"", b""])),
                                 PREFIX + encode_base45(encode_canonical([b"", b"", ""])),
                                 PREFIX + encode_base45(encode_canonical({1: b""}))])
def test_other_texts_are_no_token(odd: str) -> None:
    with pytest.raises(PassError) as refused:
        split_token(odd)

    assert refused.value.code is Code.E_FORMAT


def test_three_parts_come_back() -> None:
    token = Token(b"one", b"two", b"three")

    assert split_token(join_token(token)) == token


def test_the_longest_usual_text_fits_into_version_12_at_level_m_and_is_read_by_another_decoder() -> None:
    """Four zones, high numbers: still a symbol of 65 modules, read back whole from its picture."""
    rider = World().rider(zones=(1, 2), status_list=2**32 - 1, status_index=2**20 - 1)
    text = rider.show(gate=2**32 - 1)
    symbol = segno.make(text, error="m", boost_error=False, micro=False)
    picture = io.BytesIO()
    symbol.save(picture, kind="png", scale=4, border=4)
    read = zxingcpp.read_barcodes(Image.open(picture).convert("L"))

    assert symbol.version <= 12
    assert symbol.mode == "alphanumeric"
    assert [one.text for one in read] == [text]
