"""Guessing locks a keypad for a while; being slow, or a keeper, does not."""

from __future__ import annotations

from nuantu.gates.keypad import LOCKED_S, Keypad


def test_five_wrong_codes_in_ten_minutes_lock_it() -> None:
    keypad = Keypad()
    locks = [keypad.count_wrong(at) for at in (0, 100, 200, 300, 599)]

    assert locks == [False, False, False, False, True]
    assert [keypad.is_locked(at) for at in (599, 599 + LOCKED_S - 1, 599 + LOCKED_S)] == [True, True, False]
    assert [keypad.remaining_s(at) for at in (599, 1_000, 5_000)] == [600, 199, 0]


def test_wrong_codes_are_forgotten_after_ten_minutes() -> None:
    keypad = Keypad()

    assert [keypad.count_wrong(at) for at in (0, 1, 2, 3, 600, 601, 602, 603, 604)] == [False] * 8 + [True]


def test_after_a_lock_counting_begins_anew() -> None:
    keypad = Keypad()
    for at in range(5):
        keypad.count_wrong(at)

    assert [keypad.count_wrong(at) for at in range(605, 609)] == [False] * 4


def test_while_it_is_locked_one_code_in_five_seconds_is_looked_at() -> None:
    keypad = Keypad()

    assert [keypad.may_look(at) for at in (0.0, 0.1, 4.9, 5.0, 9.0, 20.0)] == [True, False, False, True, False, True]


def test_a_person_lifts_it() -> None:
    keypad = Keypad()
    for at in range(5):
        keypad.count_wrong(at)
    keypad.lift()

    assert not keypad.is_locked(5)
    assert [keypad.count_wrong(at) for at in range(6, 10)] == [False] * 4


def test_a_lock_that_goes_on_after_a_restart_is_never_longer_than_one() -> None:
    remaining = []
    for told_s in (30, 10**9, -5):
        keypad = Keypad()
        keypad.lock_again(100, told_s)
        remaining.append(keypad.remaining_s(100))

    assert remaining == [30, LOCKED_S, 0]
