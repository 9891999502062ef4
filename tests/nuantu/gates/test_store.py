"""A record holds whole changes, in order, durably; it says what it cannot do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.gates.events import Event
from nuantu.gates.store import DONE_MAX, Change, Store, StoreFull
from nuantu.gates.used import Floors, Use


def _note(count: int) -> Change:
    return Change(tuple(Event("help", at_s) for at_s in range(count)))


def _fill(store: Store) -> int:
    """How many changes there was room for."""
    for count in range(1_000):
        try:
            store.commit([Change((Event("help", 1),), (Use("once", count, 1),), facts={str(count): "x" * 900})])
        except StoreFull:
            return count
    raise AssertionError("there is room for everything")


def _seqs(store: Store) -> list[int]:
    return [event.seq for event in store.read_events(0, 10**6)]


def test_changes_are_held_whole_and_numbered_without_gaps(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([Change((Event("help", 5, {"a": 1}, "one"), Event("left", 6, id="two")), (Use("once", 1, 2),), ("o",),
                         {"people": "3", "fire": "1"}), Change(facts={"fire": None})])
    store.close()
    store = Store(tmp_path / "door.db")
    held = store.load()

    assert (held.facts, held.uses, held.done, held.floors, held.first_seq, held.last_seq) == (
        {"people": "3"}, {Use("once", 1, 2)}, {"o"}, Floors(), 1, 2)
    assert [event.to_wire() for event in store.read_events(0, 9)] == [
        {"id": "one", "seq": 1, "at": 5, "kind": "help", "a": 1}, {"id": "two", "seq": 2, "at": 6, "kind": "left"}]
    assert [event.id for event in store.read_events(1, 9)] == ["two"]
    store.close()


def test_its_promise_is_the_strongest_that_sqlite_knows(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    asked = [store._base.execute(f"PRAGMA {name}").fetchone()[0]
             for name in ("synchronous", "journal_mode", "locking_mode")]

    assert asked == [2, "wal", "exclusive"]
    store.close()


def test_an_event_written_again_keeps_its_number(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    again = Event("help", 5)
    for _ in range(2):
        store.commit([Change((again,), (Use("once", 1, 2),), ("o",))])
    store.commit([_note(1)])

    assert _seqs(store) == [1, 2]
    store.close()


def test_a_second_controller_on_the_same_record_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([_note(1)])

    with pytest.raises(InputError, match="another controller uses this record"):
        Store(tmp_path / "door.db")
    store.close()


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\0" + bytes(4_000)])
def test_a_damaged_record_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "door.db").write_bytes(content)

    with pytest.raises(InputError, match="the record of the door cannot be read"):
        Store(tmp_path / "door.db")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        Store(tmp_path / "none" / "door.db")


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    Store(tmp_path / "door.db").close()

    assert (tmp_path / "door.db").stat().st_mode & 0o777 == 0o600


def test_a_full_record_takes_nothing_and_can_be_used_when_there_is_room(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db", pages_max=30)
    count = _fill(store)
    before = store.load()
    with pytest.raises(StoreFull):
        store.commit([Change((Event("help", 1),), (Use("once", 5_000, 1),)), Change(facts={"big": "x" * 90_000})])

    assert store.load() == before
    assert len(before.uses) == before.last_seq == count
    store.limit(10_000)
    store.commit([_note(1)])
    assert store.last_seq == count + 1
    store.close()


def test_a_disk_that_refuses_to_write_is_broken_and_not_full(tmp_path: Path) -> None:
    """A file beyond the size that is allowed is an I/O error; a disk without room is in ``tests/faults/gates``."""
    said = subprocess.run([sys.executable, "-c", _WRITE_UNTIL_FULL, str(tmp_path)], capture_output=True, text=True,
                          check=True)

    assert said.stdout == "broken\n"
    with sqlite3.connect(tmp_path / "door.db") as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    found.close()


_WRITE_UNTIL_FULL = """
import resource, signal, sqlite3, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
from pathlib import Path
from nuantu.gates.events import Event
from nuantu.gates.store import Change, Store, StoreFull
store = Store(Path(sys.argv[1]) / "door.db")
try:
    for number in range(10_000):
        store.commit([Change((Event("help", 1),), facts={str(number): "x" * 5_000})])
except StoreFull:
    print("full")
except sqlite3.OperationalError:
    print("broken")
"""


def test_what_the_hub_has_is_dropped_but_for_the_newest(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([_note(30)])
    store.drop_sent(20, kept=5)
    after_some = (_seqs(store)[0], store.first_seq)
    store.drop_sent(30, kept=0)

    assert (after_some, _seqs(store), store.last_seq) == ((16, 16), [30], 30)
    store.close()


def test_numbers_go_on_above_what_the_hub_holds_of_others(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([_note(5)])
    ids = [event.id for event in store.read_events(0, 9)]
    store.renumber(2, 9, Event("tamper", 1, {"why": "sequence"}, "rung"))

    assert [(event.seq, event.id) for event in store.read_events(0, 9)] == [
        (1, ids[0]), (2, ids[1]), (10, ids[2]), (11, ids[3]), (12, ids[4]), (13, "rung")]
    store.commit([_note(1)])
    assert store.last_seq == 14
    store.close()


def test_numbers_go_on_also_where_nothing_is_left_to_move(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([_note(2)])
    store.renumber(2, 500, Event("tamper", 1))

    assert _seqs(store) == [1, 2, 501]
    store.close()


def test_uses_below_a_floor_are_held_by_the_floor_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([Change(uses=tuple(Use("once", period, 0) for period in range(10))),
                  Change(floors=Floors(once=6, standing=-1))])
    held = store.load()

    assert (held.uses, held.floors) == ({Use("once", period, 0) for period in (7, 8, 9)}, Floors(6, -1))
    store.close()


def test_orders_that_are_remembered_are_bounded(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    store.commit([Change(done=tuple(str(number) for number in range(DONE_MAX + 10)))])

    assert store.load().done == {str(number) for number in range(10, DONE_MAX + 10)}
    store.close()


def test_a_fault_in_the_middle_leaves_nothing_half_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "door.db")
    with pytest.raises(TypeError):
        store.commit([_note(1), Change((Event("help", 1, {"odd": object()}),))])
    store.commit([_note(1)])

    assert _seqs(store) == [1]
    store.close()
