"""The log of searches: a leaf each, found or not, checked as any decision log is, and nobody in it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.decisions.fsck import check_store
from nuantu.decisions.leaf import decode_leaf
from nuantu.decisions.log import read_log
from nuantu.decisions.store import LeafStore
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_escrow import Seat, open_window
from nuantu_hub.seam.pass_log import FOLDER, SearchTold, log_search, tell_window

NOON_S = 1_795_406_400
FOUND = SearchTold("2026-17", 7, 1_795_392_000, (2, 1), 312, 0, found=True)


def test_each_search_is_a_leaf(tmp_path: Path) -> None:
    """In order, with what was opened and whether somebody was found; the log is sound."""
    assert [log_search(tmp_path, one, NOON_S) for one in (FOUND, replace(FOUND, found=False))] == [0, 1]

    folder = read_log(tmp_path / FOLDER)
    store = LeafStore(folder.leaves)
    leaves = [decode_leaf(store.read_row(seq).body) for seq in (0, 1)]
    store.close()
    assert [(one.kind, one.terms["found"], one.terms["seats"], one.worker_commit) for one in leaves] == [
        ("pass_window_search", True, [1, 2], None), ("pass_window_search", False, [1, 2], None)]
    assert check_store(folder).sound


@pytest.mark.parametrize("seats", [(), (1,), (2, 2), (1, 4)])
def test_a_search_of_one_seat_is_not_logged_as_one(tmp_path: Path, seats: tuple[int, ...]) -> None:
    """There was none."""
    with pytest.raises(RunError, match="not opened by two seats"):
        log_search(tmp_path, replace(FOUND, seats=seats), NOON_S)
    assert not (tmp_path / FOLDER).exists()


def test_many_at_once_are_all_there(tmp_path: Path) -> None:
    """Eight threads, one writer at a time."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda turn: log_search(tmp_path, replace(FOUND, incident=str(turn)), NOON_S),
                                range(8)))

    assert sorted(numbers) == list(range(8))


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A clock that went back; a folder that is no log: nothing may be told then."""
    log_search(tmp_path, FOUND, NOON_S)
    with pytest.raises(RunError, match="before the one that precedes it"):
        log_search(tmp_path, FOUND, NOON_S - 60)
    (tmp_path / "x" / FOLDER).mkdir(parents=True)
    with pytest.raises(RunError, match="no decision log"):
        log_search(tmp_path / "x", FOUND, NOON_S)


def test_a_window_is_told_as_its_file() -> None:
    """What pages and commands read."""
    publics = [X25519PrivateKey.generate().public_key().public_bytes_raw() for _ in range(3)]
    window = open_window(7, 1_795_392_000, [Seat(str(place), (public,)) for place, public in enumerate(publics)])

    told = json.loads(tell_window(window, [b"row"]))

    assert (told["format"], told["zone"], told["rows"]) == ("nuantu-escrow-window/1", 7, ["cm93"])
