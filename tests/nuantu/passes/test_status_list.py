"""Status lists: every bit stands where it should, and what is packed inside never becomes more than a list."""

from __future__ import annotations

import random
import tracemalloc
import zlib

import pytest
from tests.nuantu.passes.world import DAY_S, LIST, NOON_S, World

from nuantu.passes.status_list import (
    DECOYS,
    ENTRIES,
    MAGIC,
    StatusList,
    name_list,
    read_status_list,
    set_bits,
    unpack_bits,
    write_status_list,
)
from nuantu.passes.verdict import Code, PassError

SIZE = ENTRIES // 8


def test_what_is_set_is_revoked_and_nothing_else() -> None:
    chosen = frozenset(random.Random(5).sample(range(ENTRIES), 5_000)) | {0, ENTRIES - 1}
    world = World()
    found = read_status_list(write_status_list(LIST, set_bits(chosen), NOON_S, world.issuer), LIST, world.trust, None,
                             NOON_S)

    assert {index for index in range(ENTRIES) if found.is_revoked(index)} == chosen
    assert (found.number, found.issued_s, found.expires_s) == (LIST, NOON_S, NOON_S + DAY_S)


def test_bits_are_counted_from_the_lowest_as_the_drafts_example_does() -> None:
    """The IETF draft's own example of 16 entries: 1 0 0 1 1 1 0 1, 1 1 0 0 0 1 0 1 are the bytes b9 a3."""
    example = StatusList(1, 0, 1, bytes.fromhex("b9a3"))

    assert [int(example.is_revoked(index)) for index in range(16)] == [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]


@pytest.mark.parametrize("index", [-1, 16, 2**32, ENTRIES])
def test_beyond_the_end_all_is_revoked(index: int) -> None:
    assert StatusList(1, 0, 1, b"\0\0").is_revoked(index)


def test_a_list_with_a_twentieth_of_decoys_is_small_enough_for_every_quarter_of_an_hour() -> None:
    chosen = random.Random(6).sample(range(ENTRIES), int(ENTRIES * DECOYS))
    data = write_status_list(LIST, set_bits(chosen), NOON_S, World().issuer)

    assert 30_000 < len(data) < 60_000


def test_a_bomb_is_not_unpacked() -> None:
    """XP47: 200 MB packed into 194 KB cost less than 4 MB of memory."""
    bomb = zlib.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    with pytest.raises(PassError) as refused:
        unpack_bits(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused.value.code is Code.E_FORMAT
    assert peak < 4_000_000


@pytest.mark.parametrize("packed", [b"", b"x", zlib.compress(bytes(SIZE - 1)), zlib.compress(bytes(SIZE + 1)),
                                    zlib.compress(bytes(SIZE))[:-1], zlib.compress(bytes(SIZE)) + b"\0"])
def test_anything_but_one_whole_list_is_refused(packed: bytes) -> None:
    with pytest.raises(PassError):
        unpack_bits(packed)


def test_a_list_of_another_name_is_refused_so_that_the_alarm_can_be_raised() -> None:
    """XP46."""
    world = World()
    with pytest.raises(PassError) as refused:
        read_status_list(world.status_bytes, LIST + 1, world.trust, None, NOON_S)

    assert (refused.value.code, name_list(5)) == (Code.E_SCOPE, "/passes/v1/status/5")


def test_an_older_list_is_ignored() -> None:
    """XP45: validly signed, once true, offered again."""
    world = World()
    old = write_status_list(LIST, set_bits(()), NOON_S - 7200, world.issuer)
    with pytest.raises(PassError) as refused:
        read_status_list(old, LIST, world.trust, world.status, NOON_S)

    assert refused.value.code is Code.E_STALE


@pytest.mark.parametrize("index", [-1, ENTRIES])
def test_entries_that_there_are_not_are_not_set(index: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        set_bits([index])


def test_a_file_of_another_kind_or_size_is_none() -> None:
    world = World()
    for data in (b"", b"XL1:" + world.status_bytes[4:], MAGIC + bytes(300_000)):
        with pytest.raises(PassError) as refused:
            read_status_list(data, LIST, world.trust, None, NOON_S)
        assert refused.value.code is Code.E_FORMAT
