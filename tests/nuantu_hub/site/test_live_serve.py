"""The process of event streams, started by the hub: it reads, tells, and ends with the hub."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tests.faults.vote_load import post, prepare_votes
from tests.nuantu_hub.serving import Served, clean_environment
from tools.hub_walk import find_port

from nuantu_hub.site.live_serve import make_look, raise_file_limit


@contextlib.contextmanager
def open_line(port: int, sign: str, seen: str = "") -> Iterator[http.client.HTTPResponse]:
    """A line to a meeting's stream; waits until the process is there."""
    until = time.monotonic() + 60
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            line.request("GET", f"/live/watch/{sign}/", headers={"Last-Event-ID": seen} if seen else {})
            break
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)
    with contextlib.closing(line):
        yield line.getresponse()


def read_event(line: http.client.HTTPResponse) -> tuple[str, str]:
    """The next event: its id and what it holds; both empty when the line ends."""
    said: list[bytes] = []
    while True:
        one = line.readline()
        if not one:
            return "", ""
        if one != b"\n":
            said.append(one.rstrip(b"\n"))
        elif said and said[0].startswith(b"id: "):
            return said[0][4:].decode(), b"\n".join(said[2:]).decode()
        else:
            said = []


def is_listening(port: int) -> bool:
    """Whether anybody answers there."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/")
        return line.getresponse().status == 404
    except OSError:
        return False
    finally:
        line.close()


def test_a_result_is_sent_and_who_comes_back_has_it_at_once(tmp_path: Path) -> None:
    """One hub for all of it: a start takes seconds."""
    told, port = prepare_votes(tmp_path / "hub", 3), find_port()
    served = Served(tmp_path / "hub", ("--live-port", str(port))).start()
    try:
        with open_line(port, "nothing1") as none:
            assert none.status == 404
        with open_line(port, told["sign"]) as line:
            before, page = read_event(line)
            assert "正在表决" in page
            for session in told["seats"].values():
                post(served.url, f"/bargaining/votes/{told['vote']}/", session,
                     {"choice": "yes", "token": str(uuid.uuid4())})
            post(served.url, f"/bargaining/votes/{told['vote']}/close/", told["officer"], {})
            said = read_event(line)
            while "正在表决" in said[1]:
                said = read_event(line)
            assert "通过" in said[1]
            with open_line(port, told["sign"], seen=before) as back:
                assert read_event(back) == said
            served.stop()
            assert read_event(line) == ("", "")
        assert not is_listening(port)

        served.start()
        with open_line(port, told["sign"], seen=said[0]) as line:
            assert line.status == 200
            assert served.process is not None
            os.kill(served.process.pid, signal.SIGKILL)  # the hub alone: what it started must not stay
            assert read_event(line) == ("", "")
    finally:
        served.stop()


def test_the_database_is_opened_for_reading_alone(tmp_path: Path) -> None:
    prepare_votes(tmp_path / "hub", 3)
    tried = ("import django; django.setup()\n"
             "from django.db import connection\n"
             "from nuantu_hub.bargaining.models import TalkMeeting\n"
             "print(TalkMeeting.objects.count())\n"
             "TalkMeeting.objects.update(title='x')\n")
    done = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True, check=False, env={
        **clean_environment(), "NUANTU_HUB_READ_ONLY": "1", "NUANTU_HUB_DATA": str(tmp_path / "hub"),
        "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})

    assert done.stdout == "1\n"
    assert "readonly database" in done.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "hub" / "hub.sqlite3")) as found:
        assert found.execute("SELECT title FROM bargaining_talkmeeting").fetchall() == [("会",)]


def test_a_hub_that_does_not_answer_is_no_fault_of_the_stream() -> None:
    make_look(f"http://127.0.0.1:{find_port()}", "localhost")("/watch/abc/now/")


def test_the_file_limit_is_raised_as_far_as_it_goes() -> None:
    done = subprocess.run(
        [sys.executable, "-c",
         ("import json, resource\n"
         "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 4096))\n"
         f"from {raise_file_limit.__module__} import raise_file_limit\n"
         "raise_file_limit()\n"
         "print(json.dumps(resource.getrlimit(resource.RLIMIT_NOFILE)))\n")],
        capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [4096, 4096]
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] != 0
