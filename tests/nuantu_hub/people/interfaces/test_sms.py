"""Messages go where the operator said, and nowhere else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from nuantu_hub.people.interfaces.sms import (
    HOSTS,
    KEPT,
    URL,
    DevelopmentGateway,
    HttpGateway,
    NotSentError,
    choose_gateway,
)

PHONE = "+8613900000001"


class _Gateway(BaseHTTPRequestHandler):
    """A gateway that takes messages at /take, fails at /fail, sends elsewhere at /move and sleeps at /slow."""

    taken: ClassVar[list[tuple[str, dict[str, str]]]] = []
    release: ClassVar[threading.Event] = threading.Event()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/slow":
            self.release.wait(10)
        if self.path == "/move":
            self.send_response(302)
            self.send_header("Location", "/take")
        else:
            self.send_response(500 if self.path == "/fail" else 200)
            self.taken.append((str(self.headers["Authorization"]), body))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    _Gateway.taken.clear()
    _Gateway.release.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Gateway) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        _Gateway.release.set()
        running.shutdown()
        thread.join()


def _open(url: str, timeout_s: float = 5.0) -> HttpGateway:
    return HttpGateway(url, frozenset({"127.0.0.1"}), "secret", timeout_s)


def test_a_message_is_handed_to_the_gateway(server: str) -> None:
    _open(f"{server}/take").send(PHONE, "验证码 123456")

    assert _Gateway.taken == [("Bearer secret", {"phone": PHONE, "text": "验证码 123456"})]


@pytest.mark.parametrize("path", ["fail", "move"])
def test_a_failure_or_a_redirect_is_not_a_sent_message(server: str, path: str) -> None:
    with pytest.raises(NotSentError, match="短信没有发出"):
        _open(f"{server}/{path}").send(PHONE, "验证码")
    assert path == "fail" or _Gateway.taken == []


def test_a_gateway_that_does_not_answer_is_given_up(server: str) -> None:
    with pytest.raises(NotSentError):
        _open(f"{server}/slow", timeout_s=0.1).send(PHONE, "验证码")


@pytest.mark.parametrize(("url", "said"), [
    ("https://elsewhere.example/send", "does not stand in"),
    ("http://gateway.example/send", "must begin with https"),
    ("file:///etc/hosts", "must begin with https"),
])
def test_an_address_off_the_list_is_refused_at_once(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        HttpGateway(url, frozenset({"gateway.example"}))


def test_the_environment_names_the_gateway(server: str) -> None:
    chosen = choose_gateway({URL: f"{server}/take", HOSTS: "127.0.0.1"})
    assert isinstance(chosen, HttpGateway)
    with pytest.raises(NotSentError):
        choose_gateway({})


def test_the_development_outbox_keeps_the_newest(tmp_path: Path) -> None:
    gateway = DevelopmentGateway(tmp_path / "outbox")
    assert gateway.list_messages() == []
    for number in range(KEPT + 2):
        gateway.send(PHONE, f"第{number}条")

    messages = gateway.list_messages()
    assert (len(messages), messages[0].text, messages[-1].text) == (KEPT, f"第{KEPT + 1}条", "第2条")
