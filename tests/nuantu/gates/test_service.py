"""The process of a door: started, killed, stopped, started again, with its record and its key."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.doors import RIDER, SECRET
from tests.nuantu.gates.paper_hub import PaperHub, serve_hub
from tests.nuantu.gates.running import STATION, RunningDoor

from nuantu.core.errors import InputError
from nuantu.gates import codes
from nuantu.gates.service import KEY_FILE, RECORD_FILE, open_folder


def _wait(ask: Callable[[], Any], within_s: float = 20) -> None:
    until = time.monotonic() + within_s
    while not ask():
        assert time.monotonic() < until
        time.sleep(0.02)


def _once(serial: int) -> str:
    return codes.derive_once_code(SECRET, codes.find_window(int(time.time())), serial)


def test_a_door_lives_through_kills_and_stops_with_its_record(tmp_path: Path) -> None:
    hub = PaperHub(now=time.time, allow={"version": 1, "revoked": [], "keys": [
        {"number": RIDER, "kind": "standing", "from": 0, "until": 2**39}]})
    with serve_hub(hub) as url, RunningDoor(tmp_path / "door", url) as door:
        _wait(lambda: door.state()["hub"] == "in touch as door 17")
        opened = [door.press(_once(1)), door.press(_once(1))]
        _wait(lambda: len(hub.events) == 3)  # a refusal is written after it is told
        door.kill()
        door.start()
        opened.append(door.press(_once(1)))
        assert opened == ["once", "used", "used"]
        _wait(lambda: len(hub.events) >= 5)
        assert door.stop(signal.SIGINT)[0] == 0

    assert [(event["kind"], event.get("by") or event.get("why") or event.get("after"))
            for event in hub.events.values()][:5] == [
        ("started", "first"), ("opened", "once"), ("refused", "used"), ("started", "crash"), ("refused", "used")]
    with RunningDoor(tmp_path / "door") as alone:
        assert [alone.press(_once(1)), alone.press(_once(2)), alone.state()["hub"]] == ["used", "once", "offline"]
        assert alone.stop() == (0, "")


def test_a_door_ends_at_once_though_its_hub_hangs(tmp_path: Path) -> None:
    hub = PaperHub(now=time.time)
    with serve_hub(hub) as url, RunningDoor(tmp_path / "door", url) as door:
        _wait(lambda: door.state()["hub"] == "in touch as door 17")
        hub.turns = [lambda _path, _told: (time.sleep(4), (503, {}))[1]] * 2
        _wait(lambda: len(hub.turns) < 2)
        begun = time.monotonic()
        status, _said = door.stop()

        assert status == 0
        assert time.monotonic() - begun < 3


def test_a_disk_that_breaks_ends_the_process_with_a_sentence(tmp_path: Path) -> None:
    """A file that cannot grow any more by order of the system: status 75, and what was recorded is whole."""
    import resource

    hub = PaperHub(now=time.time)
    with serve_hub(hub) as url, RunningDoor(tmp_path / "door", url) as door:
        _wait(lambda: door.state()["hub"] == "in touch as door 17")
        assert door.process is not None
        opened = door.press(_once(0))
        size = max(one.stat().st_size for one in (tmp_path / "door").iterdir())
        resource.prlimit(door.process.pid, resource.RLIMIT_FSIZE, (size, size))
        said = ""
        for serial in range(1, 200):
            try:
                opened = door.press(_once(serial))
            except OSError:
                break
            if opened == "unrecorded":
                break
        said, _none = door.process.communicate(timeout=30)

    assert door.process.returncode == 75
    assert "the disk failed" in said.splitlines()[-1]
    with sqlite3.connect(tmp_path / "door" / RECORD_FILE) as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    found.close()


def test_a_folder_is_made_once_for_one_station(tmp_path: Path) -> None:
    key, store = open_folder(tmp_path / "door", STATION)
    store.close()
    again, store = open_folder(tmp_path / "door", STATION)
    store.close()

    assert again.public == key.public
    assert (tmp_path / "door").stat().st_mode & 0o777 == 0o700
    with pytest.raises(InputError, match="the door at YG-0012"):
        open_folder(tmp_path / "door", "YG-0013")
    (tmp_path / "door" / KEY_FILE).unlink()
    with pytest.raises(InputError, match="a record and no key"):
        open_folder(tmp_path / "door", STATION)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "door").write_text("")

    with pytest.raises(InputError, match="this is a file"):
        open_folder(tmp_path / "door", STATION)
