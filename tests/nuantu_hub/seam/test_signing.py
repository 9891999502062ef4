"""The engine's word on a text and on signatures under it: what was altered is named, what does not hold is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.signature import SIDES, AgreementSignature, sign_statement, write_signature
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.signing import find_alteration, holds_under, join_all, read_party_signature, seal_text, tell_text

TEXT = (Path(__file__).resolve().parents[3] / "agreements" / "platform-2025" / "agreement.yaml").read_bytes()
OTHER = TEXT.replace(b"5000 CNY", b"5000.01 CNY", 1)
AT_S = 1_794_187_800


def sign(data: bytes, side: str) -> AgreementSignature:
    """A signature of a side with a key of its own."""
    return sign_statement(Ed25519PrivateKey.generate(), digest_agreement(data), side, "周建平", "代表", AT_S)


def test_what_was_altered_is_named() -> None:
    parts = seal_text(TEXT).parts
    assert find_alteration(TEXT, parts) is None
    assert (find_alteration(OTHER, parts) or ("", ""))[0] == "clause"
    assert find_alteration(TEXT.replace(b"from: 2025-09-17", b"from: 2025-09-18", 1), parts) == ("identity", "")
    assert find_alteration(b"id: [", parts) == ("whole", "")


def test_a_signature_holds_under_its_own_text_alone() -> None:
    made = sign(TEXT, "workers")
    assert read_party_signature(write_signature(made)) == made
    assert (holds_under(made, TEXT), holds_under(made, OTHER)) == (True, False)
    forged = read_party_signature(write_signature(made).replace("周建平", "周建国"))
    assert not holds_under(forged, TEXT)


def test_joined_signatures_are_read_back_and_another_texts_are_refused() -> None:
    joined = join_all(TEXT, [sign(TEXT, side) for side in SIDES])
    assert (joined.startswith(TEXT), tell_text(joined)["verified"]) == (True, list(SIDES))
    assert tell_text(TEXT)["verified"] == []
    assert find_alteration(joined, seal_text(TEXT).parts) is None
    with pytest.raises(RunError, match="signed already"):
        seal_text(joined)
    with pytest.raises(RunError):
        join_all(TEXT, [sign(OTHER, "workers")])
    with pytest.raises(RunError):
        tell_text(joined.replace(b"5000 CNY", b"5000.01 CNY", 1))


@pytest.mark.parametrize("told", [b"", b"{}", "不是JSON", b"\xff\xfe"])
def test_what_is_no_signature_and_no_agreement_is_refused(told: str | bytes) -> None:
    with pytest.raises(RunError):
        read_party_signature(told)
    with pytest.raises(RunError):
        seal_text(told if isinstance(told, bytes) else told.encode())
