"""A code on paper is good at one gate, in one hour, once; copied, forged or elsewhere it is not."""

from __future__ import annotations

import pytest
from tests.nuantu.passes.world import GATE, NOON_S, OTHER_GATE, World

from nuantu.passes.algorithms import write_point
from nuantu.passes.credential import PassClass, issue_credentials
from nuantu.passes.paper import (
    HOUR_S,
    PAPER_ZONE,
    REASON,
    find_hour_challenge,
    is_on_paper,
    print_code,
    verify_any,
)
from nuantu.passes.replay import ReplayCache
from nuantu.passes.verdict import Code, Verdict
from nuantu.passes.verify import verify

HOUR = NOON_S // HOUR_S


def print_one(world: World, gate: int = GATE, hour: int = HOUR, *, marked: bool = True,
              kind: PassClass = PassClass.GATE) -> str:
    """A code for an hour, in whose window the credential lies."""
    rider = world.rider(kind=kind)
    zones = (*rider.claims.zones, PAPER_ZONE) if marked else rider.claims.zones
    claims = rider.claims._replace(zones=zones, device_key=write_point(rider.device.public_key()))
    return print_code(issue_credentials([claims], world.issuer)[0], rider.device, gate, hour)


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def test_it_is_good_all_through_its_hour_and_once(world: World) -> None:
    for minute in (0, 1, 30, 59):
        text, replay = print_one(world), ReplayCache()
        at_s = HOUR * HOUR_S + minute * 60 + 5
        told = [verify_any(text, world.gate(), at_s + wait, replay).code for wait in (0, 1, 50)]
        assert told == [Code.OK_DEGRADED, Code.E_REPLAY, Code.E_REPLAY]


def test_its_use_is_remembered_until_the_hour_is_over(world: World) -> None:
    text, replay = print_one(world), ReplayCache()
    begin = HOUR * HOUR_S
    told = [verify_any(text, world.gate(), begin + second, replay).code for second in (10, 1_800, 3_540, 3_599)]
    assert told == [Code.OK_DEGRADED, *[Code.E_REPLAY] * 3]


@pytest.mark.parametrize("hours", [-2, -1, 1, 2])
def test_in_another_hour_it_is_not_good(world: World, hours: int) -> None:
    found = verify_any(print_one(world, hour=HOUR + hours), world.gate(), HOUR * HOUR_S + 1_800, ReplayCache())
    assert not found.opens


def test_at_another_gate_it_is_not_good(world: World) -> None:
    text = print_one(world, gate=OTHER_GATE)
    assert verify_any(text, world.gate(), NOON_S, ReplayCache()).code is Code.E_AUD


def test_a_phone_cannot_make_one_of_its_own_credential(world: World) -> None:
    """Without the issuer's mark the hour's challenge is worth nothing: a code lives for its moment only."""
    found = verify_any(print_one(world, marked=False), world.gate(), NOON_S, ReplayCache())
    assert found.code in (Code.E_FUTURE, Code.E_STALE)


def test_the_verifier_alone_takes_none(world: World) -> None:
    assert not verify(print_one(world), world.gate(), NOON_S, ReplayCache()).opens


def test_a_code_on_a_screen_is_judged_as_before(world: World) -> None:
    rider = world.rider()
    for text in (rider.show(), rider.show(NOON_S - 60), "XT1:", "HC1:6BF"):
        assert verify_any(text, world.gate(), NOON_S, ReplayCache()) == verify(
            text, world.gate(), NOON_S, ReplayCache())


def test_it_says_that_it_is_on_paper(world: World) -> None:
    text = print_one(world)
    assert (is_on_paper(text), is_on_paper(world.rider().show()), is_on_paper("XT1:x")) == (True, False, False)
    assert verify_any(text, world.gate(), NOON_S, ReplayCache()) == Verdict(Code.OK_DEGRADED, REASON)


def test_challenges_of_gates_and_hours_differ() -> None:
    assert len({find_hour_challenge(gate, hour) for gate in range(20) for hour in range(20)}) == 400
    assert find_hour_challenge(17, 498_724).hex() == "5cb7c804c460a171"
