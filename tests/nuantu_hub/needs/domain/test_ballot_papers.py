"""Ballot papers: signed unseen, accepted by a standard verifier, good for their own contest only."""

from __future__ import annotations

import secrets

import pytest

from nuantu_hub.needs.domain.ballot_papers import (
    BYTES,
    PaperError,
    blind_ticket,
    draw_paper_key,
    is_paper,
    read_public,
    sign_blinded,
    unblind,
    write_public,
)


def test_a_ticket_is_signed_without_being_seen() -> None:
    stored, public = draw_paper_key()
    ticket = secrets.token_bytes(32)
    blinded, factor = blind_ticket(public, ticket)

    signature = unblind(public, ticket, sign_blinded(stored, blinded), factor)

    assert is_paper(public, ticket, signature)
    assert not is_paper(public, secrets.token_bytes(32), signature)
    assert not is_paper(draw_paper_key()[1], ticket, signature)
    assert not is_paper(public, ticket[:31], signature)


def test_two_blindings_of_one_ticket_differ_and_give_one_signature() -> None:
    stored, public = draw_paper_key()
    ticket = secrets.token_bytes(32)
    asked = [blind_ticket(public, ticket) for _time in range(2)]

    assert asked[0][0] != asked[1][0]
    assert len({unblind(public, ticket, sign_blinded(stored, blinded), factor) for blinded, factor in asked}) == 1


@pytest.mark.parametrize("blinded", [bytes(BYTES), b"\xff" * BYTES, b"", bytes(BYTES - 1) + b"\x01"],
                         ids=["zero", "above the modulus", "nothing", "one"])
def test_what_is_no_blinded_ticket_is_not_signed(blinded: bytes) -> None:
    with pytest.raises(PaperError):
        sign_blinded(draw_paper_key()[0], blinded)


def test_a_signature_of_something_else_is_noticed() -> None:
    stored, public = draw_paper_key()
    blinded, factor = blind_ticket(public, secrets.token_bytes(32))

    with pytest.raises(PaperError, match="something else"):
        unblind(public, secrets.token_bytes(32), sign_blinded(stored, blinded), factor)


def test_the_stored_key_is_encrypted() -> None:
    stored, public = draw_paper_key()

    assert "PRIVATE" not in stored
    assert write_public(read_public(public)) == public
