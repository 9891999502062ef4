"""Rotation: somebody signs at every moment, what was signed outlives the change, and lists follow each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import VerifyKey, make_signing_key
from nuantu.passes.credential import LIFE_MAX_S, WINDOW_S
from nuantu.passes.rotation import (
    DAY_S,
    DUTIES,
    ISSUING,
    POSTING,
    choose_list,
    choose_signer,
    find_duty,
    list_due,
    plan_trust_lists,
    trust_key,
)
from nuantu.passes.trust_list import LIFE_S, TrustedKey

MONDAY_S = 1_795_392_000
PUBLICS = [make_signing_key().public for _ in range(8)]


def make_keys(days: int, duty=ISSUING, from_s: int = MONDAY_S) -> list[TrustedKey]:
    """Keys that sign through so many days."""
    return [trust_key(public, duty, begin) for public, begin in
            zip(PUBLICS, list_due([], duty, from_s, from_s + days * DAY_S), strict=False)]


def test_a_new_key_signs_every_seven_days() -> None:
    """Four in four weeks; one of posters is enough for half a year."""
    assert list_due([], ISSUING, MONDAY_S, MONDAY_S + 28 * DAY_S) == tuple(MONDAY_S + 7 * DAY_S * n for n in range(4))
    assert list_due([], POSTING, MONDAY_S, MONDAY_S + 28 * DAY_S) == (MONDAY_S,)


def test_keys_that_are_there_are_counted() -> None:
    """A plan that follows another begins where its keys end; one of another duty helps nothing."""
    held = make_keys(14)

    assert list_due(held, ISSUING, MONDAY_S + 10 * DAY_S, MONDAY_S + 24 * DAY_S) == (
        MONDAY_S + 14 * DAY_S, MONDAY_S + 21 * DAY_S)
    assert list_due(held, POSTING, MONDAY_S, MONDAY_S + DAY_S) == (MONDAY_S,)
    assert list_due(held, ISSUING, MONDAY_S, MONDAY_S + 14 * DAY_S) == ()


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(1, 30))
def test_after_a_plan_somebody_signs_at_every_moment(begun: list[int], days: int) -> None:
    """Whatever keys were there before."""
    held = [trust_key(public, ISSUING, MONDAY_S + day * DAY_S) for public, day in zip(PUBLICS, begun, strict=False)]
    due = list_due(held, ISSUING, MONDAY_S, MONDAY_S + days * DAY_S)
    keys = held + [trust_key(VerifyKey(-7, bytes((turn,)) * 33), ISSUING, begin) for turn, begin in enumerate(due)]

    for hour in range(24 * days):
        choose_signer(keys, "credential", MONDAY_S + hour * 3_600)


def test_what_a_key_signed_last_outlives_it() -> None:
    """A credential fetched four windows ahead at the last second ends before its key does, and so does a list."""
    last_s = MONDAY_S + ISSUING.signs_s - 1
    farthest_s = last_s - last_s % WINDOW_S + 4 * WINDOW_S + LIFE_MAX_S

    assert farthest_s <= MONDAY_S + ISSUING.life_s
    assert last_s + 86_400 <= MONDAY_S + ISSUING.life_s


def test_the_youngest_key_signs_and_an_old_one_no_more() -> None:
    """At the very second of the change; a key in its last day is believed but signs nothing."""
    first, second = make_keys(14)

    assert choose_signer([first, second], "credential", MONDAY_S + 7 * DAY_S - 1) == first
    assert choose_signer([first, second], "status", MONDAY_S + 7 * DAY_S) == second
    with pytest.raises(InputError, match="no issuer's key may sign a credential now; hold a ceremony"):
        choose_signer([first], "credential", MONDAY_S + 7 * DAY_S)
    with pytest.raises(InputError, match="no issuer's key may sign a descriptor"):
        choose_signer([first, second], "descriptor", MONDAY_S)
    with pytest.raises(InputError, match="may sign"):
        choose_signer([second], "credential", MONDAY_S)


def test_duties_keep_credentials_and_posters_apart() -> None:
    """No key does both; one that would is refused by name."""
    assert {use: duty.name for duty in DUTIES.values() for use in duty.uses} == {
        "credential": "issuing", "status": "issuing", "descriptor": "posting", "policy": "posting"}
    assert [find_duty(trust_key(PUBLICS[0], duty, 0)) for duty in DUTIES.values()] == [ISSUING, POSTING]
    both = TrustedKey(bytes(8), PUBLICS[0], 0, 1, frozenset({"credential", "policy"}))
    with pytest.raises(InputError, match="credential, policy, which no duty is"):
        find_duty(both)


def test_a_plan_has_a_list_a_day_that_names_the_next_key_in_time() -> None:
    """Versions grow by one; each list is good for three days; a gate that was away for one list has the next key."""
    keys = [*make_keys(28), *make_keys(28, POSTING)[:1]]
    lists = plan_trust_lists(keys, 5, MONDAY_S, 28)

    assert [(one.version, one.issued_s, one.expires_s) for one in lists] == [
        (5 + day, MONDAY_S + day * DAY_S, MONDAY_S + day * DAY_S + LIFE_S) for day in range(28)]
    for one in lists:
        for moment in range(one.issued_s, one.expires_s, 3_600):
            if moment < MONDAY_S + 28 * DAY_S:
                choose_signer(one.keys, "credential", moment)


def test_a_list_names_no_key_of_the_far_future_or_the_past() -> None:
    """A list that slips away opens little: keys of the week after next are not in it, nor those that are over."""
    lists = plan_trust_lists(make_keys(28), 1, MONDAY_S, 28)

    assert {key.not_before_s for key in lists[0].keys} == {MONDAY_S}
    assert {key.not_before_s for key in lists[8].keys} == {MONDAY_S + 7 * DAY_S}
    assert {key.not_before_s for key in lists[9].keys} == {MONDAY_S + 7 * DAY_S, MONDAY_S + 14 * DAY_S}


@pytest.mark.parametrize("days", [0, 36])
def test_a_plan_covers_five_weeks_at_most(days: int) -> None:
    """Lists signed further ahead would outlive what their keepers remember."""
    with pytest.raises(InputError, match="covers 1 to 35 days"):
        plan_trust_lists(make_keys(7), 1, MONDAY_S, days)
    with pytest.raises(InputError, match="at most 256 keys"):
        plan_trust_lists(make_keys(7) * 257, 1, MONDAY_S, 1)


def test_the_list_of_the_day_is_handed_out() -> None:
    """The newest that has begun; none before the first, none after the last; a later plan counts before an earlier."""
    lists = plan_trust_lists(make_keys(28), 1, MONDAY_S, 3)

    assert [choose_list(lists, MONDAY_S + hour * 3_600).version for hour in (0, 23, 24, 48, 119)] == [1, 1, 2, 3, 3]
    for moment in (MONDAY_S - 1, MONDAY_S + 5 * DAY_S):
        with pytest.raises(InputError, match="no signed list of whom to trust is good now"):
            choose_list(lists, moment)
    replacing = plan_trust_lists(make_keys(28)[1:], 4, MONDAY_S + DAY_S, 3)
    assert choose_list([*lists, *replacing], MONDAY_S + DAY_S).version == 4
