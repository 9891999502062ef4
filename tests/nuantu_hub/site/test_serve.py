"""A hub is served on the first free port, and says where."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tests.nuantu_hub.serving import Served

from nuantu_hub.site.serve import Door, find_port, is_ready


def test_a_taken_port_moves_on() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]

        assert first < find_port("127.0.0.1", first) < first + 50


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(OSError, match="address"):
        find_port("192.0.2.1", 8710)


def test_a_door_is_said_as_a_browser_opens_it() -> None:
    assert Door("127.0.0.1", 8710).url == "http://127.0.0.1:8710"
    assert Door("::1", 8711, Path("cert.pem"), Path("key.pem")).url == "https://[::1]:8711"


def test_where_nothing_listens_nothing_is_ready() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert not is_ready(Door("127.0.0.1", port))


def test_the_process_that_serves_inherits_no_lock_and_takes_its_own(tmp_path: Path) -> None:
    served = Served(tmp_path / "hub").start()
    try:
        assert served.process is not None
        main = served.process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        # As /proc/locks writes them: number, kind, mode, access, process, device:inode, first byte, last byte.
        shared = f":{(tmp_path / 'hub' / 'hub.sqlite3-shm').stat().st_ino}"
        holders = {line.split()[4] for line in Path("/proc/locks").read_text().splitlines()
                   if line.split()[5].endswith(shared)}
    finally:
        served.stop()

    # A forked process would believe that it holds what its parent held: another process could then take the database
    # for unused and clear its log away under it.
    assert set(children) & holders
