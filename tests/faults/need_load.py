"""Thousands say something while the hub is killed again and again: what was acknowledged must be there, and once.

Writers post as phones do that kept a need without a network: the same token again until an answer came. Three of four
give no name and come from addresses of their own, as behind a proxy; every fourth gives one.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import http.client
import itertools
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
from urllib.parse import urlencode, urlsplit

from tests.nuantu_hub.serving import Served, clean_environment

ROOT = Path(__file__).resolve().parents[2]
CSRF = "n" * 32
WRITERS = 8
#: So many may one person with a name say in an hour; the rest of the load gives none.
HOURLY, NAMED_EVERY = 20, 4
PLACES = ("望和嘉园", "东湖小区", "南门", "柳岸驿站", "六号楼", "充电站", "园区西口", "医院后门")
MATTERS = ("电梯等太久", "不让进门", "微波炉坏了", "登记太慢", "没有充电桩", "配送费少算了", "停车没地方",
           "导航指错了路")
#: What a writer tries again after, while the hub is away.
AGAIN_S = 0.05


@dataclass
class Load:
    """What is to be said, what was acknowledged (token to code), and answers that were none."""

    url: str
    sessions: list[str]
    goal: int
    acknowledged: dict[str, str] = field(default_factory=dict)
    other: list[tuple[int, bytes]] = field(default_factory=list)
    repeated: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next: itertools.count[int] = field(default_factory=itertools.count)

    def write(self, seed: int) -> None:
        """Say one thing after another until there is nothing more to say."""
        chance, connection = random.Random(seed), None
        while not self.stop.is_set():
            number = next(self._next)
            if number >= self.goal:
                break
            token, tried = str(uuid.UUID(int=chance.getrandbits(128), version=4)), 0
            while not self.stop.is_set():
                tried += 1
                try:
                    connection = connection or http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
                    status, body = self._post(connection, token, number)
                except (OSError, http.client.HTTPException):
                    if connection is not None:
                        connection.close()
                    connection = None
                    time.sleep(AGAIN_S)
                    continue
                self._keep(token, status, body, again=tried > 1)
                break
        if connection is not None:
            connection.close()

    def _post(self, connection: http.client.HTTPConnection, token: str, number: int) -> tuple[int, bytes]:
        words = f"{PLACES[number % len(PLACES)]}{MATTERS[number // 8 % len(MATTERS)]}，第{number}次"
        named = number % NAMED_EVERY == 0 and number // NAMED_EVERY < len(self.sessions) * HOURLY
        session = self.sessions[number // NAMED_EVERY % len(self.sessions)] if named else ""
        body = urlencode({"token": token, "topic": "gate", "words": words, **({} if named else {"anonymous": "on"})})
        connection.request("POST", "/say/", body.encode(), {
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json", "X-CSRFToken": CSRF,
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "X-Forwarded-Proto": "http",
            "Cookie": f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def _keep(self, token: str, status: int, body: bytes, *, again: bool) -> None:
        with self._lock:
            self.repeated += again
            if status != 200:
                self.other.append((status, body[:200]))
                return
            self.acknowledged[token] = json.loads(body)["code"]


@dataclass(frozen=True)
class Outcome:
    """What the load came to: how many were acknowledged, repeated, lost or twice there, kills, and seconds."""

    acknowledged: int
    repeated: int
    rows: int
    lost: int
    kills: int
    seconds: float
    other: list[tuple[int, bytes]]


def run_load(folder: Path, *, goal: int, kills: int, riders: int, seed: int = 20261122, port: str = "18830") -> Outcome:
    """Prepare a hub, put the load on it, kill it ``kills`` times spread over the load, and look for what was lost."""
    done = subprocess.run([sys.executable, "-m", "tests.nuantu_hub.needs.prepare_town", str(folder), str(riders)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told = json.loads(done.stdout)
    sessions = [key for login, key in told["sessions"].items() if login.startswith("rider-")]
    served = Served(folder, ("--port", port), {"NUANTU_HUB_PROXY": "1"}).start()
    load, begin = Load(served.url, sessions, goal), time.monotonic()
    writers = [threading.Thread(target=load.write, args=(seed + place,)) for place in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        _kill_between(served, load, kills, writers)
        for writer in writers:
            writer.join()
    finally:
        load.stop.set()
        served.stop()
    seconds = time.monotonic() - begin
    rows, lost = find_lost(folder, load.acknowledged)
    return Outcome(len(load.acknowledged), load.repeated, rows, lost, kills, seconds, load.other[:3])


def _kill_between(served: Served, load: Load, kills: int, writers: list[threading.Thread]) -> None:
    for number in range(1, kills + 1):
        while len(load.acknowledged) < load.goal * number // (kills + 1) and any(one.is_alive() for one in writers):
            time.sleep(0.01)
        served.kill()
        served.start()
        assert served.url == load.url, "another process took the port meanwhile"


def find_lost(folder: Path, acknowledged: dict[str, str]) -> tuple[int, int]:
    """How many rows there are, and how many acknowledged needs lack theirs, or cannot be found by their code."""
    key = (folder / "keys" / "index.key").read_bytes()

    def index(text: str, purpose: str) -> str:
        return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = dict(found.execute("SELECT token_index, claim_index FROM needs_need").fetchall())
    lost = sum(1 for token, code in acknowledged.items()
               if rows.get(index(uuid.UUID(token).hex, "need token"), "gone")
               != (index(code, "need claim") if code else None))
    return len(rows), lost
