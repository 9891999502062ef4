"""A meeting in 25 venues: 225 representatives cast, 2,000 watch, the vote closes; then the hub is killed among votes.

The hub is served as an operator serves it; who watches is a process of its own. A result counts from the answer to the
closing, which comes when the result is committed, until a watcher's line carries it.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sqlite3
import sys
import tempfile
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from tests.faults.vote_load import VoteLoad, cast_all, draw_ballots, post, prepare_votes, run_votes, wait_caught_up
from tests.faults.watch_load import Watching
from tests.nuantu_hub.serving import Served
from tools.hub_walk import find_port

VOTERS, WATCHERS, CLOSINGS, KILLS = 225, 2_000, 5, 20
SEEN_WITHIN_S, CAUGHT_UP_WITHIN_S = 1.0, 10.0
#: Who has not seen a result after so long counts as never.
LOST_AFTER_S = 15.0


@dataclass
class Seen:
    """Seconds until each saw each result, from the closing's answer and from its being asked; and what was cast."""

    answered_s: list[float] = field(default_factory=list)
    asked_s: list[float] = field(default_factory=list)
    cast: int = 0
    cast_s: float = 0.0


def open_vote(url: str, folder: Path, told: dict[str, Any]) -> int:
    """Open another vote as the officer does; gives its key."""
    post(url, f"/bargaining/meetings/{told['meeting']}/add/vote/", told["officer"],
         {"question": "同意吗", "minutes": "60", "token": str(uuid.uuid4())})
    with closing(sqlite3.connect(folder / "hub.sqlite3")) as found:
        return int(found.execute("SELECT max(id) FROM bargaining_livevote WHERE state = 'open'").fetchone()[0])


def close_vote(url: str, vote: int, officer: str, watching: Watching, seen: Seen) -> None:
    """Close a vote, and take down when each saw its result."""
    watching.ask("results")
    asked = time.monotonic()
    status, said = post(url, f"/bargaining/votes/{vote}/close/", officer, {})
    answered = time.monotonic()
    if status != 302:
        raise SystemExit(f"The vote was not closed: {status} {said[:200]!r}")
    results: list[float | None] = [None] * watching.number
    while None in results and time.monotonic() - answered < LOST_AFTER_S:
        time.sleep(0.5)
        fresh = watching.ask("results")
        results = [before if before is not None else after for before, after in zip(results, fresh, strict=True)]
    for one in results:
        seen.answered_s.append(math.inf if one is None else max(0.0, one - answered))
        seen.asked_s.append(math.inf if one is None else one - asked)


def measure_closings(folder: Path, watchers: int, closings: int) -> Seen:
    """Let all cast in one vote after another while all watch, and close each."""
    told, port, chance, seen = prepare_votes(folder, VOTERS), find_port(), random.Random(20261123), Seen()
    served = Served(folder, ("--live-port", str(port))).start()
    watching = Watching(f"http://127.0.0.1:{port}", f"/live/watch/{told['sign']}/", watchers)
    try:
        for number in range(closings):
            vote = open_vote(served.url, folder, told) if number else told["vote"]
            wait_caught_up(watching, served.url, told["sign"])
            load, begin = VoteLoad(served.url, vote, draw_ballots(told["seats"], chance)), time.monotonic()
            for caster in cast_all(load):
                caster.join()
            seen.cast, seen.cast_s = seen.cast + len(load.acknowledged), seen.cast_s + time.monotonic() - begin
            close_vote(served.url, vote, told["officer"], watching, seen)
    finally:
        watching.stop()
        served.stop()
    return seen


def find_share(values: list[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


def say_load() -> str:
    """What else the machine does: its load of the last minute, and its cores."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def report_closings(folder: Path, watchers: int, closings: int, console: Console) -> bool:
    """Measure closings and print; whether the targets were reached."""
    before = say_load()
    seen = measure_closings(folder, watchers, closings)
    table = Table("what", "reached", "to reach", title=f"{VOTERS} cast in 25 venues, {watchers:,} watch")
    for name, values in (("answer", seen.answered_s), ("request", seen.asked_s)):
        shares = ", ".join(f"{find_share(values, share):.2f}" for share in (0.5, 0.99, 1.0))
        table.add_row(f"result seen after the closing's {name}: p50, p99, max s", shares,
                      f"p99 ≤ {SEEN_WITHIN_S:.0f}" if name == "answer" else "")
    table.add_row("closings; votes cast, a second", f"{closings}; {seen.cast:,}, {seen.cast / seen.cast_s:.0f}",
                  f"{VOTERS * closings:,} cast")
    table.add_row("the machine before, after", f"{before}; {say_load()}", "")
    console.print(table)
    return find_share(seen.answered_s, 0.99) <= SEEN_WITHIN_S and seen.cast == VOTERS * closings


def report_kills(folder: Path, watchers: int, kills: int, console: Console) -> bool:
    """Kill the hub among votes and print; whether the targets were reached."""
    before = say_load()
    done = run_votes(folder, voters=VOTERS, kills=kills, watchers=watchers)
    table = Table("what", "reached", "to reach", title=f"{kills} kills among {VOTERS} votes, {watchers:,} watch")
    table.add_row("votes acknowledged, sent again", f"{done.acknowledged}, {done.repeated}", str(VOTERS))
    table.add_row("votes lost, counted twice", f"{done.lost}, {done.doubled}", "0, 0")
    table.add_row("all caught up after the hub was back: median, longest s",
                  f"{find_share(done.caught_up_s, 0.5):.1f}, {max(done.caught_up_s):.1f}",
                  f"≤ {CAUGHT_UP_WITHIN_S:.0f}")
    table.add_row("lines opened, lost, refused", ", ".join(
        f"{done.watched.get(one, 0):,}" for one in ("opened", "lost", "refused")), "")
    table.add_row("the machine before, after", f"{before}; {say_load()}", "")
    console.print(table)
    return ((done.acknowledged, done.lost, done.doubled, done.other) == (VOTERS, 0, 0, [])
            and done.closed == done.sent and max(done.caught_up_s) <= CAUGHT_UP_WITHIN_S)


def main(words: list[str] | None = None) -> int:
    """Measure and print; 0 where every target was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--watchers", type=int, default=WATCHERS)
    parser.add_argument("--closings", type=int, default=CLOSINGS)
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args(words)
    console, reached = Console(), True
    with tempfile.TemporaryDirectory(prefix="nuantu-talks-") as folder:
        if asked.closings:
            reached &= report_closings(Path(folder) / "seen", asked.watchers, asked.closings, console)
        if asked.kills:
            reached &= report_kills(Path(folder) / "kills", asked.watchers, asked.kills, console)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
