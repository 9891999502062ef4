"""Representatives cast in a live vote while the hub is killed again and again: each acknowledged vote counts once.

Each posts as a phone does that lost the network: the same token again until an answer came.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, build_opener

from tests.faults.watch_load import Watching
from tests.nuantu_hub.serving import Served, clean_environment
from tools.hub_walk import find_port

ROOT = Path(__file__).resolve().parents[2]
CSRF = "n" * 32
CASTERS = 6
CHOICES = ("yes", "no", "abstain")
AGAIN_S = 0.05
#: Who has not caught up by then never will.
LOST_AFTER_S = 60.0


@dataclass
class VoteLoad:
    """Who is to cast what, what was acknowledged (seat to choice and token), and answers that were none."""

    url: str
    vote: int
    waiting: list[tuple[str, str, str, str]]
    acknowledged: dict[str, tuple[str, str]] = field(default_factory=dict)
    other: list[tuple[int, bytes]] = field(default_factory=list)
    repeated: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cast(self) -> None:
        """Cast one after another until nobody waits."""
        while True:
            with self._lock:
                if not self.waiting:
                    return
                seat, session, choice, token = self.waiting.pop()
            tried = 0
            while True:
                tried += 1
                try:
                    status, body = post(self.url, f"/bargaining/votes/{self.vote}/", session,
                                        {"choice": choice, "token": token})
                except (OSError, http.client.HTTPException):
                    time.sleep(AGAIN_S)
                    continue
                break
            with self._lock:
                self.repeated += tried > 1
                if status == 302:
                    self.acknowledged[seat] = (choice, uuid.UUID(token).hex)
                else:
                    self.other.append((status, body[:200]))


def post(url: str, page: str, session: str, told: dict[str, str]) -> tuple[int, bytes]:
    """Post a form as somebody who is signed in."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request("POST", page, urlencode(told).encode(), {
            "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF,
            "Cookie": f"csrftoken={CSRF}; sessionid={session}"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@dataclass(frozen=True)
class VoteOutcome:
    """What the load came to: acknowledged, repeated, lost, counted twice; the result as it was closed, and counted.

    ``caught_up_s``: after each kill, how long from the hub's being back until all who watch had what stands then, and
    after the closing, how long from its answer; infinite where some never had. ``watched``: the watchers' own counts.
    """

    acknowledged: int
    repeated: int
    lost: int
    doubled: int
    closed: tuple[int, ...]
    sent: tuple[int, ...]
    seconds: float
    other: list[tuple[int, bytes]]
    caught_up_s: list[float] = field(default_factory=list)
    watched: dict[str, int] = field(default_factory=dict)


def prepare_votes(folder: Path, voters: int) -> dict[str, Any]:
    """A hub with an open vote, as ``prepare_votes`` says it."""
    done = subprocess.run([sys.executable, "-m", "tests.nuantu_hub.bargaining.prepare_votes", str(folder), str(voters)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    return dict(json.loads(done.stdout))


def draw_ballots(seats: dict[str, str], chance: random.Random) -> list[tuple[str, str, str, str]]:
    """Seat, session, choice and token of each."""
    return [(seat, session, chance.choice(CHOICES), str(uuid.UUID(int=chance.getrandbits(128), version=4)))
            for seat, session in seats.items()]


def cast_all(load: VoteLoad) -> list[threading.Thread]:
    """Let all who wait cast at once."""
    casters = [threading.Thread(target=load.cast) for _caster in range(CASTERS)]
    for caster in casters:
        caster.start()
    return casters


def run_votes(folder: Path, *, voters: int, kills: int, watchers: int = 0, seed: int = 20261123) -> VoteOutcome:
    """Prepare a hub, let all cast, kill it ``kills`` times among them, close the vote, and look for what was lost.

    Every kill has its share of the votes, and comes when half of that share is acknowledged. Those who watch must have
    caught up with what was cast before the next share begins.
    """
    told = prepare_votes(folder, voters)
    ballots, port = draw_ballots(told["seats"], random.Random(seed)), find_port()
    served = Served(folder, ("--live-port", str(port))).start()
    load, begin = VoteLoad(served.url, told["vote"], []), time.monotonic()
    path, watching, caught_up_s = f"/live/watch/{told['sign']}/", None, list[float]()
    try:
        if watchers:
            watching = Watching(f"http://127.0.0.1:{port}", path, watchers)
            wait_caught_up(watching, served.url, told["sign"])
        for number in range(kills + 1):
            before = len(load.acknowledged)
            load.waiting = ballots[voters * number // (kills + 1):voters * (number + 1) // (kills + 1)]
            share, casters = len(load.waiting), cast_all(load)
            if number < kills:
                while len(load.acknowledged) < before + share // 2 and any(one.is_alive() for one in casters):
                    time.sleep(0.001)
                served.kill()
                served.start()
            back = time.monotonic()
            for caster in casters:
                caster.join()
            if watching is not None and number < kills:
                caught_up_s.append(wait_caught_up(watching, served.url, told["sign"], back))
        for _twice in range(2):
            post(served.url, f"/bargaining/votes/{told['vote']}/close/", told["officer"], {})
        if watching is not None:
            caught_up_s.append(wait_caught_up(watching, served.url, told["sign"]))
        watched = watching.ask("counts") if watching is not None else {}
    finally:
        if watching is not None:
            watching.stop()
        served.stop()
    lost, doubled, closed = find_lost_votes(folder, told["vote"], load.acknowledged)
    sent = tuple(sum(choice == one for _seat, _session, choice, _token in ballots) for one in CHOICES)
    return VoteOutcome(len(load.acknowledged), load.repeated, lost, doubled, closed, sent, time.monotonic() - begin,
                       load.other[:3], caught_up_s, watched)


def wait_caught_up(watching: Watching, url: str, sign: str, since: float | None = None) -> float:
    """Seconds since a moment (or now) until all have what the page shows; infinite where they do not within a minute.

    What stands is asked of the page itself, whose part has the same digest as the event's id.
    """
    begin = time.monotonic() if since is None else since
    opener = build_opener(ProxyHandler({}))
    while time.monotonic() - begin < LOST_AFTER_S:
        with opener.open(f"{url}/watch/{sign}/now/", timeout=30) as answer:
            key = str(answer.headers["ETag"]).strip('"')
        if watching.count_lacking(key) == 0:
            return time.monotonic() - begin
        time.sleep(0.1)
    return float("inf")


def find_lost_votes(folder: Path, vote: int,
                    acknowledged: dict[str, tuple[str, str]]) -> tuple[int, int, tuple[int, ...]]:
    """How many acknowledged votes are not in their row, how many rows took more than one, and the closed counts."""
    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = {str(seat): (choice, json.loads(tokens)) for seat, choice, tokens in found.execute(
            "SELECT seat_id, choice, tokens FROM bargaining_votecast WHERE vote_id = ?", (vote,))}
        closed = found.execute("SELECT yes, no, abstain FROM bargaining_livevote WHERE id = ?", (vote,)).fetchone()
    lost = sum(rows.get(seat, ("", []))[0] != choice or [uuid.UUID(one).hex for one in rows[seat][1]] != [token]
               for seat, (choice, token) in acknowledged.items())
    return lost, sum(len(tokens) > 1 for _choice, tokens in rows.values()), tuple(closed)
