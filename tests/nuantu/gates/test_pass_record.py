"""The record of passes: written whole, read again, and gone when it is to be forgotten."""

from __future__ import annotations

from pathlib import Path

from nuantu.gates.pass_record import Count, Cutoffs, HeldList, PassChange, PassStore, Scan, Seen, sum_counts
from nuantu.gates.store import Change, Store

KEY = bytes(range(100, 132))


def _fill(store: PassStore) -> None:
    change = PassChange(
        facts={"gate": "7"}, keys=((1, KEY), (2, KEY[::-1])), seen=(Seen(10, b"a" * 16), Seen(20, b"b" * 16)),
        scans=(Scan(100, b"m" * 8, "OK"), Scan(200, b"", "E_SIG")), counts=(Count(1, "OK", 1), Count(2, "E_SIG", 1)),
        lists=(HeldList("trust", b"list", 5), HeldList("status-3", b"bits", 6)))
    store.commit([change, change, Change(facts={"plain": "1"})])


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    store = PassStore(tmp_path / "gate.db")
    _fill(store)
    store.close()
    store = PassStore(tmp_path / "gate.db")
    held = store.load_passes()

    assert (held.keys, held.seen) == ({1: KEY, 2: KEY[::-1]}, (Seen(10, b"a" * 16), Seen(20, b"b" * 16)))
    assert (held.tallies, sum_counts(held.tallies, 2)) == ((Count(1, "OK", 2), Count(2, "E_SIG", 2)), {"E_SIG": 2})
    assert held.lists == {"trust": HeldList("trust", b"list", 5), "status-3": HeldList("status-3", b"bits", 6)}
    assert store.load().facts == {"gate": "7", "plain": "1"}
    assert store.read_scans(0, 200) == [(Scan(100, b"m" * 8, "OK"), 2)]
    assert store.read_tallies(2, 3) == [Count(2, "E_SIG", 2)]
    store.close()


def test_what_is_forgotten_stands_in_no_file_any_more(tmp_path: Path) -> None:
    store = PassStore(tmp_path / "gate.db")
    _fill(store)
    assert KEY in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    store.commit([PassChange(cutoffs=Cutoffs(2, 150, 15, 2), dropped=("status-3",))])
    store.empty_log()
    held, files = store.load_passes(), b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert (KEY in files, KEY[::-1] in files) == (False, True)
    assert (b"a" * 16 in files, b"b" * 16 in files, b"m" * 8 in files, b"bits" in files) == (False, True, False, False)
    assert (held.keys, held.seen, held.tallies, list(held.lists)) == (
        {2: KEY[::-1]}, (Seen(20, b"b" * 16),), (Count(2, "E_SIG", 2),), ["trust"])
    store.close()


def test_the_record_of_a_door_takes_passes_from_then_on(tmp_path: Path) -> None:
    old = Store(tmp_path / "door.db")
    old.commit([Change(facts={"station": "YG-0012"})])
    old.close()
    store = PassStore(tmp_path / "door.db")

    assert (store.load().facts, store.load_passes().keys) == ({"station": "YG-0012"}, {})
    store.close()
