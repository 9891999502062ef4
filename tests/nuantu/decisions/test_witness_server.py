"""The witness behind HTTP: a real server on loopback, real requests, damaged ones too."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Yard, make_day

from nuantu.decisions.log import DecisionLog
from nuantu.decisions.witness_client import WitnessClient
from nuantu.decisions.witness_server import REQUEST_MAX, WitnessServer


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Yard, WitnessServer, int]]:
    """A log and its witness behind a port."""
    yard = Yard(tmp_path)
    server = WitnessServer(("127.0.0.1", 0), yard.witness)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield yard, server, server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_log_is_witnessed_over_http(served: tuple[Yard, WitnessServer, int]) -> None:
    """Checkpoints after three groups are published, and the witness shows the last one."""
    yard, _, port = served
    client = WitnessClient(f"http://127.0.0.1:{port}", yard.witness_key.public)
    with DecisionLog(yard.folder, [client], yard.clock) as log:
        for decision in make_day(3):
            log.append([decision])
            assert log.checkpoint().published

    assert client.read_checkpoint(ORIGIN).body == yard.folder.published.read_text()
    client.close()
    assert yard.verify().findings == []


def test_other_paths_and_lengths_are_refused(served: tuple[Yard, WitnessServer, int]) -> None:
    """404 beside the two addresses, 411 without a length, 413 for too much, 400 for what is no request."""
    _, _, port = served
    found = []
    for method, path, headers, body in (
            ("POST", "/other", {}, b"x"), ("GET", "/", {}, None), ("GET", f"/{'0' * 64}/checkpoint", {}, None),
            ("POST", "/add-checkpoint", {"Content-Length": "x"}, None),
            ("POST", "/add-checkpoint", {"Content-Length": str(REQUEST_MAX + 1)}, None),
            ("POST", "/add-checkpoint", {}, b"nonsense")):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        line.request(method, path, body, headers)
        found.append(line.getresponse().status)
        line.close()

    assert found == [404, 404, 404, 411, 413, 400]


def test_half_a_request_keeps_nobody_else_waiting(served: tuple[Yard, WitnessServer, int]) -> None:
    """While one connection sends half of its request another one is answered."""
    _, _, port = served
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 100\r\n\r\nold 0")
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        line.request("GET", f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint")
        assert line.getresponse().status == 404
        line.close()


def test_a_witness_that_cannot_store_does_not_sign_and_ends(tmp_path: Path) -> None:
    """With its memory gone read-only it answers 503 once and stops serving."""
    yard = Yard(tmp_path)
    server = WitnessServer(("127.0.0.1", 0), yard.witness)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    client = WitnessClient(f"http://127.0.0.1:{server.server_address[1]}", yard.witness_key.public)
    yard.witness._base.execute("PRAGMA query_only=ON")
    with DecisionLog(yard.folder, [client], yard.clock) as log:
        log.append(make_day(2))
        state = log.checkpoint()
    thread.join(10)
    server.server_close()
    client.close()

    assert not thread.is_alive()
    assert "refuses with 503" in state.refusals[0]
    assert "readonly" in str(server.broken)
