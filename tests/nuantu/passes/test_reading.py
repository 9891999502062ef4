"""The quick reading of usual tokens says of everything it takes what the reading value by value says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.passes.flips import list_flips
from tests.nuantu.passes.test_credential import CLAIMS
from tests.nuantu.passes.world import GATE, NOON_S, World
from tests.nuantu.passes.write_vectors import VECTORS

from nuantu.passes.attack import Range, draw_attacks
from nuantu.passes.canonical import encode_canonical
from nuantu.passes.credential import encode_claims
from nuantu.passes.presentation import Presentation, encode_presentation, unwrap_text
from nuantu.passes.reading import Reading, match_usual, read_any, read_token
from nuantu.passes.verdict import PassError


def _read_slowly(data: bytes) -> Reading | None:
    try:
        return read_any(data)
    except PassError:
        return None


def _disagree(data: bytes) -> bool:
    quick = match_usual(data)
    return quick is not None and quick != _read_slowly(data)


def test_a_usual_token_is_read_quickly_and_says_the_same() -> None:
    data = unwrap_text(World().rider().show())

    assert match_usual(data) is not None
    assert match_usual(data) == read_any(data)


def test_no_bit_of_a_token_makes_the_two_disagree() -> None:
    texts = list(list_flips(World().rider().show()))
    taken = [match_usual(unwrap_text(text)) for text in texts]

    assert [text for text in texts if _disagree(unwrap_text(text))] == []
    assert 1_000 < sum(one is not None for one in taken) < len(taken)


def test_no_attack_and_no_vector_makes_the_two_disagree() -> None:
    vectors = json.loads(VECTORS.read_text())
    texts = [text for _, text in draw_attacks(Range(NOON_S), 4_000, 11)]
    texts += [one["text"] for one in (*vectors["cases"], *vectors["mutations"])]
    held = []
    for text in texts:
        try:
            held.append(unwrap_text(text))
        except PassError:
            continue

    assert len(held) > 4_000
    assert [data for data in held if _disagree(data)] == []


@given(CLAIMS, st.integers(0, 2**33), st.integers(0, 2**32 - 1), st.binary(min_size=4, max_size=8),
       st.sampled_from([-7, -8, -24, -25, 0, 5]))
def test_whatever_claims_are_honestly_written_the_two_agree(claims: object, step: int, gate: int, nonce: bytes,
                                                            alg: int) -> None:
    """Numbers of every length, several zones, other algorithms: what is not usual is read by the other way alone."""
    envelope = [encode_canonical({1: alg, 4: b"12345678"}), {}, encode_claims(claims), bytes(64)]  # type: ignore[arg-type]
    data = encode_canonical([b"\xd2" + encode_canonical(envelope),
                             encode_presentation(Presentation(step, gate, nonce)), bytes(64)])

    assert not _disagree(data)
    assert _read_slowly(data) is not None


@given(st.binary(min_size=1, max_size=9), st.data())
def test_bytes_put_into_a_token_never_make_the_two_disagree(piece: bytes, draw: st.DataObject) -> None:
    data = unwrap_text(_TEXT)
    at, cut = draw.draw(st.integers(0, len(data))), draw.draw(st.integers(0, 9))

    assert not _disagree(data[:at] + piece + data[at + cut:])


@pytest.mark.parametrize(("claim", "longer"), [
    (b"\x01\x01\x04\x1a", b"\x01\x18\x01\x04\x1a"), (b"\x81\x01\x01\x01", b"\x81\x18\x01\x01\x01"),
    (b"\x05\x1a", b"\x05\x1b\0\0\0\0")])
def test_longer_heads_are_left_to_the_reading_that_refuses_them(claim: bytes, longer: bytes) -> None:
    data = unwrap_text(_TEXT)
    assert data.count(claim) == 1

    assert match_usual(data.replace(claim, longer)) is None
    with pytest.raises(PassError):
        read_any(data.replace(claim, longer))
    assert read_token(_TEXT) == match_usual(data)


_TEXT = World(3).rider().show(NOON_S, GATE)
