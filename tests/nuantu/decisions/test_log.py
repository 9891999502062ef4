"""The writer: receipts for what is on the disk, one order of time, checkpoints that witnesses have cosigned."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import BEGIN_S, ORIGIN, Yard, dispatch, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import parse_checkpoint
from nuantu.decisions.keys import make_key
from nuantu.decisions.leaf import decode_leaf
from nuantu.decisions.log import (
    DecisionLog,
    WitnessAddress,
    WriteError,
    create_log,
    find_key,
    read_log,
    write_settings,
)
from nuantu.decisions.note import TYPE_COSIGNATURE, parse_note
from nuantu.decisions.receipt import open_receipt
from nuantu.decisions.store import LeafStore
from nuantu.decisions.tree import hash_leaf, hash_tree
from nuantu.decisions.witness import Witness


def test_a_receipt_is_for_a_leaf_that_another_process_can_read(tmp_path: Path) -> None:
    """On return every leaf stands in the file, under the hash that the receipt names."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        issued = log.append(make_day(10))
        other = LeafStore(yard.folder.leaves)
        hashes = [hash_leaf(row.body) for row in other.read_rows(0, 10)]
        other.close()

    assert [open_receipt(one.note, yard.list_keys()).leaf_hash for one in issued] == hashes
    assert [(one.receipt.seq, one.receipt.origin) for one in issued] == [(seq, ORIGIN) for seq in range(10)]


def test_a_decision_dated_back_is_refused_with_its_whole_group(tmp_path: Path) -> None:
    """Within a group and across groups; equal times are fine; nothing of the group is written."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        log.append([pay(5), pay(5), dispatch(8)])
        with pytest.raises(InputError, match="1 s before the one that precedes it"):
            log.append([pay(8), pay(9), pay(8)])
        with pytest.raises(InputError, match="8 s before"):
            log.append([pay(0)])
        log.append([pay(8)])

        assert (log.size, log.openings.read_last()) == (4, 3)


def test_the_log_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """A second writer continues numbers, tree and time; two at once are refused."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        log.append(make_day(5))
        with pytest.raises(InputError, match="another writer"):
            yard.open()
    with yard.open() as log:
        log.append([pay(7)])
        with pytest.raises(InputError, match="before the one"):
            log.append([pay(3)])
        assert log.checkpoint().published
        rows = list(log.leaves.read_rows(0, 6))

    assert [decode_leaf(row.body).seq for row in rows] == list(range(6))
    head = parse_checkpoint(parse_note(yard.folder.published.read_text()).text)
    assert (head.size, head.root) == (6, hash_tree([hash_leaf(row.body) for row in rows]))


def test_nothing_is_published_without_every_witness(tmp_path: Path) -> None:
    """A checkpoint that one of two witnesses refuses is kept, not published; the next try carries it on."""
    yard = Yard(tmp_path)
    stranger = make_key("district.example/witness", TYPE_COSIGNATURE)
    refusing = Witness(tmp_path / "refusing.db", stranger, {"another.example": []}, yard.clock)
    with DecisionLog(yard.folder, [yard.witness, refusing], yard.clock) as log:
        log.append(make_day(4))
        state = log.checkpoint()
        assert (state.published, yard.folder.published.exists()) == (False, False)
        assert "district.example/witness refuses with 404" in state.refusals[0]
        assert log.leaves.read_latest(cosigned=True) is None
    with DecisionLog(yard.folder, [], yard.clock) as log:
        assert not log.checkpoint().published
    with yard.open() as log:
        assert log.checkpoint().published


def test_a_witness_that_is_ahead_stops_the_log(tmp_path: Path) -> None:
    """A log restored from an old copy cannot have a smaller tree witnessed again."""
    yard = Yard(tmp_path)
    yard.fill(make_day(6))
    other = Yard(tmp_path / "copy")
    ahead = Witness(tmp_path / "ahead.db", yard.witness_key, {ORIGIN: yard.list_keys() + other.list_keys()}, yard.clock)
    with DecisionLog(yard.folder, [ahead], yard.clock) as log:
        log.append([pay(50), pay(51)])
        assert log.checkpoint().published
    with DecisionLog(other.folder, [ahead], yard.clock) as log:
        log.append(make_day(3))
        state = log.checkpoint()

    assert not state.published
    assert "has cosigned 8 leaves of this log, which now has 3" in state.refusals[0]


def test_a_failed_write_gives_no_receipt_and_ends_the_writer(tmp_path: Path) -> None:
    """After an error of the disk nothing is tried again on the same handle; a fresh writer names what was left."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        log.append(make_day(3))
        log.leaves._base.execute("PRAGMA query_only=ON")
        with pytest.raises(WriteError, match="cannot be written"):
            log.append([pay(9)])
        log.leaves._base.execute("PRAGMA query_only=OFF")
        with pytest.raises(InputError, match="failed to write before"):
            log.append([pay(9)])

    with pytest.raises(InputError, match=r"openings stand up to leaf 3.*fsck"):
        yard.open()


def test_a_key_is_changed_in_the_open(tmp_path: Path) -> None:
    """The change is a leaf; the next checkpoint bears both signatures, those after it the new one alone."""
    yard = Yard(tmp_path)
    yard.fill(make_day(3))
    old, = yard.list_keys()
    with yard.open() as log:
        vkey = log.rotate_key()
        yard.witness._logs[ORIGIN] = tuple(yard.list_keys())
        log.append([pay(60)])
        assert log.checkpoint().published
        both = parse_note(yard.folder.published.read_text())
        log.append([pay(61)])
        assert log.checkpoint().published
        alone = parse_note(yard.folder.published.read_text())
        changed = decode_leaf(log.leaves.read_row(3).body)
    new = yard.list_keys()[1]

    assert (changed.kind, changed.terms["vkey"], new.vkey) == ("key_rotated", vkey, vkey)
    assert [bool(both.find(key)) for key in (old, new)] == [True, True]
    assert [bool(alone.find(key)) for key in (old, new)] == [False, True]
    assert yard.verify().findings == []


def test_what_the_log_writes_itself_cannot_be_handed_in(tmp_path: Path) -> None:
    """Nobody may pretend that a key was changed or a person erased."""
    with Yard(tmp_path).open() as log, pytest.raises(InputError, match="erasure is written by the log"):
        log.append([pay(1).__class__(BEGIN_S, "erasure", {"erased": 3}, None, None, bytes(32), "x", "y")])


def test_the_description_comes_back_and_what_is_none_is_refused(tmp_path: Path) -> None:
    """Settings are read as written; other folders, names and formats are refused in one sentence."""
    yard = Yard(tmp_path)
    assert read_log(yard.folder.path) == yard.folder
    for name in ("cosignature/v1", "nuantu/receipt/v1x", "a b", ""):
        with pytest.raises(InputError):
            create_log(tmp_path / "x", name or " ")
    with pytest.raises(InputError, match="something stands"):
        create_log(yard.folder.path, None)
    with pytest.raises(InputError, match="no decision log"):
        read_log(tmp_path)
    (yard.folder.path / "log.json").write_text('{"format": "other"}')
    with pytest.raises(InputError, match="not of format"):
        read_log(yard.folder.path)
    write_settings(yard.folder)
    with pytest.raises(InputError):
        create_log(tmp_path / "y", None, [WitnessAddress("http://x", "no key")])


def test_the_key_in_force_is_the_last_whose_leaf_was_reached() -> None:
    """Borders belong to the newer key."""
    assert [find_key([0, 4, 9], size) for size in (0, 3, 4, 8, 9, 100)] == [0, 0, 1, 1, 2, 2]
