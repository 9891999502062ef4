"""The memory of uses: once each, also among lanes; bounded, oldest first; and no credential's id in it."""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.nuantu.passes.world import NOON_S, World, judge

from nuantu.passes.replay import BLIND_BYTES, ReplayCache, ReplayFullError, blind_use
from nuantu.passes.verdict import Code

ID = b"\x11\x22\x33\x44\x55\x66\x77\x88"


def test_a_use_is_first_once() -> None:
    cache = ReplayCache()

    assert [cache.take_first(ID, step, 0, 60) for step in (1, 1, 2, 1, 2)] == [True, False, True, False, False]


def test_a_use_is_forgotten_after_its_time_and_not_before() -> None:
    cache = ReplayCache(entries_max=2)
    cache.take_first(ID, 1, 0, 60)
    cache.take_first(ID, 2, 0, 70)

    assert not cache.take_first(ID, 1, 59, 60)
    with pytest.raises(ReplayFullError):
        cache.take_first(ID, 3, 59, 120)
    assert cache.take_first(ID, 3, 60, 120)
    assert len(cache) == 2


def test_of_many_at_once_one_alone_is_first() -> None:
    """XP54 in one process: two hundred lanes, one token."""
    cache = ReplayCache()
    with ThreadPoolExecutor(16) as lanes:
        said = list(lanes.map(lambda _: cache.take_first(ID, 7, 0, 60), range(200)))

    assert sum(said) == 1


def test_lanes_that_share_the_memory_let_one_token_through_once() -> None:
    world = World()
    text, gate, cache = world.rider().show(), world.gate(), ReplayCache()
    with ThreadPoolExecutor(8) as lanes:
        said = list(lanes.map(lambda _: judge(text, gate, NOON_S, cache).code, range(40)))

    assert sorted(said) == [Code.E_REPLAY] * 39 + [Code.OK]


def test_a_full_memory_refuses_and_says_why() -> None:
    world, cache = World(), ReplayCache(entries_max=1)
    gate = world.gate()

    assert [judge(world.rider().show(), gate, NOON_S, cache).code for _ in range(2)] == [Code.OK, Code.E_RATE]


def test_no_id_of_a_credential_is_in_the_memory() -> None:
    """The second of the three rules: what a gate keeps holds nothing of the token, and two gates keep two things."""
    world = World()
    rider = world.rider()
    one, other = ReplayCache(), ReplayCache()
    for cache in (one, other):
        assert judge(rider.show(), world.gate(), replay=cache).opens
    kept = [pickle.dumps(cache._until) for cache in (one, other)]
    gc.collect()

    assert kept[0] != kept[1]
    parts = (rider.claims.id, rider.claims.device_key[1:], rider.claims.id.hex().encode())
    assert [part for data in kept for part in parts if part in data] == []


def test_the_blind_form_hangs_on_key_id_and_step() -> None:
    forms = {blind_use(key, credential, step) for key in (b"a" * 32, b"b" * 32) for credential in (ID, ID[::-1])
             for step in (1, 2)}

    assert len(forms) == 8
    assert {len(one) for one in forms} == {BLIND_BYTES}
