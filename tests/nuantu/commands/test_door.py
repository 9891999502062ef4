"""``nuantu door`` says in one sentence what it cannot start with."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.gates.running import RunningDoor

HUB = "http://127.0.0.1:1"


@pytest.mark.parametrize(("words", "what"), [
    (["--station", "YG-0012"], "the address of the hub is missing"),
    (["--station", "../x", "--hub", HUB], "no code of a station"),
    (["--station", "YG-0012", "--hub", "http://hub.example"], "unprotected"),
    (["--station", "YG-0012", "--hub", "nonsense"], "is no address"),
    (["--station", "YG-0012", "--hub", "https://hub.example", "--ca", "none.pem"], "authority cannot be read"),
    (["--station", "YG-0012", "--offline"], "never let in by a hub"),
    (["--hub", HUB], "--station"),
])
def test_what_it_cannot_start_with_is_said_in_one_sentence(tmp_path: Path, words: list[str], what: str) -> None:
    ended = run_main("door", "--data", tmp_path / "door", "--port", "0", *words)

    assert (ended.status, len(ended.err.splitlines()), what in ended.err) == (2, 1, True)


def test_two_doors_on_one_folder_and_on_one_port_are_refused(tmp_path: Path) -> None:
    with RunningDoor(tmp_path / "door", HUB) as door:
        same = run_main("door", "--data", tmp_path / "door", "--port", "0", "--station", "YG-0012", "--hub", HUB)
        taken = run_main("door", "--data", tmp_path / "other", "--port", str(door.port), "--station", "YG-0013",
                         "--hub", HUB)
        # The hub is asked beside everything else, so a door that is told to end at once may not have asked yet.
        until = time.monotonic() + 60
        while "cannot be reached" not in door.state()["hub"]:
            assert time.monotonic() < until, door.state()
            time.sleep(0.05)
        status, said = door.stop()

    assert (same.status, "another controller uses this record" in same.err) == (2, True)
    assert (taken.status, "port cannot be opened" in taken.err) == (2, True)
    assert (status, "the hub cannot be reached" in said) == (0, True)
