"""Uses are remembered by credential and step, under keys that end, in bounded memory."""

from __future__ import annotations

import random
import tracemalloc

import pytest
from tests.nuantu.gates.paper_issuer import NOON_S

from nuantu.gates.day_keys import DayKeys
from nuantu.gates.local_day import find_day
from nuantu.gates.pass_record import Seen
from nuantu.gates.replay_cache import KEPT_S, ReplayCache
from nuantu.passes.presentation import STEP_S, find_step

STEP = find_step(NOON_S)


def test_a_use_is_one_credential_in_one_step() -> None:
    cache = ReplayCache(DayKeys({}))
    cache.take(b"rider001", STEP)

    assert [(b"rider001", STEP) in cache, (b"rider001", STEP + 1) in cache, (b"rider002", STEP) in cache] == [
        True, False, False]


def test_a_use_that_was_given_back_is_none() -> None:
    cache = ReplayCache(DayKeys({}))
    seen = cache.take(b"rider001", STEP)
    cache.give_back(seen)
    cache.give_back(seen)

    assert ((b"rider001", STEP) in cache, len(cache)) == (False, 0)


def test_what_the_record_holds_is_known_again_by_who_holds_the_key() -> None:
    keys = DayKeys({})
    seen = [ReplayCache(keys).take(b"rider001", STEP)]

    assert (b"rider001", STEP) in ReplayCache(keys, seen)
    assert (b"rider001", STEP) not in ReplayCache(DayKeys({find_day(NOON_S): bytes(32)}), seen)


def test_a_use_before_midnight_is_still_one_after_it() -> None:
    keys = DayKeys({})
    midnight_s = NOON_S + 12 * 3_600
    cache = ReplayCache(keys)
    cache.take(b"rider001", find_step(midnight_s) - 1)
    keys.draw(find_day(midnight_s))

    assert find_day(midnight_s) == find_day(midnight_s - 1) + 1
    assert (b"rider001", find_step(midnight_s) - 1) in cache


def test_after_a_day_a_use_is_forgotten_and_everything_up_to_it_counts_as_used() -> None:
    cache = ReplayCache(DayKeys({}))
    cache.take(b"rider001", STEP)

    assert cache.forget(NOON_S + KEPT_S) is None
    assert cache.forget(NOON_S + KEPT_S + STEP_S) == STEP
    assert (len(cache), (b"rider002", STEP) in cache, (b"rider002", STEP + 1) in cache) == (0, True, False)


def test_xp55_a_hundred_thousand_uses_are_bounded_and_the_oldest_go_first() -> None:
    rng = random.Random(55)
    tracemalloc.start()
    cache = ReplayCache(DayKeys({}), (Seen(STEP + number // 200, rng.randbytes(16)) for number in range(120_000)))
    for late in range(5):
        cache.take(b"a rider!", STEP + 600 + late)
        cache.forget(NOON_S + (600 + late) * STEP_S)
    memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert 99_800 < len(cache) <= 100_000
    assert cache.floor == STEP + 100
    assert (b"anybody!", STEP + 100) in cache
    assert (b"anybody!", STEP + 101) not in cache
    assert (b"a rider!", STEP + 604) in cache
    assert memory < 20_000_000


def test_a_question_of_another_form_is_a_fault_of_ours() -> None:
    for odd in (b"rider001", (b"rider001",), (b"rider001", True), ("rider001", 1)):
        with pytest.raises(TypeError):
            odd in ReplayCache(DayKeys({}))  # noqa: B015
