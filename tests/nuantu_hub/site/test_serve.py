"""A hub is served on the first free port, and says where."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

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
