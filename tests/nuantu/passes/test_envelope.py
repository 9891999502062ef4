"""COSE_Sign1: the public test vectors at hand are met, with what our profile refuses listed by name."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.algorithms import ES256, VerifyKey, hold_signing_key, make_signing_key, write_point
from nuantu.passes.canonical import encode_canonical
from nuantu.passes.envelope import Envelope, build_message, read_envelope, seal_envelope, sign_envelope
from nuantu.passes.verdict import Code, PassError


def test_what_is_signed_is_read_and_nothing_else_has_signed_it() -> None:
    key, other = make_signing_key(), make_signing_key()
    envelope = read_envelope(sign_envelope(b"payload", key))

    assert (envelope.payload, envelope.kid, envelope.alg) == (b"payload", key.public.kid, ES256)
    assert envelope.is_signed_by(key.public)
    assert not envelope.is_signed_by(other.public)


@pytest.mark.parametrize(("data", "code"), [
    (b"", Code.E_FORMAT), (b"\xd2", Code.E_FORMAT), (b"\xd2\x80", Code.E_FORMAT), (b"\xd1\x84", Code.E_FORMAT),
    (b"\xd2" + encode_canonical([b"", {}, b""]), Code.E_FORMAT), (b"\xd2" + encode_canonical(5), Code.E_FORMAT),
    (b"\xd2" + encode_canonical(["", {}, b"", b""]), Code.E_FORMAT),
    (b"\xd2" + encode_canonical([b"", {}, None, b""]), Code.E_FORMAT),
    (b"\xd2" + encode_canonical([b"", [], b"", b""]), Code.E_FORMAT),
    (b"\xd2" + encode_canonical([b"", {4: b"kid"}, b"", b""]), Code.E_NONCANON),
    (b"\xd2" + encode_canonical([encode_canonical({1: -7, 4: b"1234567"}), {}, b"", b""]), Code.E_FORMAT),
    (b"\xd2" + encode_canonical([encode_canonical({1: -7}), {}, b"", b""]), Code.E_FORMAT),
    (b"\xd2" + encode_canonical([b"\xa0\x00", {}, b"", b""]), Code.E_NONCANON)])
def test_other_forms_are_refused(data: bytes, code: Code) -> None:
    with pytest.raises(PassError) as refused:
        read_envelope(data)

    assert refused.value.code is code


def test_the_message_is_that_of_the_standard() -> None:
    assert cbor2.loads(build_message(b"head", b"body")) == ["Signature1", b"head", b"", b"body"]


@pytest.fixture
def vectors(shared: Path) -> Path:
    """The public COSE vectors; the test is skipped by name where they are absent."""
    folder = shared / "vectors" / "cose"
    if not folder.is_dir():
        pytest.skip(f"the shared data is absent: {folder}")
    return folder


def _load(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(path.stem, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def _read_key(told: dict[str, Any]) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(base64.urlsafe_b64decode(told["d"] + "=="), "big"), ec.SECP256R1())


def _say(told: dict[str, Any]) -> str:
    """What our profile says to a vector, and whether the signature inside is good by our own arithmetic."""
    data = bytes.fromhex(told["output"]["cbor"])
    private = _read_key(told["input"]["sign0"]["key"])
    public = VerifyKey(ES256, write_point(private.public_key()))
    try:
        read_envelope(data)
    except PassError as refused:
        profile = str(refused.code)
    else:
        profile = "OK"
    return f"{profile} {'good' if _is_good(data, public, told) else 'bad'}"


def _is_good(data: bytes, public: VerifyKey, told: dict[str, Any]) -> bool:
    """The signature alone, as the standard has it: tagged or not, algorithm in either header, an empty map no bytes."""
    found = cbor2.loads(data)
    if isinstance(found, cbor2.CBORTag) and found.tag != 18:
        return False
    protected, header, payload, signature = found.value if isinstance(found, cbor2.CBORTag) else found
    header = header | (cbor2.loads(protected) if protected else {})
    protected = b"" if protected == b"\xa0" else protected
    external = bytes.fromhex(told["input"]["sign0"].get("external", ""))
    message = encode_canonical(["Signature1", protected, external, payload])
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    s = int.from_bytes(signature[32:], "big")
    lower = signature[:32] + min(s, order - s).to_bytes(32, "big") if 0 < s < order else signature
    return header.get(1) == ES256 and public.is_signed(lower, message)


@pytest.mark.shared
def test_the_public_vectors_of_one_signer_meet_their_expectation(vectors: Path) -> None:
    """XP64. Each says by name whether it is to fail; where it is not, the signature is good under our arithmetic.

    None of them has our two protected headers and an empty unprotected one, so that the profile refuses every one.
    """
    said = {name: _say(told) for name, told in _load(vectors / "sign1-tests")}
    expected = {name: "good" if "pass" in name else "bad" for name in said}

    assert len(said) == 9
    assert {name: one.split()[1] for name, one in said.items()} == expected
    assert {one.split()[0] for one in said.values()} <= {Code.E_FORMAT, Code.E_NONCANON}


@pytest.mark.shared
def test_the_public_vectors_of_ecdsa_meet_their_expectation(vectors: Path) -> None:
    """XP64. The one-signer vector of P-256 is good; those of other curves and with several signers are not our kind."""
    said: dict[str, str] = {}
    for name, told in _load(vectors / "ecdsa-examples"):
        signer = told["input"].get("sign0")
        if signer is None or signer["key"].get("crv") != "P-256" or signer["alg"] != "ES256":
            said[name] = "not our kind"
        else:
            said[name] = _say(told)

    assert len(said) == 8
    assert "good" in " ".join(said.values())
    assert [name for name, one in said.items() if one.endswith("bad")] == []


@pytest.mark.shared
def test_our_own_envelope_over_the_vectors_key_is_read_by_another_library(vectors: Path) -> None:
    """The key of the public vectors signs in our profile, and python-cwt finds it good."""
    import cwt

    private = _read_key(_load(vectors / "sign1-tests")[0][1]["input"]["sign0"]["key"])
    key = hold_signing_key(private)
    numbers = private.public_key().public_numbers()
    cose = cwt.COSEKey.new({1: 2, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big"), 3: -7,
                            2: key.public.kid})

    assert cwt.COSE.new().decode(sign_envelope(b"This is the content.", key), cose) == b"This is the content."


def test_a_header_written_once_serves_many_payloads() -> None:
    key = make_signing_key()
    protected = encode_canonical({1: ES256, 4: key.public.kid})
    found = [read_envelope(seal_envelope(protected, payload, key)) for payload in (b"one", b"two")]

    assert [(one.payload, one.is_signed_by(key.public)) for one in found] == [(b"one", True), (b"two", True)]
    assert isinstance(found[0], Envelope)
