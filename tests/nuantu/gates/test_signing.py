"""What a controller signs can be checked by anybody with its public key, and its private key stays its own."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nuantu.core.errors import InputError
from nuantu.gates.signing import (
    DeviceKey,
    build_message,
    is_signed,
    load_key,
    make_key,
    show_fingerprint,
)

#: The key whose private half is the bytes 00 to 1f.
KEY = DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
BODY = b'{"events":[],"state":{}}'
SIGNED = "CMbL/1c/0hDKY3fDUZD/6kDK51McGGoxo2niP+915G22OEmJadvosA1OfGgR7fHc97qSQaIieiDc2fZPBo+DBQ=="


def test_the_vector_of_the_document_holds() -> None:
    headers = KEY.sign("17", "POST", "/doors/v1/sync", 1_767_225_600, BODY)

    assert KEY.public.hex() == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert show_fingerprint(KEY.public) == "5647 5aa7 5463 474c"
    assert build_message("POST", "/doors/v1/sync", 1_767_225_600, BODY) == (
        b"POST\n/doors/v1/sync\n1767225600\n32ec5b6334dcdb430e151c0267cb64c049dffd224a54dbbe6d8812bb3aa00065")
    assert headers == {"Nuantu-Door": "17", "Nuantu-Time": "1767225600", "Nuantu-Signature": SIGNED}


@pytest.mark.parametrize("changed", [
    ("GET", "/doors/v1/sync", 1, BODY), ("POST", "/doors/v1/enrol", 1, BODY), ("POST", "/doors/v1/sync", 2, BODY),
    ("POST", "/doors/v1/sync", 1, BODY + b" ")])
def test_a_signature_holds_for_one_request_only(changed: tuple[str, str, int, bytes]) -> None:
    signature = KEY.sign("17", "POST", "/doors/v1/sync", 1, BODY)["Nuantu-Signature"]

    assert is_signed(KEY.public, signature, build_message("POST", "/doors/v1/sync", 1, BODY))
    assert not is_signed(KEY.public, signature, build_message(*changed))


@pytest.mark.parametrize("signature", ["", "====", "not base64!", base64.b64encode(bytes(64)).decode(),
                                       base64.b64encode(bytes(63)).decode(), "ä"])
def test_what_is_no_signature_is_no_error(signature: str) -> None:
    assert not is_signed(KEY.public, signature, b"message")
    assert not is_signed(b"short", signature, b"message")


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "door.pem"
    (tmp_path / ".door.pem.fresh").write_bytes(b"cut off by a crash")
    made = make_key(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert load_key(path).public == made.public
    assert [one.name for one in tmp_path.iterdir()] == ["door.pem"]


@pytest.mark.parametrize(("content", "mode", "what"), [
    (b"", 0o600, "no private key in PEM"), (b"x" * 100, 0o600, "no private key in PEM"),
    (b"", 0o644, "may be read by others"), (None, 0, "cannot be read"),
])
def test_a_key_that_cannot_be_used_says_why(tmp_path: Path, content: bytes | None, mode: int, what: str) -> None:
    path = tmp_path / "door.pem"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)

    with pytest.raises(InputError, match=what):
        load_key(path)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = tmp_path / "door.pem"
    path.write_bytes(generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)

    with pytest.raises(InputError, match="not of type Ed25519"):
        load_key(path)
