"""Sealing: RFC 9180's own vector opens, and nothing opens with another key, for another purpose, or changed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.passes.sealing import OVERHEAD_BYTES, SUITE, SealError, is_public, seal, unseal

#: RFC 9180, appendix A.1.1 (base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM), sequence number 0.
RECIPIENT = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
ENCAPSULATED = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
INFO = b"Ode on a Grecian Urn"
CIPHERTEXT = bytes.fromhex("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a")


def draw() -> tuple[X25519PrivateKey, bytes]:
    """A fresh key and its public half."""
    private = X25519PrivateKey.generate()
    return private, private.public_key().public_bytes_raw()


def test_the_suite_is_that_of_the_standard() -> None:
    """The standard's own example opens under the suite that seals here."""
    private = X25519PrivateKey.from_private_bytes(RECIPIENT)

    opened = openssl.hpke._decrypt_with_aad(SUITE, ENCAPSULATED + CIPHERTEXT, private, info=INFO, aad=b"Count-0")

    assert opened == b"Beauty is truth, truth beauty"


def test_what_is_sealed_opens_for_its_owner() -> None:
    """Whole, and longer by the encapsulated key and the tag only; never twice the same."""
    private, public = draw()

    first, second = (seal(b"who it was", public, b"row") for _ in range(2))

    assert unseal(first, private, b"row") == unseal(second, private, b"row") == b"who it was"
    assert first != second
    assert len(first) == len(b"who it was") + OVERHEAD_BYTES


def test_nothing_else_opens_it() -> None:
    """Another key, another purpose, each byte changed, and a tail or a head too much or too little."""
    private, public = draw()
    sealed = seal(b"x", public, b"row")
    bad = [sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1:] for at in range(len(sealed))]

    for other in (*bad, sealed[:-1], sealed + b"\0", b"", bytes(80)):
        with pytest.raises(SealError):
            unseal(other, private, b"row")
    with pytest.raises(SealError, match="this key does not open it"):
        unseal(sealed, draw()[0], b"row")
    with pytest.raises(SealError, match="this key does not open it"):
        unseal(sealed, private, b"share")


def test_a_key_is_told_from_what_is_none() -> None:
    """Before anybody relies on it."""
    assert is_public(draw()[1])
    assert not any(is_public(bad) for bad in (b"", bytes(31), bytes(32), b"\x01" + bytes(31), b"\xff" * 33))


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\x01" + bytes(31)])
def test_nothing_is_sealed_to_what_is_no_key(public: bytes) -> None:
    """Wrong lengths, and points of low order, whose shared secret everybody knows."""
    with pytest.raises(SealError, match="no X25519 public key"):
        seal(b"x", public, b"")
