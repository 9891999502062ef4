"""Lists are taken over where they are newer and rightly signed; whatever else comes leaves what is held."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from tests.nuantu.gates.paper_issuer import COMPOUND, DAY_S, GATE, NOON_S, PaperIssuer

from nuantu.core.errors import InputError
from nuantu.gates.pass_lists import (
    BUNDLE,
    DESCRIPTOR,
    PARTS,
    STATUS,
    TRUST,
    PassLists,
    number_list,
    open_lists,
    read_text,
)
from nuantu.gates.pass_record import HeldList
from nuantu.passes.canonical import encode_canonical
from nuantu.passes.credential import WINDOW_S, PassClass
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.status_list import name_list
from nuantu.passes.verdict import Code, PassError

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def issuer() -> PaperIssuer:
    """Who signs."""
    return PaperIssuer()


@pytest.fixture
def lists(issuer: PaperIssuer) -> PassLists:
    """What a gate holds that was set up at noon."""
    return issuer.make_lists()


def _is_refused(lists: PassLists, name: str, data: bytes, code: Code, at_s: int = NOON_S) -> bool:
    before = lists.describe(at_s)
    with pytest.raises(PassError) as error:
        lists.take(name, data, at_s)
    return (error.value.code, lists.describe(at_s)) == (code, before)


def test_newer_lists_are_taken_and_told_apart_from_those_held(lists: PassLists, issuer: PaperIssuer) -> None:
    later_s, issuer.now_s = NOON_S + 900, NOON_S + 900
    made = {TRUST: issuer.make_trust(2), DESCRIPTOR: issuer.make_descriptor(2), BUNDLE: issuer.make_bundle(2),
            issuer.status_name: issuer.make_status([5])}

    assert {name: lists.take(name, data, later_s) for name, data in made.items()} == {
        name: HeldList(name, data, later_s) for name, data in made.items()}
    assert [lists.take(name, data, later_s) for name, data in made.items() if name != BUNDLE] == [None] * 3
    assert (lists.trust.version, lists.descriptor.version, lists.floor_s) == (2, 2, later_s)
    assert lists.status[number_list(later_s, PassClass.GATE)].is_revoked(5)


def test_xp36_and_xp38_an_older_trust_list_and_one_of_a_single_root_leave_the_one_held(
        lists: PassLists, issuer: PaperIssuer) -> None:
    lists.take(TRUST, issuer.make_trust(5), NOON_S)

    assert _is_refused(lists, TRUST, issuer.make_trust(4), Code.E_STALE)
    assert _is_refused(lists, TRUST, issuer.make_trust(6, signers=1), Code.E_SIG)
    assert _is_refused(lists, TRUST, PaperIssuer().make_trust(6), Code.E_SIG)


def test_xp45_a_status_list_of_an_earlier_moment_is_ignored(lists: PassLists, issuer: PaperIssuer) -> None:
    assert _is_refused(lists, issuer.status_name, issuer.make_status(issued_s=NOON_S - 900), Code.E_STALE)


def test_xp46_a_status_list_of_another_name_is_ignored_and_rings(lists: PassLists, issuer: PaperIssuer) -> None:
    other = issuer.make_status(number=number_list(NOON_S, PassClass.DOOR))

    assert _is_refused(lists, issuer.status_name, other, Code.E_SCOPE)
    assert lists.alarms == {"status list of another name"}
    lists.take(issuer.status_name, issuer.make_status(issued_s=NOON_S + 1), NOON_S + 1)
    assert lists.alarms == set()


def make_bomb(issuer: PaperIssuer, size: int = 200_000_000) -> bytes:
    """A list that is rightly signed and would unpack to two hundred million bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()
    assert len(packed) < 200_000
    number = number_list(NOON_S, PassClass.GATE)
    return b"XS1:" + sign_envelope(encode_canonical({
        2: name_list(number), 4: NOON_S + DAY_S, 6: NOON_S, 65534: 900, 65533: {"bits": 1, "lst": packed}}), issuer.key)


def test_xp47_a_list_that_would_unpack_to_far_more_is_refused_before_it_does(
        lists: PassLists, issuer: PaperIssuer) -> None:
    assert _is_refused(lists, issuer.status_name, make_bomb(issuer), Code.E_FORMAT)


_MEASURED = """
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer
from tests.nuantu.gates.test_pass_lists import make_bomb
from tests.peak_memory import read_peak_bytes
from nuantu.passes.verdict import PassError

issuer = PaperIssuer()
lists, bomb, refused = issuer.make_lists(), make_bomb(issuer), 0
before = read_peak_bytes()
for _ in range(5):
    try:
        lists.take(issuer.status_name, bomb, NOON_S)
    except PassError:
        refused += 1
print(refused, read_peak_bytes() - before, read_peak_bytes())
"""


def test_xp47_refusing_it_again_and_again_takes_no_memory_worth_the_name() -> None:
    done = subprocess.run([sys.executable, "-c", _MEASURED], capture_output=True, text=True, check=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    refused, grown, peak = map(int, done.stdout.split())

    assert refused == 5
    assert grown < 5_000_000
    assert peak < 150_000_000  # of the whole process of this test, its libraries included


def test_what_is_another_gates_or_another_compounds_is_refused_and_rings(lists: PassLists, issuer: PaperIssuer) -> None:
    assert _is_refused(lists, DESCRIPTOR, issuer.make_descriptor(2, gate=GATE + 1), Code.E_AUD)
    assert _is_refused(lists, BUNDLE, issuer.make_bundle(2, compound=COMPOUND + 1), Code.E_AUD)
    assert lists.alarms == {"descriptor of another gate", "bundle of another compound"}


def test_an_older_descriptor_and_older_rules_are_refused(lists: PassLists, issuer: PaperIssuer) -> None:
    lists.take(DESCRIPTOR, issuer.make_descriptor(3), NOON_S)
    lists.take(BUNDLE, issuer.make_bundle(3), NOON_S)

    assert _is_refused(lists, DESCRIPTOR, issuer.make_descriptor(2), Code.E_STALE)
    assert _is_refused(lists, DESCRIPTOR, issuer.make_descriptor(3, issued_s=NOON_S - 1), Code.E_STALE)
    assert _is_refused(lists, BUNDLE, issuer.make_bundle(2), Code.E_STALE)


def test_rules_of_tomorrow_are_held_beside_those_of_today(lists: PassLists, issuer: PaperIssuer) -> None:
    night = (((0, 60),),) * 7
    lists.take(BUNDLE, issuer.make_bundle(2, night, from_s=NOON_S + DAY_S), NOON_S)
    today, tomorrow = lists.find_policy(NOON_S), lists.find_policy(NOON_S + DAY_S)

    assert today is not None
    assert tomorrow is not None
    assert (today.hours[0], tomorrow.hours[0]) == (((0, 1_440),), ((0, 60),))
    nothing = lists.find_policy(NOON_S - 2 * DAY_S)
    assert nothing is not None
    assert nothing.hours == ((),) * 7  # before anything was agreed it is closed


def test_newer_rules_that_are_over_close_the_gate(lists: PassLists, issuer: PaperIssuer) -> None:
    """A compound that pauses publishes rules that have ended: those before them do not come back."""
    lists.take(BUNDLE, issuer.make_bundle(2, from_s=NOON_S - DAY_S, until_s=NOON_S), NOON_S)
    paused = lists.find_policy(NOON_S + 60)

    assert paused is not None
    assert paused.hours == ((),) * 7


@pytest.mark.parametrize("name", ["", "trusts", "status-", "status--1", "status-x", "../trust"])
def test_there_are_no_other_lists(lists: PassLists, name: str) -> None:
    with pytest.raises(InputError, match="there is no list"):
        lists.take(name, b"", NOON_S)


@pytest.mark.parametrize("name", [TRUST, DESCRIPTOR, BUNDLE, STATUS + "7"])
@pytest.mark.parametrize("data", [b"", b"XL1:", b"XG1:", b"XS1:\xd2\x84", b"XB1:\xa0", bytes(1_000), "码".encode()])
def test_garbage_is_refused_as_such(lists: PassLists, name: str, data: bytes) -> None:
    with pytest.raises(PassError) as error:
        lists.take(name, data, NOON_S)
    assert error.value.code in (Code.E_FORMAT, Code.E_NONCANON)


def test_lists_are_numbered_by_window_class_and_part() -> None:
    assert number_list(0, PassClass.GATE) == 0
    assert number_list(WINDOW_S, PassClass.DOOR, 3) == 2 * PARTS + PARTS + 3
    assert number_list(WINDOW_S - 1, PassClass.DOOR) == number_list(0, PassClass.DOOR) == PARTS


def test_lists_of_the_next_windows_are_asked_for_and_those_of_past_ones_let_go(
        lists: PassLists, issuer: PaperIssuer) -> None:
    first = number_list(NOON_S, PassClass.GATE)

    assert lists.list_status_numbers(NOON_S) == [
        first, first + 1, first + 2 * PARTS, first + 4 * PARTS, first + 6 * PARTS]
    later_s = NOON_S + WINDOW_S
    assert lists.drop_past(later_s) == ()
    assert lists.drop_past(later_s + WINDOW_S) == (issuer.status_name,)
    assert lists.status == {}


def test_the_light_of_the_lists_is_amber_when_they_are_old_and_red_when_nobody_can_be_told(
        lists: PassLists, issuer: PaperIssuer) -> None:
    told = [lists.describe(at_s)["lists_light"] for at_s in (NOON_S, NOON_S + DAY_S, NOON_S + 3 * DAY_S)]

    assert told == ["green", "amber", "red"]


def test_lists_of_a_record_are_judged_by_the_moment_at_which_they_came(issuer: PaperIssuer) -> None:
    held, roots = issuer.make_held(), [root.public for root in issuer.roots]
    months_later = NOON_S + 90 * DAY_S

    assert open_lists(roots, held, months_later).describe(months_later)["lists_light"] == "red"
    with pytest.raises(InputError, match="never given its trust and its descriptor"):
        open_lists(roots, {}, NOON_S)
    with pytest.raises(InputError, match="what the gate holds is not good"):
        open_lists([root.public for root in PaperIssuer().roots], held, NOON_S)


def test_a_list_whose_signer_is_no_longer_trusted_is_left_out_and_said(issuer: PaperIssuer) -> None:
    other = PaperIssuer(roots=issuer.roots)
    roots, held = [root.public for root in issuer.roots], issuer.make_held()
    held[TRUST] = HeldList(TRUST, other.make_trust(2), NOON_S)
    lists = open_lists(roots, held, NOON_S)

    assert (lists.alarms, lists.status) == ({f"list left out: {issuer.status_name}"}, {})
    # Its own name and the compound's rules it was told before: a change of keys takes neither.
    assert (lists.gate_id, lists.find_policy(NOON_S) is not None) == (GATE, True)
    with pytest.raises(InputError, match="what the gate holds is not good"):
        open_lists(roots, held, NOON_S, (DESCRIPTOR,))


def test_a_poster_that_is_no_text_is_none() -> None:
    assert read_text(b"XG1:ABC\n") == "XG1:ABC"
    with pytest.raises(PassError):
        read_text("门".encode())
