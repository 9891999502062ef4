"""Lists in the hands of somebody who means ill: stolen ahead of their day, kept back, or signed with a stolen key.

Beyond the named cases. Each test says what the attacker has, and what comes of it.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from tests.node import STATIC, ask_module
from tests.nuantu.passes.ceremonies import DAY_S, MONDAY_S, Ceremony
from tests.nuantu.passes.world import GATE, LIST, NOON_S, World, judge, trust_key, write_trust

from nuantu.passes.algorithms import EDDSA, VerifyKey, make_signing_key
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.status_list import read_status_list, set_bits, write_status_list
from nuantu.passes.trust_list import (
    LIFE_S,
    MAGIC,
    join_trust_list,
    read_trust_list,
    sign_trust_payload,
    split_trust_list,
)
from nuantu.passes.verdict import Code, PassError


@pytest.fixture(scope="module")
def world() -> World:
    """Roots, issuer, lists."""
    return World()


def refuse(code: Code, act) -> None:
    """It is refused with this code."""
    with pytest.raises(PassError) as caught:
        act()
    assert caught.value.code is code


def test_a_list_of_the_plan_that_slipped_out_moves_no_clock(tmp_path: Path) -> None:
    """Has: next week's signed list. Taken, it would be the newest signed moment, and every pass of the past."""
    ceremony = Ceremony(tmp_path / "issuer")
    lists = ceremony.plan(days=9).lists
    roots, today = ceremony.root_set.keys, lists[0]
    held = read_trust_list(today.data, roots, None, MONDAY_S + 3_600)

    for stolen in lists[2:]:
        refuse(Code.E_FUTURE, lambda: read_trust_list(stolen.data, roots, held, MONDAY_S + 3_600))  # noqa: B023
    assert read_trust_list(lists[1].data, roots, held, MONDAY_S + DAY_S - 60).version == 2


def test_a_list_of_revoked_ones_that_is_dated_ahead_moves_no_clock(world: World) -> None:
    """Has: the stolen issuing key. Dated next year it would close the gate, and shut out every later list."""
    ahead = write_status_list(LIST, set_bits([]), NOON_S + 365 * DAY_S, world.issuer)

    refuse(Code.E_FUTURE, lambda: read_status_list(ahead, LIST, world.trust, world.status, NOON_S))
    soon = write_status_list(LIST, set_bits([]), NOON_S + 60, world.issuer)
    assert read_status_list(soon, LIST, world.trust, world.status, NOON_S).issued_s == NOON_S + 60


def test_the_browser_refuses_what_is_dated_ahead_too(world: World) -> None:
    """The twin, on the same bytes."""
    ahead = write_trust((trust_key(world.issuer),), world.roots[:2], version=8, issued_s=NOON_S + 91)
    status = write_status_list(LIST, set_bits([]), NOON_S + 91, world.issuer)
    told = ask_module("verify/trust_list.js", """(async () => {
      const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      const roots = given.roots.map((one) => ({ alg: one[0], data: bytes(one[1]) }));
      const { readStatusList } = await import(given.status_module);
      const code = async (act) => act().then(() => "OK", (error) => error.code);
      const trust = await it.readTrustList(bytes(given.trust), roots, null, given.now);
      return [await code(() => it.readTrustList(bytes(given.ahead), roots, trust, given.now)),
        await code(() => readStatusList(bytes(given.status), given.list, trust, null, given.now)),
        await code(() => it.readTrustList(bytes(given.ahead), roots, trust, given.now + 1))];
    })()""", {
        "roots": [[root.public.alg, base64.b64encode(root.public.data).decode()] for root in world.roots],
        "trust": base64.b64encode(world.trust_bytes).decode(), "ahead": base64.b64encode(ahead).decode(),
        "status": base64.b64encode(status).decode(), "list": LIST, "now": NOON_S,
        "status_module": (STATIC / "verify" / "status_list.js").as_uri()})

    assert told == ["E_FUTURE", "E_FUTURE", "OK"]


def test_two_signatures_of_one_root_are_one(world: World) -> None:
    """XP38 and worse. Has: one root. Signs twice, signs under another root's name, adds rubbish for the second."""
    payload, _ = split_trust_list(world.trust_bytes)
    one, other = world.roots[:2]
    kid, signature = sign_trust_payload(payload, one)
    roots = [root.public for root in world.roots]
    for parts in ([(kid, signature)], [(kid, signature)] * 3, [(kid, signature), sign_trust_payload(payload, one)],
                  [(kid, signature), (other.public.kid, signature)], [(kid, signature), (other.public.kid, bytes(64))],
                  [(kid, signature), sign_trust_payload(payload, make_signing_key())]):
        refuse(Code.E_SIG, lambda: read_trust_list(join_trust_list(payload, parts), roots, None, NOON_S))  # noqa: B023


def test_a_root_of_the_wrong_algorithm_counts_for_nothing(world: World) -> None:
    """Has: bytes that are a key of both kinds of length. The reader's own list says which algorithm a root is for."""
    roots = [make_signing_key(EDDSA) for _ in range(3)]
    data = write_trust((trust_key(world.issuer),), roots[:2])
    lied = [VerifyKey(-7, root.public.data) for root in roots]

    assert read_trust_list(data, [root.public for root in roots], None, NOON_S).version == 7
    refuse(Code.E_SIG, lambda: read_trust_list(data, lied, None, NOON_S))


def test_what_a_root_signed_as_something_else_is_no_list(world: World) -> None:
    """Has: a root's signature over bytes of the attacker's choice in another form. Without the word in front it counts
    for nothing: no ceremony about something else signs a list by accident."""
    payload, _ = split_trust_list(world.trust_bytes)
    parts = [(root.public.kid, root.sign(payload)) for root in world.roots]

    refuse(Code.E_SIG, lambda: read_trust_list(join_trust_list(payload, parts), [one.public for one in world.roots],
                                               None, NOON_S))
    assert MAGIC == b"XL1:"


def test_a_list_for_four_days_is_refused_however_many_roots_signed(world: World) -> None:
    """Has: all three roots for a moment. Nobody can be made to trust a list for longer than three days."""
    data = write_trust((trust_key(world.issuer),), world.roots, life_s=LIFE_S + 1)

    refuse(Code.E_LIFE, lambda: read_trust_list(data, [root.public for root in world.roots], None, NOON_S))


def test_a_posting_key_makes_no_passes_and_an_issuing_key_no_posters(world: World) -> None:
    """Has: one of the two stolen keys. Each is good for its own use only, whatever it signs."""
    posting, issuing = make_signing_key(), make_signing_key()
    trust = replace(world.trust, keys=(trust_key(posting, "descriptor", "policy"),
                                       trust_key(issuing, "credential", "status")))
    thief = World(roots=world.roots, issuer=posting)
    gate = world.gate(trust=trust)

    assert judge(thief.rider().show(gate=GATE), gate).code is Code.E_KID
    refuse(Code.E_KID, lambda: read_descriptor(World(roots=world.roots, issuer=issuing).describe(), trust, NOON_S))
    refuse(Code.E_KID, lambda: read_status_list(thief.status_bytes, LIST, trust, None, NOON_S))


def test_a_key_for_doors_opens_no_gate_by_saying_so(world: World) -> None:
    """Has: an issuer's key that the roots trust for doors only. Its class-1 credential is refused by its scope."""
    doors = make_signing_key()
    trust = replace(world.trust, keys=(trust_key(doors, "credential", classes=frozenset({PassClass.DOOR})),))
    thief = World(roots=world.roots, issuer=doors)

    assert judge(thief.rider().show(gate=GATE), world.gate(trust=trust)).code is Code.E_SCOPE


def test_a_kid_that_is_not_that_of_its_key_confuses_nobody(world: World) -> None:
    """XP34. Has: a second trusted key under the first one's kid, before it and after it: both are tried."""
    twin = make_signing_key()
    shadow = trust_key(twin, kid=world.issuer.public.kid)
    for keys in ((shadow, *world.trust.keys), (*world.trust.keys, shadow)):
        assert judge(world.rider().show(gate=GATE), world.gate(trust=replace(world.trust, keys=keys))).code is Code.OK


def test_an_older_list_and_another_of_the_same_version_are_refused(world: World) -> None:
    """XP36 and XP37. Has: yesterday's list with the withdrawn key, and a root that signs two lists of one version."""
    roots = [root.public for root in world.roots]
    older = write_trust((trust_key(world.issuer),), world.roots[:2], version=6)
    other = write_trust((), world.roots[:2], version=7)

    for data in (older, other):
        refuse(Code.E_STALE, lambda: read_trust_list(data, roots, world.trust, NOON_S))  # noqa: B023
    assert read_trust_list(world.trust_bytes, roots, world.trust, NOON_S) == world.trust
    refuse(Code.E_TRUST_EXPIRED, lambda: read_trust_list(world.trust_bytes, roots, None, NOON_S - 600 + LIFE_S))
    late = world.gate()
    assert judge(world.rider().show(), late, NOON_S - 600 + LIFE_S).code is Code.E_TRUST_EXPIRED


def test_a_gate_without_a_list_opens_to_nobody(world: World) -> None:
    """Has: a gate fresh from its box. It says so, and the manual path is open."""
    assert judge(world.rider().show(), world.gate(trust=None)).code is Code.E_TRUST_EXPIRED
