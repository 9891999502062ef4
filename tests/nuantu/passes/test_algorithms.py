"""Keys and signatures: both algorithms, the one form of a signature, and what is no key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from nuantu.passes import algorithms
from nuantu.passes.algorithms import (
    ALGORITHMS,
    EDDSA,
    ES256,
    ORDER,
    VerifyKey,
    find_kid,
    hold_signing_key,
    is_es256,
    make_signing_key,
    read_point,
    sign_es256,
    write_point,
)

KEY = ec.derive_private_key(7, ec.SECP256R1())


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_key_signs_and_no_other_does(alg: int) -> None:
    key, other = make_signing_key(alg), make_signing_key(alg)
    signature = key.sign(b"message")

    assert len(signature) == 64
    assert key.public.is_signed(signature, b"message")
    assert not key.public.is_signed(signature, b"messagf")
    assert not other.public.is_signed(signature, b"message")
    assert [key.public.is_signed(odd, b"message") for odd in (b"", signature[:-1], signature + b"\0")] == [False] * 3


def test_keys_of_one_algorithm_are_not_keys_of_the_other() -> None:
    es, ed = make_signing_key(ES256), make_signing_key(EDDSA)

    assert not VerifyKey(EDDSA, es.public.data).is_usable()
    assert not VerifyKey(ES256, ed.public.data).is_usable()
    assert not VerifyKey(-35, es.public.data).is_signed(es.sign(b"m"), b"m")


@given(st.binary(max_size=200))
def test_signatures_are_in_their_lower_form_alone(message: bytes) -> None:
    signature = sign_es256(KEY, message)
    s = int.from_bytes(signature[32:], "big")
    other = signature[:32] + (ORDER - s).to_bytes(32, "big")

    assert s <= ORDER // 2
    assert is_es256(KEY.public_key(), signature, message)
    assert not is_es256(KEY.public_key(), other, message)


@pytest.mark.parametrize("r", [0, ORDER, 2**256 - 1])
def test_numbers_out_of_range_sign_nothing(r: int) -> None:
    one, odd = (1).to_bytes(32, "big"), r.to_bytes(32, "big")

    assert not is_es256(KEY.public_key(), odd + one, b"m")
    assert not is_es256(KEY.public_key(), one + odd, b"m")


def test_a_point_comes_back_and_what_is_none_is_refused() -> None:
    point = write_point(KEY.public_key())

    assert (len(point), write_point(read_point(point))) == (33, point)
    for odd in (b"", point[:-1], point + b"\0", b"\0", b"\4" + bytes(64), b"\2" + b"\xff" * 32,
                b"\2" + bytes(31) + b"\1"):
        with pytest.raises(ValueError, match=r".+"):
            read_point(odd)


def test_a_key_is_named_after_its_bytes() -> None:
    assert make_signing_key().public.kid != make_signing_key().public.kid
    assert find_kid(b"").hex() == "e3b0c44298fc1c14"


def test_private_keys_are_held_by_their_type() -> None:
    assert hold_signing_key(KEY).alg == ES256
    assert hold_signing_key(ed25519.Ed25519PrivateKey.generate()).alg == EDDSA
    for odd in (rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1()), None):
        with pytest.raises(ValueError, match="no algorithm"):
            hold_signing_key(odd)


@given(st.one_of(st.integers(1, ORDER - 1), st.integers(1, 2**248 - 1), st.sampled_from((1, 127, 128, ORDER - 1))),
       st.one_of(st.integers(1, ORDER // 2), st.integers(1, 2**248 - 1), st.sampled_from((1, 127, 128, ORDER // 2))))
def test_a_signature_is_handed_to_the_library_as_the_library_would_write_it(r: int, s: int) -> None:
    assert algorithms._write_der(r.to_bytes(32, "big"), s.to_bytes(32, "big")) == encode_dss_signature(r, s)
