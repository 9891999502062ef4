"""What a client says when nothing, or something else, answers."""

from __future__ import annotations

import socket
import threading

import pytest

from nuantu.core.errors import InputError
from nuantu.decisions.witness_client import HttpReader


@pytest.mark.parametrize("url", ["", "union.example", "ftp://union.example", "http://", "http://a?b=c"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """Only http and https with a host."""
    with pytest.raises(InputError, match="no http address"):
        HttpReader(url)


def test_a_port_where_nothing_listens_is_named() -> None:
    """One sentence with the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError, match="nothing answers there"):
        HttpReader(url).ask("GET", "/")


def test_something_that_is_no_web_server_is_named() -> None:
    """An answer that is not HTTP is an answer of nobody; the next request opens a new connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer() -> None:
            for _ in range(2):
                line, _ = server.accept()
                line.recv(1000)
                line.sendall(b"hello\r\n\r\n")
                line.close()

        thread = threading.Thread(target=answer)
        thread.start()
        reader = HttpReader(f"http://127.0.0.1:{server.getsockname()[1]}")
        for _ in range(2):
            with pytest.raises(InputError, match="nothing answers there"):
                reader.ask("GET", "/")
        thread.join()
        reader.close()
