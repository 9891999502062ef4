"""Bundles: rules and map come back whole, and only from somebody trusted with policies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.nuantu.passes.world import DAY_S, NOON_S, World, policy_text, trust_key

from nuantu.passes.bundle import MAGIC, SIZE_MAX, Bundle, read_bundle, write_bundle
from nuantu.passes.canonical import encode_canonical
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.verdict import Code, PassError

BUNDLE = Bundle(9, 3, NOON_S, None, policy_text(), '{"type": "FeatureCollection", "features": []}')


@pytest.mark.parametrize("until_s", [None, NOON_S + DAY_S])
def test_a_bundle_is_read_as_it_was_written(until_s: int | None) -> None:
    world, bundle = World(), replace(BUNDLE, until_s=until_s)

    assert read_bundle(write_bundle(bundle, world.issuer), world.trust, NOON_S) == bundle


def test_only_a_key_for_policies_signs_one() -> None:
    world = World()
    trust = replace(world.trust, keys=(trust_key(world.issuer, "credential", "status", "descriptor"),))
    with pytest.raises(PassError) as refused:
        read_bundle(write_bundle(BUNDLE, world.issuer), trust, NOON_S)

    assert refused.value.code is Code.E_KID


@pytest.mark.parametrize("change", [{1: -1}, {2: "1"}, {3: None}, {4: True}, {4: 2**40}, {5: ""}, {5: b"{}"},
                                    {6: None}])
def test_other_forms_are_refused(change: dict[int, object]) -> None:
    world = World()
    found = {1: 9, 2: 3, 3: NOON_S, 4: None, 5: "{}", 6: "{}"} | change
    with pytest.raises(PassError) as refused:
        read_bundle(MAGIC + sign_envelope(encode_canonical(found), world.issuer), world.trust, NOON_S)

    assert refused.value.code is Code.E_FORMAT


def test_an_end_must_be_said_even_where_there_is_none() -> None:
    world = World()
    found = {1: 9, 2: 3, 3: NOON_S, 5: "{}", 6: "{}"}
    with pytest.raises(PassError, match="no end"):
        read_bundle(MAGIC + sign_envelope(encode_canonical(found), world.issuer), world.trust, NOON_S)


def test_files_that_are_none_are_refused_before_they_are_read() -> None:
    world = World()
    for data in (b"", b"XL1:\xd2", MAGIC + bytes(SIZE_MAX)):
        with pytest.raises(PassError, match="no bundle"):
            read_bundle(data, world.trust, NOON_S)
