"""The line to the hub: secrets travel protected or not at all, and an answer that is none is no answer."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.nuantu.gates.doors import NIGHT_S
from tests.nuantu.gates.paper_hub import PaperHub, serve_hub

from nuantu.core.errors import InputError
from nuantu.gates.hub_link import ANSWER_MAX, SYNC, HubGone, HubLink, HubRefused, read_url
from nuantu.gates.signing import DeviceKey, make_key

STATE = {"config_version": 0, "allow_version": 0}
ASK = {"first": 1, "events": [], "state": STATE}


@pytest.fixture
def key(tmp_path: Path) -> DeviceKey:
    """A controller's key."""
    return make_key(tmp_path / "door.pem")


@pytest.mark.parametrize(("url", "read"), [
    ("https://hub.example", ("https", "hub.example", 443, "")),
    ("https://hub.example:8443/nuantu/", ("https", "hub.example", 8_443, "/nuantu")),
    ("http://127.0.0.1:8710", ("http", "127.0.0.1", 8_710, "")),
    ("http://localhost", ("http", "localhost", 80, "")),
    ("http://[::1]:8710/", ("http", "::1", 8_710, "")),
])
def test_an_address_of_a_hub_is_read(url: str, read: tuple[str, str, int, str]) -> None:
    assert read_url(url) == read


@pytest.mark.parametrize("url", [
    "http://hub.example", "http://192.168.1.20:8710", "http://127.0.0.1.example", "http://localhost.example"])
def test_secrets_do_not_travel_unprotected(url: str) -> None:
    with pytest.raises(InputError, match="unprotected"):
        read_url(url)


@pytest.mark.parametrize("url", ["", "hub.example", "ftp://hub.example", "https://", "https://a:b@hub.example",
                                 "https://hub.example?x=1", "https://hub.example#x", "https://hub.example:99999"])
def test_what_is_no_address_of_a_hub_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is no address"):
        read_url(url)


def test_an_authority_that_cannot_be_read_is_named(tmp_path: Path, key: DeviceKey) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")

    for name in ("ca.pem", "none.pem"):
        with pytest.raises(InputError, match="authority cannot be read"):
            HubLink("https://hub.example", key, tmp_path / name)


def test_what_is_asked_is_signed_and_the_connection_is_kept(key: DeviceKey) -> None:
    hub = PaperHub(key=key.public)
    with serve_hub(hub) as url:
        link = HubLink(url, key)
        found = [link.post(SYNC, "17", NIGHT_S, ASK) for _ in range(3)]
        connection = link._connection
        link.close()

    assert [status for status, _body in found] == [200, 200, 200]
    assert connection is not None
    assert hub.asked == [(SYNC, ASK)] * 3


def test_a_connection_that_the_hub_has_closed_is_made_anew(key: DeviceKey) -> None:
    hub = PaperHub(key=key.public)
    with serve_hub(hub) as url:
        link = HubLink(url, key)
        link.post(SYNC, "17", NIGHT_S, ASK)
        assert link._connection is not None
        assert link._connection.sock is not None
        link._connection.sock.shutdown(socket.SHUT_RDWR)

        assert link.post(SYNC, "17", NIGHT_S, ASK)[0] == 200
        link.close()


@pytest.mark.parametrize(("status", "body"), [(400, {"reason": "form"}), (401, {"reason": "time", "time": 5}),
                                              (409, {"reason": "sequence", "through": 9}), (413, {"reason": "size"})])
def test_a_refusal_is_told_with_its_reason(key: DeviceKey, status: int, body: dict[str, object]) -> None:
    hub = PaperHub(key=key.public, turns=[lambda _path, _told: (status, body)])
    with serve_hub(hub) as url, closing(HubLink(url, key)) as link, pytest.raises(HubRefused) as caught:
        link.post(SYNC, "17", NIGHT_S, ASK)

    assert (caught.value.status, caught.value.reason) == (status, body["reason"])
    assert caught.value.read_number("through") == body.get("through")


@pytest.mark.parametrize("answer", [
    (500, {"reason": "fault"}), (503, {}), (429, {"reason": "often"}), (302, {}), (404, b"<html>not found"),
    (200, b"<html>a portal"), (200, b"{"), (200, b"[" * 100_000), (200, b" " * (ANSWER_MAX + 1)),
    b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", b"nonsense\r\n\r\n", b"",
])
def test_what_is_no_answer_of_a_hub_is_no_answer(key: DeviceKey, answer: object) -> None:
    hub = PaperHub(key=key.public, turns=[lambda _path, _told: answer] * 2)  # type: ignore[list-item,return-value]
    with serve_hub(hub) as url, closing(HubLink(url, key)) as link, pytest.raises(HubGone):
        link.post(SYNC, "17", NIGHT_S, ASK)


def test_a_body_too_large_for_a_proxy_is_a_refusal(key: DeviceKey) -> None:
    hub = PaperHub(key=key.public, turns=[lambda _path, _told: (413, b"<html>too large")])
    with serve_hub(hub) as url, closing(HubLink(url, key)) as link, pytest.raises(HubRefused) as caught:
        link.post(SYNC, "17", NIGHT_S, ASK)

    assert caught.value.status == 413


def test_nobody_there_is_told_in_words(key: DeviceKey) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        link = HubLink(f"http://127.0.0.1:{held.getsockname()[1]}", key)
        with pytest.raises(HubGone, match="ConnectionRefusedError"):
            link.post(SYNC, "17", NIGHT_S, ASK)


def test_a_request_that_nobody_answers_can_be_ended(key: DeviceKey) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        link = HubLink(f"http://127.0.0.1:{deaf.getsockname()[1]}", key)
        faults: list[Exception] = []

        def ask() -> None:
            try:
                link.post(SYNC, "17", NIGHT_S, ASK)
            except HubGone as gone:
                faults.append(gone)

        asking = threading.Thread(target=ask)
        asking.start()
        peer = deaf.accept()[0]
        peer.recv(1)
        link.abort()
        asking.join(5)
        peer.close()

    assert len(faults) == 1
    assert not asking.is_alive()
