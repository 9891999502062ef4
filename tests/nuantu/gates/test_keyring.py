"""A code is found for what it is: by the secret, the list, what was used, and the time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.gates.doors import FOR_EVER, NIGHT_S, SECRET, allow

from nuantu.gates import codes
from nuantu.gates.keyring import AGE_MAX_S, EARLY_S, Keyring, Match
from nuantu.gates.used import Use, UsedCodes
from nuantu.gates.wire import AllowList

WINDOW, STEP = codes.find_window(NIGHT_S), codes.find_step(NIGHT_S)


def _ring(*keys: int, revoked: frozenset[int] = frozenset()) -> Keyring:
    return Keyring(SECRET, AllowList(1, tuple(allow(number, "standing", FOR_EVER) for number in keys), revoked),
                   UsedCodes())


def _standing(number: int, step: int) -> str:
    seed = codes.derive_standing_seed(SECRET, number, codes.find_span(step * codes.STEP_S))
    return codes.derive_standing_code(seed, step)


@given(st.integers(-3 * codes.WINDOW_S, 4 * codes.WINDOW_S), st.integers(0, 255))
def test_a_once_code_is_taken_in_its_window_the_next_and_a_minute_before(offset_s: int, serial: int) -> None:
    begin = WINDOW * codes.WINDOW_S
    found = _ring().match(codes.derive_once_code(SECRET, WINDOW, serial), begin + offset_s, 0)
    is_taken = -EARLY_S <= offset_s < 2 * codes.WINDOW_S

    assert found.fault == (None if is_taken else "expired" if offset_s > 0 else "wrong")


@given(st.integers(-100, 130))
def test_a_standing_code_is_taken_in_its_step_and_its_neighbours(offset_s: int) -> None:
    begin = STEP * codes.STEP_S
    found = _ring(7).match(_standing(7, STEP), begin + offset_s, 0)

    assert found.fault == (None if -30 <= offset_s < 60 else "wrong")


def test_a_step_at_the_border_of_a_week_has_the_seed_of_its_own_week() -> None:
    border = (codes.find_span(NIGHT_S) + 1) * codes.SPAN_S
    ring = _ring(7)

    assert [ring.match(_standing(7, codes.find_step(border) + later), border, 0).fault for later in (-1, 0, 1)] == [
        None, None, None]


def test_a_code_of_two_serials_opens_twice_and_not_three_times() -> None:
    at_s = 2_949_197 * codes.WINDOW_S
    ring = _ring()
    found = []
    for _ in range(3):
        match = ring.match("71908971", at_s, 0)
        found.append((match.fault, match.use))
        if match.use is not None:
            ring.used.add(match.use)

    assert found == [(None, Use("once", 2_949_197, 158)), (None, Use("once", 2_949_197, 194)),
                     ("used", Use("once", 2_949_197, 158))]


@pytest.mark.parametrize("kind", ["standing", "keeper"])
def test_a_list_that_is_too_old_lets_nobody_in(kind: str) -> None:
    ring = Keyring(SECRET, AllowList(1, (allow(7, kind),)), UsedCodes())  # type: ignore[arg-type]
    limit = AGE_MAX_S[kind]  # type: ignore[index]

    assert [ring.match(_standing(7, STEP), NIGHT_S, age).fault for age in (limit - 1, limit)] == [None, "stale"]


def test_of_several_reasons_the_one_that_says_most_is_told() -> None:
    ring = _ring(7, revoked=frozenset({7}))
    ring.used.add(Use("standing", STEP, 7))

    assert ring.match(_standing(7, STEP), NIGHT_S, 10**9) == Match("standing", "revoked", Use("standing", STEP, 7))


def test_a_new_list_and_a_new_secret_count_at_once() -> None:
    ring = _ring(7)
    code = _standing(8, STEP)
    faults = [ring.match(code, NIGHT_S, 0).fault]
    ring.take_allow_list(AllowList(2, (allow(8, "standing"),)))
    faults.append(ring.match(code, NIGHT_S, 0).fault)
    ring.take_secret(bytes(32))
    faults.append(ring.match(code, NIGHT_S, 0).fault)

    assert faults == ["wrong", None, "wrong"]


def test_a_door_without_a_secret_knows_no_code() -> None:
    assert Keyring(None, AllowList(), UsedCodes()).match("00000000", NIGHT_S, 0) == Match(None, "wrong")


def test_the_first_minutes_of_1970_are_no_trouble() -> None:
    assert _ring(7).match("00000000", 0, 0).fault == "wrong"


def test_no_first_visitor_of_a_window_waits_for_its_codes() -> None:
    """Told once a second, everything that can open is derived before it is asked for."""
    ring = _ring()
    missing = 0
    for now_s in range(NIGHT_S, NIGHT_S + 3 * codes.WINDOW_S):
        ring.prepare(now_s)
        if now_s > NIGHT_S + 5:
            before = set(ring._once)
            ring.match(codes.derive_once_code(SECRET, codes.find_window(now_s + EARLY_S), 0), now_s, 0)
            missing += set(ring._once) != before

    assert missing == 0


def test_what_is_remembered_of_passing_time_is_bounded() -> None:
    ring = _ring(7)
    for minute in range(2_000):
        ring.match("00000000", NIGHT_S + minute * 60, 0)

    assert max(len(ring._once), len(ring._standing), len(ring._seeds)) <= 24
