"""Attacks on a decision log, and processes that are killed: no change goes unseen, no promise is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Yard, dispatch, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import Checkpoint, parse_checkpoint
from nuantu.decisions.fsck import check_store, repair_store
from nuantu.decisions.keys import load_key, make_key, save_key
from nuantu.decisions.leaf import decode_leaf, seal_decision
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, SigningKey, parse_note, sign_text
from nuantu.decisions.proof import prove_consistency
from nuantu.decisions.store import Row, StoredCheckpoint
from nuantu.decisions.tree import Frontier, hash_leaf, hash_tree
from nuantu.decisions.verify import Evidence
from nuantu.decisions.witness import format_request

ATTACKS, LEAVES = 10_000, 12


def renumber(rows: list[Row], begin: int = 0) -> list[Row]:
    """Rows with gapless numbers outside and inside, as a careful forger would leave them."""
    return [row._replace(seq=seq, body=replace(decode_leaf(row.body), seq=seq).encode())
            for seq, row in enumerate(rows, begin)]


def rewrite(rows: list[Row], rng: random.Random) -> list[Row]:
    """Change a bit, or a term, or put in another decision."""
    at, way = rng.randrange(len(rows)), rng.randrange(3)
    body = bytearray(rows[at].body)
    if way == 0:
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
    elif way == 1:
        leaf = decode_leaf(rows[at].body)
        body = bytearray(replace(leaf, terms=leaf.terms | {"amount_minor": rng.randrange(10**9) + 1000}).encode())
    else:
        body = bytearray(seal_decision(replace(pay(at, worker=rng.randrange(9))), at)[0])
    rows[at] = rows[at]._replace(body=bytes(body))
    return rows


def delete(rows: list[Row], rng: random.Random) -> list[Row]:
    """Take leaves out, with the numbers closed up behind them or not; or cut the end off."""
    at = rng.randrange(len(rows))
    if rng.random() < 0.2:
        return rows[:at]
    del rows[at:at + rng.randint(1, 3)]
    return renumber(rows) if rng.random() < 0.7 else rows


def reorder(rows: list[Row], rng: random.Random) -> list[Row]:
    """Exchange two leaves, renumbered or as they are."""
    one, other = rng.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    if rng.random() < 0.5:
        return renumber(rows)
    return [row._replace(seq=seq) for seq, row in enumerate(rows)]


def insert(rows: list[Row], rng: random.Random) -> list[Row]:
    """Slip a decision in, at any place before the last, with all numbers moved on."""
    at = rng.randrange(len(rows))
    body, _ = seal_decision(dispatch(at, worker=rng.randrange(50)), at)
    return renumber([*rows[:at], rows[at]._replace(body=body), *rows[at:]])


WAYS: tuple[Callable[[list[Row], random.Random], list[Row]], ...] = (rewrite, delete, reorder, insert)


class Forger:
    """Somebody who owns the log's disk and its signing key, and not the witness's."""

    def __init__(self, yard: Yard) -> None:
        self.base = sqlite3.connect(yard.folder.leaves, isolation_level=None)
        self.base.execute("PRAGMA synchronous=OFF")
        self.rows = [Row(*row) for row in self.base.execute("SELECT * FROM leaf ORDER BY seq")]
        self.notes = [StoredCheckpoint(*row) for row in self.base.execute("SELECT * FROM checkpoint ORDER BY size")]
        public = yard.list_keys()[0]
        self.key: SigningKey = load_key(public.name, TYPE_NOTE, yard.folder.key_file(public.key_id))

    def put(self, rows: list[Row], notes: list[StoredCheckpoint]) -> None:
        """Write rows and checkpoints as they are."""
        self.base.execute("BEGIN")
        self.base.execute("DELETE FROM leaf")
        self.base.execute("DELETE FROM checkpoint")
        self.base.executemany("INSERT INTO leaf VALUES (?, ?, ?, ?, ?)", rows)
        self.base.executemany("INSERT INTO checkpoint VALUES (?, ?, ?)", notes)
        self.base.execute("COMMIT")

    def attack(self, way: Callable[[list[Row], random.Random], list[Row]], rng: random.Random) -> bool:
        """Forge; half the time mend all nodes, and half of that sign the new roots too. False if nothing changed."""
        rows, notes, care = way(list(self.rows), rng), self.notes, rng.random()
        if [(row.seq, row.body) for row in rows] == [(row.seq, row.body) for row in self.rows]:
            return False
        if care < 0.5:
            frontier = Frontier()
            rows = [row._replace(nodes=frontier.append(hash_leaf(row.body))) for row in rows]
        if care < 0.25:
            hashes = [hash_leaf(row.body) for row in rows]
            notes = [self._sign_anew(one, hashes) for one in notes]
        self.put(rows, notes)
        return True

    def _sign_anew(self, old: StoredCheckpoint, hashes: list[bytes]) -> StoredCheckpoint:
        size = min(old.size, len(hashes))
        root = hash_tree(hashes[:size])
        kept = parse_note(old.note)
        if parse_checkpoint(kept.text).root == root:
            return old
        note = sign_text(Checkpoint(ORIGIN, size, root).format(), [self.key])
        return StoredCheckpoint(old.size, replace(note, signatures=(*note.signatures, kept.signatures[1])).format(),
                                cosigned=True)


@pytest.mark.slow
def test_ten_thousand_attacks_on_committed_leaves_are_all_found(tmp_path: Path) -> None:
    """Rewritten, deleted, reordered, inserted, at random, by a forger who may hold the log's own key: 100 % found."""
    yard = Yard(tmp_path)
    yard.fill(make_day(LEAVES), group=5)
    forger, trust = Forger(yard), yard.trust()
    (yard.folder.openings.parent).rename(tmp_path / "elsewhere")  # the auditor has the public half alone
    tried, unseen = dict.fromkeys(WAYS, 0), []
    for number in range(ATTACKS):
        rng = random.Random(number)
        way = WAYS[number % len(WAYS)]
        while not forger.attack(way, rng):
            pass
        tried[way] += 1
        try:
            if yard.verify(Evidence(receipts=[]), trust=trust).sound:
                unseen.append((number, way.__name__))
        except InputError:
            pass  # a store that cannot be read is found too
    forger.put(forger.rows, forger.notes)

    assert unseen == []
    assert list(tried.values()) == [ATTACKS // len(WAYS)] * len(WAYS)
    assert yard.verify(Evidence(receipts=[]), trust=trust).findings == []


def test_damaged_bytes_of_a_store_are_found_or_harmless(tmp_path: Path) -> None:
    """300 files with damaged bytes: found, refused in one sentence, or not a byte of any leaf has changed."""
    yard = Yard(tmp_path)
    yard.fill(make_day(40))
    base = sqlite3.connect(yard.folder.leaves)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.execute("PRAGMA journal_mode=DELETE")
    sound = list(base.execute("SELECT seq, body FROM leaf ORDER BY seq"))
    base.close()
    whole, wrong, said, found = yard.folder.leaves.read_bytes(), [], [], 0
    trust = yard.trust()
    for seed in range(300):
        rng, data = random.Random(seed), bytearray(whole)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(data))
            data[at:at + 4] = rng.randbytes(len(data[at:at + 4]))
        yard.folder.leaves.write_bytes(bytes(data))
        try:
            report = yard.verify(trust=trust)
        except InputError as error:
            found += 1
            said.append(str(error))
            continue
        found += not report.sound
        if report.sound:
            base = sqlite3.connect(yard.folder.leaves)
            if list(base.execute("SELECT seq, body FROM leaf ORDER BY seq")) != sound:
                wrong.append(seed)
            base.close()

    assert wrong == []
    assert [text for text in said if len(text.splitlines()) != 1] == []
    assert found > 150


WITNESS = """
import os, signal, sys, time
from nuantu.commands.witness import group_logs, open_key
from nuantu.decisions.witness import Witness
from nuantu.decisions.witness_server import WitnessServer
from pathlib import Path

folder, vkey, dies = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "dies"
one = Witness(folder / "witness.db", open_key(folder, "union.example/witness"), group_logs((vkey,)), time.time)
store = one.add_checkpoint
def answer(body):
    reply = store(body)
    if dies and reply.status == 200:
        os.kill(os.getpid(), signal.SIGKILL)
    return reply
one.add_checkpoint = answer
server = WitnessServer(("127.0.0.1", 0), one)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


class WitnessProcess:
    """A witness in a process of its own, which may kill itself after storing and before answering."""

    def __init__(self, folder: Path, vkey: str, *, dies: bool) -> None:
        self.run = subprocess.Popen([sys.executable, "-c", WITNESS, str(folder), vkey, "dies" if dies else "lives"],
                                    stdout=subprocess.PIPE, text=True)
        assert self.run.stdout is not None
        self.port = int(self.run.stdout.readline())

    def ask(self, body: bytes) -> int:
        """The status of its answer; 0 where it died."""
        from nuantu.decisions.witness_client import HttpReader

        reader = HttpReader(f"http://127.0.0.1:{self.port}")
        try:
            return reader.ask("POST", "/add-checkpoint", body).status
        except InputError:
            return 0
        finally:
            reader.close()

    def end(self) -> None:
        """Kill it and let go of its pipe."""
        self.run.kill()
        self.run.wait()
        assert self.run.stdout is not None
        self.run.stdout.close()


def kill_between_store_and_reply(folder: Path, times: int) -> list[int]:
    """Each time: the witness dies after storing; the log then tries to have another tree of that size witnessed.

    Returns the statuses of the other tree's requests.
    """
    log, hashes, statuses = make_key(ORIGIN, TYPE_NOTE), [hash_leaf(b"%d" % n) for n in range(times + 2)], []
    other = [*hashes]

    def request(old: int, new: int, leaves: list[bytes]) -> bytes:
        def node(level: int, index: int) -> bytes:
            return hash_tree(leaves[index << level:(index + 1) << level])

        head = sign_text(Checkpoint(ORIGIN, new, hash_tree(leaves[:new])).format(), [log])
        return format_request(old, prove_consistency(node, old, new) if old else [], head)

    for size in range(times):
        dying = WitnessProcess(folder, log.public.vkey, dies=True)
        assert dying.ask(request(size, size + 1, hashes)) == 0
        assert dying.run.wait() == -signal.SIGKILL
        dying.end()
        other[size] = hash_leaf(b"another %d" % size)
        living = WitnessProcess(folder, log.public.vkey, dies=False)
        statuses.append(living.ask(request(size, size + 1, other)))
        assert living.ask(request(size + 1, size + 1, hashes)) == 200
        living.end()
        other[size] = hashes[size]
    return statuses


def test_a_witness_killed_before_it_answers_has_not_forgotten(tmp_path: Path) -> None:
    """Killed eight times between storing and answering, it refuses the other tree each time and cosigns the first."""
    save_key(make_key("union.example/witness", TYPE_COSIGNATURE), tmp_path / "witness.pem")

    assert kill_between_store_and_reply(tmp_path, 8) == [409] * 8


@pytest.mark.slow
def test_a_witness_killed_five_hundred_times_never_vouches_for_two_pasts(tmp_path: Path) -> None:
    """The same, 500 times."""
    save_key(make_key("union.example/witness", TYPE_COSIGNATURE), tmp_path / "witness.pem")

    assert kill_between_store_and_reply(tmp_path, 500) == [409] * 500


LINE = {"kind": "dispatch", "rule_set": "ab" * 32, "agreement_version": "demo/1", "actor": "policy", "order": "O1",
        "worker": "R1", "people": [{"worker": "R1", "facts": {"n": 1}}, {"worker": "R2", "facts": {"n": 2}}]}


def append_until_killed(folder: Path, wait_s: float, begin_s: int) -> list[dict[str, str]]:
    """Feed a real writer decisions and kill it; return the receipts that it had told by then."""
    nuantu = str(Path(sys.executable).parent / "nuantu")
    run = subprocess.Popen([nuantu, "log", "append", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL)
    assert run.stdin is not None
    assert run.stdout is not None
    os.set_blocking(run.stdout.fileno(), False)
    told, number, end = b"", 0, None
    while end is None or time.monotonic() < end:
        try:
            run.stdin.write((json.dumps(LINE | {"t": begin_s + number}) + "\n").encode())
            run.stdin.flush()
        except BrokenPipeError:
            break
        number += 1
        told += run.stdout.read() or b""
        if told and end is None:
            end = time.monotonic() + wait_s
    run.kill()
    run.wait()
    os.set_blocking(run.stdout.fileno(), True)
    told += run.stdout.read()
    for pipe in (run.stdin, run.stdout):
        try:
            pipe.close()
        except BrokenPipeError:
            continue
    return [json.loads(line) for line in told.split(b"\n")[:-1]]


def test_a_writer_killed_at_any_moment_keeps_what_it_told(tmp_path: Path) -> None:
    """Killed six times under load: every receipt told is honoured by a leaf, and fsck names and mends the rest."""
    from nuantu.decisions.log import DecisionLog, create_log, read_log
    from nuantu.decisions.sampling import Promise, find_breach
    from nuantu.decisions.store import LeafStore

    folder = tmp_path / "log"
    create_log(folder, ORIGIN)
    rng, told, lost, mended = random.Random(5), 0, [], 0
    for turn in range(6):
        receipts = append_until_killed(folder, rng.uniform(0.05, 0.4), 1_800_000_000 + turn * 10_000_000)
        told += len(receipts)
        settings = read_log(folder)
        before = check_store(settings)
        assert before.findings == []
        mended += before.left_overs > 0
        repair_store(settings, time.time)
        assert check_store(settings).sound
        leaves = LeafStore(settings.leaves)
        promise = Promise(ORIGIN, leaves.read_keys(), [], 0)
        lost += [one for one in receipts if find_breach(leaves, promise, one["receipt"]) is not None]
        leaves.close()
    with DecisionLog(read_log(folder), [], time.time) as log:
        log.append([replace(pay(1), at_s=2_000_000_000)])

    assert (told > 100, lost) == (True, [])


def append_within(folder: Path, limit_bytes: int, begin_s: int) -> subprocess.CompletedProcess[str]:
    """Feed a real writer whose files may not grow beyond a limit: to it the disk is full there."""
    lines = "".join(json.dumps(LINE | {"t": begin_s + number}) + "\n" for number in range(200))
    limited = ("import resource; from nuantu.cli import main; "
               f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit_bytes}, {limit_bytes})); main()")
    return subprocess.run([sys.executable, "-c", limited, "log", "append", str(folder)], input=lines,
                          capture_output=True, text=True, check=False)


def test_a_full_disk_gives_no_receipt_that_is_not_kept(tmp_path: Path) -> None:
    """Six limits: refused in one sentence, every receipt told stands, and after room is made the log goes on."""
    from nuantu.decisions.log import create_log, read_log
    from nuantu.decisions.sampling import Promise, find_breach
    from nuantu.decisions.store import LeafStore

    folder, refused, lost = tmp_path / "log", 0, []
    create_log(folder, ORIGIN)
    settings = read_log(folder)
    for turn in range(6):
        largest = max(path.stat().st_size for path in folder.rglob("*.db*"))
        ended = append_within(folder, largest + 4096 + turn * 15_000, 1_800_000_000 + turn * 1000)
        if ended.returncode:
            refused += 1
            assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1), ended.stderr
        repair_store(settings, time.time)
        assert check_store(settings).sound
        leaves = LeafStore(settings.leaves)
        promise = Promise(ORIGIN, leaves.read_keys(), [], 0)
        told = [json.loads(line)["receipt"] for line in ended.stdout.splitlines()]
        lost += [note for note in told if find_breach(leaves, promise, note) != (
            f"not honoured: no witnessed checkpoint held decision {note.splitlines()[2]} within 60 s")
            and find_breach(leaves, promise, note) is not None]
        leaves.close()

    assert (refused > 1, lost) == (True, [])
    assert append_within(folder, 2**40, 1_900_000_000).returncode == 0
