"""Tokens in the hands of somebody who means ill, beyond the named cases: what they have, and what comes of it."""

from __future__ import annotations

from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.nuantu.passes.world import GATE, LIST, NOON_S, OTHER_GATE, World, judge, policy_text

from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.bundle import Bundle, read_bundle, write_bundle
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import WINDOW_S, ZONES_MAX, decode_claims, issue_credentials
from nuantu.passes.descriptor import PREFIX as POSTER
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.envelope import read_envelope, sign_envelope
from nuantu.passes.presentation import PREFIX, Presentation, build_message, find_step, present, split_token
from nuantu.passes.replay import ReplayCache
from nuantu.passes.status_list import read_status_list, write_status_list
from nuantu.passes.verdict import Code, PassError


@pytest.fixture(scope="module")
def world() -> World:
    """Roots, issuer, lists."""
    return World()


def refused_as(act) -> Code:
    """The code with which something is refused."""
    with pytest.raises(PassError) as caught:
        act()
    return caught.value.code


def test_nothing_that_an_issuer_signs_passes_for_something_else(world: World) -> None:
    """Has: one key for all four uses, as no plan makes one. A poster is no pass, a list no poster, a policy no list."""
    poster = decode_base45(world.describe()[len(POSTER):])
    bundle = write_bundle(Bundle(9, 1, NOON_S - 60, None, policy_text(), "{}"), world.issuer)
    signed = {"credential": world.rider().credential, "poster": poster, "status": world.status_bytes[4:],
              "bundle": bundle[4:]}
    read = {
        "credential": lambda data: decode_claims(read_envelope(data).payload),
        "poster": lambda data: read_descriptor(POSTER + encode_base45(data), world.trust, NOON_S),
        "status": lambda data: read_status_list(b"XS1:" + data, LIST, world.trust, None, NOON_S),
        "bundle": lambda data: read_bundle(b"XB1:" + data, world.trust, NOON_S),
    }

    for name, act in read.items():
        act(signed[name])
    for given, asked in permutations(signed, 2):
        assert refused_as(lambda: read[asked](signed[given])) is Code.E_FORMAT, (given, asked)  # noqa: B023


def test_a_device_key_cannot_be_lent_by_its_signature(world: World) -> None:
    """Has: two credentials for one device key. What was shown with one is nothing with the other, or elsewhere."""
    device = ec.generate_private_key(ec.SECP256R1())
    first, second = issue_credentials([world.claims(device), world.claims(device)], world.issuer)
    shown = Presentation(find_step(NOON_S), GATE, bytes(4))
    token = split_token(present(first, shown, device))
    moved = PREFIX + encode_base45(encode_canonical([second, token.presentation, token.signature]))

    assert judge(moved, world.gate()).code is Code.E_SIG
    assert judge(present(first, shown, device), world.gate(OTHER_GATE)).code is Code.E_AUD


def test_a_device_that_signs_anything_else_signs_no_pass(world: World) -> None:
    """Has: a phone that signs bytes of the attacker's choice for something else. The word in front keeps them apart."""
    device = ec.generate_private_key(ec.SECP256R1())
    (credential,) = issue_credentials([world.claims(device)], world.issuer)
    message = build_message(credential, encode_canonical({1: find_step(NOON_S), 2: GATE, 3: bytes(4)}))

    assert message[:4] == b"XT1P"
    from nuantu.passes.algorithms import sign_es256

    bare = sign_es256(device, message[4:])
    text = PREFIX + encode_base45(encode_canonical(
        [credential, encode_canonical({1: find_step(NOON_S), 2: GATE, 3: bytes(4)}), bare]))
    assert judge(text, world.gate()).code is Code.E_SIG


def test_codes_made_ahead_are_worth_nothing_before_and_after_their_moment(world: World) -> None:
    """Has: an unlocked phone for a minute, and makes a code for each quarter of a minute of the window. Each opens
    within its own 75 seconds only, once, at one gate; a gate that shows a challenge takes none of them."""
    rider, replay = world.rider(), ReplayCache()
    ahead = [rider.show(NOON_S + after) for after in (300, 600)]

    assert [judge(text, world.gate(), NOON_S, replay).code for text in ahead] == [Code.E_FUTURE] * 2
    assert judge(ahead[0], world.gate(), NOON_S + 300, replay).code is Code.OK
    assert judge(ahead[0], world.gate(), NOON_S + 310, replay).code is Code.E_REPLAY
    assert judge(ahead[1], world.gate(), NOON_S + 700, replay).code is Code.E_STALE
    assert judge(ahead[1], world.gate(challenge=b"\x09\x08\x07\x06"), NOON_S + 600).code is Code.E_REPLAY
    end = world.rider().claims.expires_s
    assert judge(world.rider().show(end), world.gate(), end).code is Code.E_EXP


def test_a_pass_says_nothing_but_what_it_must(world: World) -> None:
    """Has: all the bytes of two riders' passes. Equal in both are issuer, times, zone, class, level and list only; the
    rest is random: no name, no phone, no platform, no membership, and no order in which they were given."""
    payloads = [decode_canonical(read_envelope(world.rider().credential).payload) for _ in range(2)]
    same = {key for key in payloads[0] if payloads[0][key] == payloads[1][key]}

    assert set(payloads[0]) == {1, 4, 5, 7, 8, -70001, -70002}
    assert same == {1, 4, 5, -70001}
    assert payloads[0][-70002][0] == payloads[1][-70002][0] == LIST
    assert [payload[4] % WINDOW_S for payload in payloads] == [0, 0]


def test_a_credential_for_too_many_zones_is_found_out_before_it_reaches_a_gate(world: World) -> None:
    """Has: the registry of gates. A seventeenth zone would make every pass of the city unreadable."""
    device = ec.generate_private_key(ec.SECP256R1())
    (most,) = issue_credentials([world.claims(device, zones=tuple(range(ZONES_MAX)))], world.issuer)

    assert decode_claims(read_envelope(most).payload).zones == tuple(range(ZONES_MAX))
    many = sign_envelope(encode_canonical({**decode_canonical(read_envelope(most).payload),
                                           -70001: [list(range(ZONES_MAX + 1)), 1, 1]}), world.issuer)
    assert refused_as(lambda: decode_claims(read_envelope(many).payload)) is Code.E_FORMAT


def test_a_list_of_everybody_revoked_is_still_a_list(world: World) -> None:
    """Has: the stolen issuing key. Can shut everybody out until the roots withdraw it; let in, only by issuing."""
    everybody = write_status_list(LIST, b"\xff" * (2**20 // 8), NOON_S, world.issuer)
    status = read_status_list(everybody, LIST, world.trust, world.status, NOON_S)

    assert judge(world.rider().show(), world.gate(status={LIST: status})).code is Code.E_REVOKED
