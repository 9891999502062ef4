"""A box: two of three holders open it, one alone does not, and a ballot opens for its contest only."""

from __future__ import annotations

import secrets
from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu_hub.seam.ballot_box import (
    BoxError,
    draw_box,
    hand_share,
    open_ballot,
    open_share,
    read_box_key,
    recover_key,
    seal_ballot,
    take_share,
)

KEYS = {seat: X25519PrivateKey.generate() for seat in (1, 2, 3)}
PUBLIC = {seat: key.public_key().public_bytes_raw() for seat, key in KEYS.items()}


@pytest.mark.parametrize(("first", "second"), list(permutations((1, 2, 3), 2)))
def test_any_two_open_it(first: int, second: int) -> None:
    box = draw_box(PUBLIC)
    sealed = seal_ballot(box.public, 81, b"ballot")
    handed = hand_share(box, open_share(box, first, KEYS[first].private_bytes_raw()), PUBLIC[second])
    private = KEYS[second].private_bytes_raw()

    secret = recover_key(box, take_share(box, handed, private), open_share(box, second, private))

    assert open_ballot(read_box_key(box.public, secret), 81, sealed) == b"ballot"
    with pytest.raises(BoxError):
        open_ballot(read_box_key(box.public, secret), 82, sealed)


def test_one_share_twice_or_of_another_box_opens_nothing() -> None:
    box, other = draw_box(PUBLIC), draw_box(PUBLIC)
    own = open_share(box, 1, KEYS[1].private_bytes_raw())
    for second in (own, open_share(other, 2, KEYS[2].private_bytes_raw())):
        with pytest.raises(BoxError):
            recover_key(box, own, second)
    with pytest.raises(BoxError):
        open_share(box, 2, KEYS[1].private_bytes_raw())
    with pytest.raises(BoxError):
        read_box_key(box.public, secrets.token_bytes(32))


def test_three_holders_have_three_keys() -> None:
    with pytest.raises(BoxError):
        draw_box({1: PUBLIC[1], 2: PUBLIC[1], 3: PUBLIC[3]})
    with pytest.raises(BoxError):
        draw_box({1: PUBLIC[1], 2: PUBLIC[2]})
