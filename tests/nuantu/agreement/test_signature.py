"""Signatures hold under one digest, one side, one name and one moment, and under nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from tests.nuantu.agreement.signed_text import AT_S, DATA, KEYS, put, sign_by, write_data

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.signature import (
    AlteredError,
    check_signers,
    find_divergence,
    is_signed,
    list_sides,
    make_statement,
    read_moment,
    read_signature,
    sign_statement,
    verify_signature,
    write_moment,
    write_signature,
)
from nuantu.core.errors import AgreementError

BYTES = write_data(DATA)
DIGESTS = digest_agreement(BYTES)
OTHER = digest_agreement(write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")))


def test_the_statement_is_eight_lines() -> None:
    """Domain and version first, every fact on a line of its own."""
    assert make_statement(DIGESTS, "workers", "张三", "工会主席", AT_S) == (
        f"nuantu agreement v1\nagreement signed\neffective_from 2025-01-01\ndigest {DIGESTS.digest}\nside workers\n"
        "name 张三\noffice 工会主席\nsigned_at 2026-03-01T08:00:00Z\n").encode()


def test_a_known_key_gives_a_known_signature() -> None:
    """Ed25519 is deterministic: these bytes never change."""
    digests = digest_agreement(b"id: a\neffective: {from: 2026-01-01}\n")
    made = sign_statement(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), digests, "workers", "n", "o", 0)
    assert digests.digest == "7ed505d060422e2490fbc425b442294d4a69e0bb1bf7493dbebf11eb7635f851"
    assert made.public_key == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert made.key_id == "56475aa75463474c"
    assert made.signature == (
        "5c2829712a110fed04c9e28227ab098ec7d992943b4728dd7bf2cd707c7abba8"
        "fdb474915641236f909652a2a8ad1abe1380c54afa9fe563886528ca399a5203")


def test_a_signature_holds_and_survives_its_file() -> None:
    """Written, read and verified again."""
    made = sign_by(BYTES, "workers")
    verify_signature(made, DIGESTS)
    assert read_signature(write_signature(made)) == made
    assert read_signature(json.loads(write_signature(made))) == made


@pytest.mark.parametrize(("field", "value"), [
    ("side", "platform"), ("name", "张四"), ("office", "副主席"), ("at_s", AT_S + 1),
    ("public_key", KEYS["platform"].public_key().public_bytes_raw().hex()), ("signature", "00" * 64),
    ("public_key", "ff" * 32)])
def test_nothing_that_was_signed_can_be_changed(field: str, value: Any) -> None:
    """Whoever changes it has no signature."""
    with pytest.raises(AlteredError, match="does not hold"):
        verify_signature(replace(sign_by(BYTES, "workers"), **{field: value}), DIGESTS)


def test_a_signature_under_another_digest_is_refused() -> None:
    """Both digests are named."""
    with pytest.raises(AlteredError, match=f"{DIGESTS.digest[:16]} of signed, not {OTHER.digest[:16]}"):
        verify_signature(sign_by(BYTES, "workers"), OTHER)


@pytest.mark.parametrize(("field", "value"), [
    ("digest", OTHER.digest), ("agreement_id", "another"), ("effective_from", "2027-01-01")])
def test_a_signature_cannot_be_relabelled(field: str, value: str) -> None:
    """What it names is part of what was signed."""
    assert not is_signed(replace(sign_by(BYTES, "workers"), **{field: value}))  # type: ignore[arg-type]


def test_a_side_signs_once_and_a_key_for_one_side() -> None:
    """Whatever the rest says."""
    workers, platform = sign_by(BYTES, "workers"), sign_by(BYTES, "platform")
    check_signers([workers, platform])
    with pytest.raises(AgreementError, match="the side workers signs twice"):
        check_signers([workers, replace(platform, side="workers")])
    same = sign_statement(KEYS["workers"], DIGESTS, "platform", "李四", "代表", AT_S)
    with pytest.raises(AgreementError, match="signs for workers and for platform"):
        check_signers([workers, same])


def test_two_texts_signed_by_one_side_are_found() -> None:
    """Only where both signatures hold: nobody can be charged with what another wrote."""
    first = sign_by(BYTES, "workers")
    second = sign_statement(KEYS["workers"], OTHER, "workers", "张三", "工会主席", AT_S + 60)
    assert find_divergence([first, sign_by(BYTES, "platform"), second]) == (first, second)
    assert find_divergence([first, first, replace(second, name="李四")]) is None
    assert not is_signed(replace(second, name="李四"))


@pytest.mark.parametrize("last", ["00", "80"])
def test_a_key_that_signs_everything_signs_nothing(last: str) -> None:
    """The library takes this signature under any text; nobody needs a private key to make it."""
    point, made = "01" + "00" * 30, sign_by(BYTES, "workers")
    forged = replace(made, public_key=point + last, signature="01" + "00" * 63)
    library = Ed25519PublicKey.from_public_bytes(bytes.fromhex(forged.public_key))
    library.verify(bytes.fromhex(forged.signature), b"any text")
    assert not is_signed(forged)


def test_sides_are_listed_in_one_order() -> None:
    """However the signatures stand."""
    assert list_sides([sign_by(BYTES, side) for side in ("partners", "workers")]) == ["workers", "partners"]


@pytest.mark.parametrize(("change", "said"), [
    ({"side": "union"}, "no side"), ({"name": ""}, "plain line"), ({"name": "a\nside platform"}, "plain line"),
    ({"office": "x" * 65}, "plain line"), ({"office": " x"}, "plain line"), ({"at_s": -1}, "no moment"),
    ({"at_s": 10**12}, "no moment")])
def test_what_cannot_be_signed_is_refused(change: dict[str, Any], said: str) -> None:
    """Above all a line feed, by which a name could say another thing."""
    with pytest.raises(AgreementError, match=said):
        make_statement(DIGESTS, **{"side": "workers", "name": "n", "office": "o", "at_s": 0, **change})


@pytest.mark.parametrize(("change", "said"), [
    ({"format": "x"}, "not of format"), ({"key_id": "0" * 16}, "key id"), ({"signature": "AB" * 64}, "hexadecimal"),
    ({"signed_at": "2026-3-1T08:00:00Z"}, "no moment|not a moment"), ({"side": 1}, "missing or no text"),
    ({"more": "x"}, "not known"), ({"digest": "x"}, "hexadecimal")])
def test_a_bad_signature_file_is_refused(change: dict[str, Any], said: str) -> None:
    """By the key that is wrong."""
    told = {**json.loads(write_signature(sign_by(BYTES, "workers"))), **change}
    with pytest.raises(AgreementError, match=said):
        read_signature(json.dumps(told))


@pytest.mark.parametrize("text", ["", "[]", "{", b"\xff", "[" * 100_000])
def test_what_is_no_json_object_is_refused(text: str | bytes) -> None:
    """In one sentence."""
    with pytest.raises(AgreementError, match="JSON"):
        read_signature(text)


def test_moments_are_written_one_way() -> None:
    """There and back."""
    assert (write_moment(0), read_moment("2026-03-01T08:00:00Z")) == ("1970-01-01T00:00:00Z", AT_S)
