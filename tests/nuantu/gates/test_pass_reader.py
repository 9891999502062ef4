"""The verifier asked with what is held here: what it used up comes with what it said."""

from __future__ import annotations

import pytest
from tests.nuantu.gates.doors import SetClock
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer

from nuantu.gates.clock import DoorClock
from nuantu.gates.day_keys import DayKeys
from nuantu.gates.pass_reader import PassReader
from nuantu.gates.replay_cache import ReplayCache
from nuantu.passes.presentation import find_step
from nuantu.passes.verdict import Code


@pytest.fixture
def issuer() -> PaperIssuer:
    """Who signs."""
    return PaperIssuer()


@pytest.fixture
def reader(issuer: PaperIssuer) -> PassReader:
    """A reader whose clock was never set by a hub."""
    lists = issuer.make_lists()
    return PassReader(lists, DoorClock(SetClock(float(NOON_S)), lists.floor_s), ReplayCache(DayKeys({})))


def test_a_good_code_is_used_up_and_says_by_what(reader: PassReader, issuer: PaperIssuer) -> None:
    phone = issuer.issue()[0]
    text = phone.show(NOON_S)
    first, second = reader.read(text), reader.read(text)

    assert (first.verdict.code, first.credential) == (Code.OK, phone.id)
    assert first.seen is not None
    assert first.seen.step == find_step(NOON_S)
    assert (second.verdict.code, second.seen, second.credential) == (Code.E_REPLAY, None, None)
    assert phone.id.hex() not in repr(first)


def test_what_is_refused_uses_nothing_up(reader: PassReader, issuer: PaperIssuer) -> None:
    phone = issuer.issue()[0]

    assert reader.read(phone.show(NOON_S, gate=8)).verdict.code is Code.E_AUD
    assert len(reader.cache) == 0
    assert reader.read(phone.show(NOON_S)).verdict.code is Code.OK


def test_a_challenge_stands_for_the_clock(reader: PassReader, issuer: PaperIssuer) -> None:
    phone = issuer.issue()[0]
    phone.rng.randbytes = lambda _n: b"\1\2\3\4"  # type: ignore[method-assign]
    text = phone.show(NOON_S - 3_000)

    assert reader.read(text).verdict.code is Code.E_STALE
    assert reader.read(text, b"\4\3\2\1").verdict.code is Code.E_REPLAY
    assert reader.read(text, b"\1\2\3\4").verdict.code is Code.OK


def test_the_step_that_a_new_record_waits_out_is_the_last_that_could_have_been_let_in(reader: PassReader) -> None:
    assert reader.find_guard_step() == find_step(NOON_S) + 6
    reader.clock.attest(NOON_S)
    assert reader.find_guard_step() == find_step(NOON_S) + 2


def test_rules_that_refuse_speak_for_themselves(issuer: PaperIssuer) -> None:
    issuer.now_s = NOON_S
    lists = issuer.make_lists()
    lists.take("bundle", issuer.make_bundle(2, ((),) * 7), NOON_S)
    reader = PassReader(lists, DoorClock(SetClock(float(NOON_S))), ReplayCache(DayKeys({})))
    told = reader.read(issuer.issue()[0].show(NOON_S))

    assert (told.verdict.code, told.ruling) == (
        Code.E_SCOPE, "约定今天不通行。 · No passing is agreed for today.")
    assert reader.read("XT1:").ruling is None
