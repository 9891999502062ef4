"""Shares: any two of three give the secret back, one tells nothing, and what does not belong together is refused."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.errors import InputError
from nuantu.passes.shares import (
    Share,
    combine_shares,
    require_one_line,
    split_secret,
    unpack_share,
)

SECRET = bytes(range(32))


@given(st.binary(min_size=1, max_size=40))
def test_any_two_of_three_give_the_secret_back(secret: bytes) -> None:
    """Whichever two come together, in whichever order, and all three as well."""
    shares = split_secret(secret)

    assert {combine_shares(pair) for pair in combinations(shares, 2)} == {secret}
    assert combine_shares(shares[::-1]) == secret


@given(st.data(), st.integers(2, 6), st.integers(0, 6))
def test_any_number_of_seats_can_be_asked_for(data: st.DataObject, needed: int, spare: int) -> None:
    """The scheme holds for other numbers too, at whichever points."""
    shares = split_secret(SECRET, needed + spare, needed)
    chosen = data.draw(st.lists(st.sampled_from(shares), min_size=needed, unique=True))

    assert combine_shares(chosen, needed) == SECRET


def test_one_share_fits_every_secret() -> None:
    """For one share and each of 256 secrets there is a second share that would give that secret: one tells nothing."""
    (share, *_) = split_secret(b"\x42")

    reached = {combine_shares([share, Share(2, bytes((value,)))]) for value in range(256)}

    assert reached == {bytes((value,)) for value in range(256)}


def test_the_field_is_that_of_aes() -> None:
    """The products of 0x57 that FIPS 197 works out (section 4.2) as slope, with 0x83 as the secret."""
    products = {0x02: 0xAE, 0x04: 0x47, 0x08: 0x8E, 0x10: 0x07, 0x13: 0xFE}
    shares = [Share(point, bytes((0x83 ^ product,))) for point, product in products.items()]

    assert {combine_shares(pair) for pair in combinations(shares, 2)} == {b"\x83"}


def test_one_share_alone_or_twice_opens_nothing() -> None:
    """The same share handed in twice is still one."""
    (share, *_) = split_secret(SECRET)

    with pytest.raises(InputError, match="1 of 2 shares are there: they open nothing; ask 1 more"):
        combine_shares([share, share])


def test_shares_that_contradict_each_other_are_refused() -> None:
    """Two values at one point, other lengths, and a third share off the line of the other two."""
    first, second, third = split_secret(SECRET)
    stranger = split_secret(bytes(32))[2]

    with pytest.raises(InputError, match="same point and differ"):
        combine_shares([third, stranger])
    with pytest.raises(InputError, match="differ in length"):
        combine_shares([first, Share(2, b"x")])
    with pytest.raises(InputError, match="do not belong together"):
        require_one_line([first, second, stranger])
    require_one_line([third, first, second])


@pytest.mark.parametrize(("secret", "count", "needed"), [(b"", 3, 2), (SECRET, 1, 2), (SECRET, 3, 1), (SECRET, 256, 2)])
def test_what_cannot_be_split_is_refused(secret: bytes, count: int, needed: int) -> None:
    """No secret, fewer seats than needed, one needed, more seats than points."""
    with pytest.raises(InputError, match="cannot be split"):
        split_secret(secret, count, needed)


def test_a_share_is_packed_and_read_again() -> None:
    """Point first, then values; a point of nought would be the secret itself and is refused."""
    (share, *_) = split_secret(SECRET)

    assert unpack_share(share.pack()) == share
    for bad in (b"", b"\x01", b"\x00" + SECRET):
        with pytest.raises(InputError, match="no share"):
            unpack_share(bad)


def test_a_share_is_not_printed() -> None:
    """Logs and tracebacks show the point only."""
    assert repr(Share(2, b"secret")) == "Share(point=2)"
