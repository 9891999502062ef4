"""How fast the decision log takes decisions in, and how fast all of it is verified.

``append``: one writer with group commit, each decision with four workers looked at, salted, sealed, made durable in two
files and receipted; beside it, run in turn, bare SQLite with ``synchronous=FULL`` that commits the same leaves in
groups of the same size. ``verify``: a log of a million such decisions with a witnessed checkpoint every 256.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

from nuantu.commands.log import resolve_trust, show_progress
from nuantu.decisions.journal import GROUP_MAX, Journal
from nuantu.decisions.keys import make_key
from nuantu.decisions.leaf import Decision, Person, seal_decision
from nuantu.decisions.log import CHECKPOINT_LEAVES, DecisionLog, WitnessAddress, create_log, read_log
from nuantu.decisions.note import TYPE_COSIGNATURE
from nuantu.decisions.verify import Evidence, verify_log
from nuantu.decisions.witness import Witness
from nuantu.decisions.wording import say_report

ROOT = Path(__file__).resolve().parents[1]
#: Decisions of one dispatch round, and rounds of different districts that wait for their receipts at any time.
ROUND, WAITING = 64, 24
BEGIN_S = 1_795_104_000


def make_decision(number: int) -> Decision:
    """A dispatch decision such as a replay of the generated city writes: the chosen worker and three others."""
    at_s = BEGIN_S + number // 20
    facts = [{"clause": None, "full": False, "reachable": True, "distance_m": 400 + 37 * rank + number % 900,
              "arrive_s": at_s + 120 + rank, "pickup_s": at_s + 300 + rank, "deliver_s": at_s + 900 + 40 * rank,
              "others_delay_s": 0, "in_hand": rank} for rank in range(4)]
    numbers = {"considered": 41, "allowed": 30}
    terms = {**numbers, "statuses": ["chosen", *["feasible"] * 3], "clauses": [None] * 4}
    facts[0] |= {"decision_id": number, "event_id": number}
    people = tuple(Person(f"R{(number + 7 * rank) % 5000:05d}", one) for rank, one in enumerate(facts))
    return Decision(at_s, "dispatch", terms, f"O{number:08d}", people[0].worker_id, bytes(32),
                    "platform-2025/872ff9a2e9f5fa26", "policy nuantu, nuantu 0.1.0",
                    numbers, people)


def append_log(folder: Path, decisions: list[Decision]) -> float:
    """Seconds until every decision has its receipt."""
    with DecisionLog(create_log(folder, None), [], time.time) as log:
        begin = time.perf_counter()
        with Journal(log) as journal:
            waiting = deque()
            for first in range(0, len(decisions), ROUND):
                waiting.append(journal.submit(decisions[first:first + ROUND]))
                if len(waiting) > WAITING:
                    waiting.popleft().result()
            for one in waiting:
                one.result()
            return time.perf_counter() - begin


def append_bare(folder: Path, leaves: list[bytes]) -> float:
    """Seconds until bare SQLite has the same leaves on the disk, in groups of the same size."""
    folder.mkdir()
    base = sqlite3.connect(folder / "bare.db", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE leaf (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    begin = time.perf_counter()
    for first in range(0, len(leaves), GROUP_MAX):
        base.execute("BEGIN IMMEDIATE")
        base.executemany("INSERT INTO leaf VALUES (?, ?)", enumerate(leaves[first:first + GROUP_MAX], first))
        base.execute("COMMIT")
    took = time.perf_counter() - begin
    base.close()
    return took


def measure_processor() -> float:
    """Seconds of processor that this process and its ended children have used."""
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def measure_append(scratch: Path, count: int, rounds: int) -> None:
    """Print rates of the log and of bare SQLite, taken in turn, and their ratio."""
    decisions = [make_decision(number) for number in range(count)]
    leaves = [seal_decision(one, number)[0] for number, one in enumerate(decisions)]
    bare, log, ratio, busy = [], [], [], []
    for number in range(rounds):
        before = count / append_bare(scratch / f"bare-{number}-a", leaves)
        used = measure_processor()
        log.append(count / append_log(scratch / f"log-{number}", decisions))
        busy.append(count / (measure_processor() - used))
        bare.append(statistics.mean((before, count / append_bare(scratch / f"bare-{number}-b", leaves))))
        ratio.append(log[-1] / bare[-1])
    print(f"append with receipt, durable, one writer, {count:,} decisions, {rounds} rounds")
    for name, rates in (("decision log", log), ("bare SQLite FULL, group commit", bare)):
        print(f"  {name:32} {statistics.median(rates):10,.0f} /s   {min(rates):,.0f} to {max(rates):,.0f}")
    print(f"  {'per second of processor':32} {statistics.median(busy):10,.0f}   (the machine's load is "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    print(f"  ratio {statistics.median(ratio):.3f}   {min(ratio):.3f} to {max(ratio):.3f}", flush=True)


def build_log(folder: Path, count: int) -> None:
    """Write a log of this many decisions with a witnessed checkpoint every 256."""
    key = make_key("union.example/witness", TYPE_COSIGNATURE)
    made = create_log(folder, "platform.example/decisions",
                      [WitnessAddress("http://127.0.0.1:9", key.public.vkey)])
    trusted = resolve_trust(made, [], []).log
    witness = Witness(folder / "witness.db", key, {made.origin: trusted}, time.time)
    with DecisionLog(made, [witness], time.time) as log, show_progress("build", quiet=False) as show:
        for first in range(0, count, CHECKPOINT_LEAVES):
            log.append([make_decision(number) for number in range(first, min(first + CHECKPOINT_LEAVES, count))])
            if not log.checkpoint().published:
                raise SystemExit("the witness refused")
            show(first, count)
    witness.close()


def measure_verify(folder: Path, count: int, jobs: int) -> None:
    """Print how long the whole of a log takes to verify."""
    if not (folder / "log.json").exists():
        begin = time.perf_counter()
        build_log(folder, count)
        print(f"built {count:,} decisions in {time.perf_counter() - begin:.0f} s", flush=True)
    settings = read_log(folder)
    begin, used = time.perf_counter(), measure_processor()
    with show_progress("verify", quiet=False) as show:
        report = verify_log(settings, resolve_trust(settings, [], []), Evidence(), seed="benchmark",
                            now_s=int(time.time()), jobs=jobs, progress=show)
    took, used = time.perf_counter() - begin, measure_processor() - used
    print(say_report(report, "en"))
    print(f"verify {report.size:,} decisions: {took:.1f} s with {jobs} processes, {report.size / took:,.0f} /s; "
          f"{used:.1f} s of processor (the machine's load is {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appends", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "bench")
    words = parser.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    if words.appends:
        scratch = Path(tempfile.mkdtemp(dir=words.folder, prefix="append-"))
        try:
            measure_append(scratch, words.appends, words.rounds)
        finally:
            shutil.rmtree(scratch)
    if words.decisions:
        measure_verify(words.folder / f"decisions-{words.decisions}", words.decisions, words.jobs)


if __name__ == "__main__":
    sys.exit(main())
