"""Posters: read back as written, small enough to print, refused where nobody trusted signed them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno
from tests.nuantu.passes.world import DAY_S, DOOR, GATE, NOON_S, OTHER_GATE, ZONE, World, judge, trust_key

from nuantu.passes.algorithms import EDDSA, make_signing_key
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import Descriptor, digest_bundle, read_descriptor, write_descriptor
from nuantu.passes.verdict import Code, PassError

OWN = Descriptor(GATE, 9, "青枫家园", "南门", -33_450_000, -70_660_000, ZONE, 4, NOON_S, NOON_S + DAY_S,
                 digest_bundle(b"bundle"), PassClass.DOOR)


def test_a_poster_is_read_as_it_was_written() -> None:
    world = World()

    assert read_descriptor(write_descriptor(OWN, world.issuer), world.trust, NOON_S) == OWN


def test_an_issuer_of_the_second_algorithm_signs_posters_too() -> None:
    world, key = World(), make_signing_key(EDDSA)
    trust = replace(world.trust, keys=(*world.trust.keys, trust_key(key, "descriptor")))

    assert read_descriptor(write_descriptor(OWN, key), trust, NOON_S) == OWN


def test_a_poster_of_an_unknown_signer_is_refused() -> None:
    """XP58: its form is good, and the phone answers it all the same with nothing but a warning."""
    world = World()
    with pytest.raises(PassError) as refused:
        read_descriptor(write_descriptor(OWN, make_signing_key()), world.trust, NOON_S)

    assert refused.value.code is Code.E_KID


def test_a_poster_glued_to_another_gate_is_good_and_leads_to_a_code_that_opens_nothing() -> None:
    """XP59: the app is content, gate B is not."""
    world = World()
    glued = read_descriptor(world.describe(GATE), world.trust, NOON_S)

    assert judge(world.rider().show(gate=glued.gate), world.gate(OTHER_GATE)).code is Code.E_AUD


def test_keys_that_sign_credentials_alone_sign_no_posters() -> None:
    world, key = World(), make_signing_key()
    trust = replace(world.trust, keys=(trust_key(key, "credential"),))
    with pytest.raises(PassError) as refused:
        read_descriptor(write_descriptor(OWN, key), trust, NOON_S)

    assert refused.value.code is Code.E_KID


def test_a_trust_list_that_is_over_trusts_nobody() -> None:
    world = World()
    with pytest.raises(PassError) as refused:
        read_descriptor(world.describe(DOOR), world.trust, world.trust.expires_s)

    assert refused.value.code is Code.E_TRUST_EXPIRED


def test_the_longest_names_still_print_at_level_q() -> None:
    """Sixty Chinese signs each: 360 bytes of names."""
    world = World()
    text = world.describe(compound_name="望" * 60, gate_name="门" * 60, gate=2**32 - 1, compound=2**32 - 1)

    assert segno.make(text, error="q", boost_error=False).version <= 22
    assert read_descriptor(text, world.trust, NOON_S).compound_name == "望" * 60
