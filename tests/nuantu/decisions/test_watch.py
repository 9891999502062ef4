"""The union's eye: a log that shows two pasts, or goes back, or forgets a receipt, is seen at the first look."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Yard, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions.keys import make_key
from nuantu.decisions.log import DecisionLog, read_log
from nuantu.decisions.log_source import FolderSource, LogServer, UrlSource
from nuantu.decisions.note import TYPE_COSIGNATURE
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.watch import Watch
from nuantu.decisions.witness import Reply, Witness


class Told:
    """A witness in this process, asked as the watch asks."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness

    def read_checkpoint(self, origin: str) -> Reply:
        from hashlib import sha256

        return self._witness.read_checkpoint(sha256(origin.encode()).hexdigest())


def open_watch(yard: Yard, memory: Path, *witnesses: Witness) -> Watch:
    return Watch(FolderSource(yard.folder), yard.trust(), memory, [Told(one) for one in witnesses], yard.clock)


def kinds(found) -> list[str]:
    return [one.kind for one in found]


def fork(yard: Yard, folder: Path) -> Callable[[list], DecisionLog]:
    """A copy of a log with the same key, to be filled differently: what a platform does that shows two pasts."""
    shutil.copytree(yard.folder.path, folder)
    copied = read_log(folder)
    return lambda witnesses: DecisionLog(copied, witnesses, yard.clock)


def test_a_growing_log_is_followed(tmp_path: Path) -> None:
    """Nothing published, first sight, the same, more: no alarm; the memory outlives the watch."""
    yard = Yard(tmp_path)
    found = kinds(open_watch(yard, tmp_path / "seen", yard.witness).look())
    for _ in range(2):
        yard.fill(make_day(1))
        found += kinds(open_watch(yard, tmp_path / "seen", yard.witness).look())
        found += kinds(open_watch(yard, tmp_path / "seen", yard.witness).look())

    assert found == ["nothing", "new", "same", "new", "same"]


def test_a_split_view_to_two_witnesses_is_seen_at_the_first_exchange(tmp_path: Path) -> None:
    """One past for the union's witness, another for the district's; both are signed, and both are kept as proof."""
    yard = Yard(tmp_path)
    yard.fill(make_day(4))
    other = Witness(tmp_path / "other.db", make_key("district.example/w", TYPE_COSIGNATURE),
                    {ORIGIN: yard.list_keys()}, yard.clock)
    forked = fork(yard, tmp_path / "forked")
    with forked([other]) as log:
        log.append([pay(20, worker=1)])
        assert log.checkpoint().published
    yard.fill([pay(20, worker=2)])
    found = open_watch(yard, tmp_path / "seen", yard.witness, other).look()

    assert kinds(found) == ["new", "split_view"]
    assert "two trees of 5 leaves" in found[1].what
    assert not (tmp_path / "seen" / "seen.json").exists()
    evidence, = (tmp_path / "seen").glob("evidence-*.json")
    assert len(json.loads(evidence.read_text())["checkpoints"]) == 2


def test_a_split_view_at_different_sizes_is_seen_too(tmp_path: Path) -> None:
    """The larger tree cannot be shown to continue the smaller one."""
    yard = Yard(tmp_path)
    yard.fill(make_day(4))
    watch = open_watch(yard, tmp_path / "seen")
    assert kinds(watch.look()) == ["new"]
    other = Yard(tmp_path / "second")
    shutil.rmtree(yard.folder.path)
    shutil.copytree(other.folder.path, yard.folder.path)
    both = Watch(FolderSource(read_log(yard.folder.path)), Trust(tuple(yard.list_keys()), (
        other.witness_key.public,)), tmp_path / "seen", [], yard.clock)
    with DecisionLog(read_log(yard.folder.path), [other.witness], yard.clock) as log:
        log.append(make_day(9))
        assert log.checkpoint().published

    assert kinds(both.look()) == ["split_view"]


def test_a_log_that_goes_back_is_seen(tmp_path: Path) -> None:
    """Restored from an old copy, or with nothing published any more."""
    yard = Yard(tmp_path)
    yard.fill(make_day(4))
    shutil.copytree(yard.folder.path, tmp_path / "old")
    yard.fill([pay(20)])
    watch = open_watch(yard, tmp_path / "seen", yard.witness)
    assert kinds(watch.look()) == ["new"]
    shutil.rmtree(yard.folder.path)
    shutil.copytree(tmp_path / "old", yard.folder.path)
    assert kinds(watch.look())[0] == "rolled_back"
    yard.folder.published.unlink()
    assert kinds(watch.look()) == ["rolled_back"]


def test_a_checkpoint_that_the_witness_has_not_cosigned_is_false(tmp_path: Path) -> None:
    """Published without the union's witness, or changed by a letter."""
    yard = Yard(tmp_path)
    yard.fill(make_day(4))
    watch = open_watch(yard, tmp_path / "seen")
    note = yard.folder.published.read_text()
    for text in (note.rsplit("— ", 1)[0], note.replace("\n4\n", "\n3\n"), "", note[:40]):
        yard.folder.published.write_text(text)
        found = watch.look()
        assert (kinds(found), found[0].alarm) == (["false_note"], True)


def test_receipts_are_held_against_what_is_published(tmp_path: Path) -> None:
    """Honoured, not yet due, due and missing, of a leaf that is another one now."""
    yard = Yard(tmp_path)
    kept = yard.fill(make_day(4))
    shutil.copytree(yard.folder.path, tmp_path / "old")
    with DecisionLog(yard.folder, [], yard.clock) as log:
        due = log.append([pay(20)])[0].note
    watch = open_watch(yard, tmp_path / "seen")
    assert kinds(watch.look([kept[2].note, due])) == ["new"]
    yard.clock.now_s += 61
    assert watch.look([due])[1].what == "receipt 1: not honoured: decision 4 is due and not published"
    shutil.rmtree(yard.folder.path)
    shutil.copytree(tmp_path / "old", yard.folder.path)
    with yard.open() as log:
        log.append([pay(20, worker=3)])
        assert log.checkpoint().published
    found = watch.look([due, "nonsense"])

    assert [one.what for one in found[1:]] == ["receipt 1: not honoured: decision 4 is not in the log as promised",
                                               "receipt 2: the note has no empty line before its signatures."]


def test_a_log_is_watched_over_http(tmp_path: Path) -> None:
    """The same through the log's own server: proofs and leaves are fetched and checked."""
    yard = Yard(tmp_path)
    issued = yard.fill(make_day(6), group=4)
    server = LogServer(("127.0.0.1", 0), FolderSource(yard.folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    source = UrlSource(f"http://127.0.0.1:{server.server_address[1]}")
    watch = Watch(source, yard.trust(), tmp_path / "seen", [Told(yard.witness)], yard.clock)
    found = kinds(watch.look([one.note for one in issued]))
    yard.fill([pay(20)])
    found += kinds(watch.look([one.note for one in issued]))
    source.close()
    server.shutdown()
    thread.join()
    server.server_close()
    found += kinds(watch.look())

    assert found == ["new", "new", "unreachable"]


def test_a_memory_that_cannot_be_read_is_no_fresh_start(tmp_path: Path) -> None:
    """Otherwise damaging it would be a way to hide a rewritten past."""
    yard = Yard(tmp_path)
    yard.fill(make_day(2))
    watch = open_watch(yard, tmp_path / "seen")
    watch.look()
    (tmp_path / "seen" / "seen.json").write_text("{}")

    with pytest.raises(InputError, match="memory of the watch"):
        watch.look()
