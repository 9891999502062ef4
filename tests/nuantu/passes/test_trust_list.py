"""The list of whom to trust: two of three roots, versions that only grow, and what each key is for."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.nuantu.passes.world import DAY_S, NOON_S, World, trust_key, write_trust

from nuantu.passes.algorithms import EDDSA, VerifyKey, make_signing_key
from nuantu.passes.credential import PassClass
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.trust_list import (
    TrustList,
    decode_trust_payload,
    encode_trust_payload,
    find_signed,
    join_trust_list,
    read_trust_list,
    sign_trust_payload,
    split_trust_list,
)
from nuantu.passes.verdict import Code, PassError

KEYS = (trust_key(make_signing_key(), "credential", classes=frozenset({PassClass.DOOR})),
        trust_key(make_signing_key(EDDSA), "descriptor", "policy"))


def test_a_payload_comes_back_as_it_was() -> None:
    trust = TrustList(3, NOON_S, NOON_S + DAY_S, KEYS)

    assert decode_trust_payload(encode_trust_payload(trust)) == trust


def test_any_two_of_three_roots_sign_and_no_one_alone() -> None:
    """XP38."""
    world = World()
    roots = [root.public for root in world.roots]
    for pair in combinations(world.roots, 2):
        assert read_trust_list(write_trust(KEYS, list(pair)), roots, None, NOON_S).keys == KEYS
    for root in world.roots:
        with pytest.raises(PassError, match="signed by 1 of the roots") as refused:
            read_trust_list(write_trust(KEYS, [root, root]), roots, None, NOON_S)
        assert refused.value.code is Code.E_SIG


def test_a_signature_is_of_the_list_and_of_nothing_else() -> None:
    """A root that signed the bare payload, for whatever it was shown, has not signed the list."""
    world = World()
    payload = encode_trust_payload(TrustList(9, NOON_S, NOON_S + DAY_S, KEYS))
    bare = [(root.public.kid, root.sign(payload)) for root in world.roots]
    with pytest.raises(PassError, match="signed by 0"):
        read_trust_list(join_trust_list(payload, bare), [root.public for root in world.roots], None, NOON_S)


def test_the_same_root_given_twice_counts_once() -> None:
    """A reader set up with one root twice asks for two different keys all the same."""
    world = World()
    one = world.roots[0]
    with pytest.raises(PassError, match="signed by 1"):
        read_trust_list(write_trust(KEYS, [one]), [one.public, one.public, one.public], None, NOON_S)


def test_versions_only_grow() -> None:
    """XP36: the older list is refused, and the one held stays as it was."""
    world = World()
    roots, held = [root.public for root in world.roots], world.trust
    for version, code in ((6, Code.E_STALE), (7, Code.E_STALE)):
        with pytest.raises(PassError) as refused:
            read_trust_list(write_trust(KEYS, world.roots[:2], version=version), roots, held, NOON_S)
        assert refused.value.code is code
    assert read_trust_list(world.trust_bytes, roots, held, NOON_S) == held
    assert read_trust_list(write_trust(KEYS, world.roots[:2], version=8), roots, held, NOON_S).version == 8


def test_parts_are_taken_apart_and_joined() -> None:
    world = World()
    payload, parts = split_trust_list(world.trust_bytes)

    assert join_trust_list(payload, parts) == world.trust_bytes
    assert [kid for kid, _ in parts] == [root.public.kid for root in world.roots[:2]]
    assert parts[0][0] == sign_trust_payload(payload, world.roots[0])[0]


@pytest.mark.parametrize(("use", "at_s", "found"), [
    ("credential", NOON_S, True), ("status", NOON_S, False), ("credential", NOON_S + 5 * DAY_S, False),
    ("credential", NOON_S + 5 * DAY_S - 1, True), ("credential", NOON_S - 3 * DAY_S - 90, True),
    ("credential", NOON_S - 3 * DAY_S - 91, False)])
def test_a_key_is_for_its_uses_in_its_time(use: str, at_s: int, found: bool) -> None:
    assert KEYS[0].is_for(use, at_s) is found  # type: ignore[arg-type]


def test_a_signed_thing_is_taken_from_whom_is_trusted_with_it() -> None:
    world = World()
    stranger = make_signing_key()
    data = sign_envelope(b"payload", world.issuer)

    assert find_signed(data, world.trust, "status", NOON_S) == b"payload"
    for odd, trust, now_s, code in (
            (sign_envelope(b"payload", stranger), world.trust, NOON_S, Code.E_KID),
            (data, world.trust, world.trust.expires_s, Code.E_TRUST_EXPIRED),
            (data, replace(world.trust, keys=()), NOON_S, Code.E_KID), (b"", world.trust, NOON_S, Code.E_FORMAT)):
        with pytest.raises(PassError) as refused:
            find_signed(odd, trust, "status", now_s)
        assert refused.value.code is code


def test_a_key_whose_bytes_are_none_of_its_algorithm_signs_nothing() -> None:
    """On the list by mistake: a verdict, no error."""
    world = World()
    odd = replace(trust_key(world.issuer), key=VerifyKey(-7, b"\2" + b"\xff" * 32))
    with pytest.raises(PassError) as refused:
        find_signed(sign_envelope(b"x", world.issuer), replace(world.trust, keys=(odd,)), "status", NOON_S)

    assert refused.value.code is Code.E_SIG
