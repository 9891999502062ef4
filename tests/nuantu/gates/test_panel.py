"""The simulated hardware: what wires would tell, over a socket of this machine."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.doors import Bench, run_door

from nuantu.core.errors import InputError
from nuantu.gates.panel import Panel

JSON = {"Content-Type": "application/json"}
Ask = Callable[..., Coroutine[Any, Any, tuple[int, Any]]]


def _plug(folder: Path, story: Callable[[Bench, int, Ask], Coroutine[Any, Any, None]]) -> None:
    async def tell(bench: Bench) -> None:
        await bench.enrol()
        panel = Panel(bench.door, bench.door.describe)
        port = await panel.listen(0)

        def exchange(method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(method, path, body if isinstance(body, bytes) else json.dumps(body), headers)
            answer = connection.getresponse()
            data = answer.read()
            connection.close()
            is_json = answer.headers["Content-Type"] == "application/json"
            return answer.status, json.loads(data) if is_json else data

        async def ask(method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
            return await asyncio.to_thread(exchange, method, path, {} if body is None else body,
                                           {**JSON, **{name.replace("_", "-"): one for name, one in headers.items()}})

        try:
            await story(bench, port, ask)
        finally:
            await panel.close()

    run_door(folder, tell)


def test_a_keypad_answers_in_words(tmp_path: Path) -> None:
    async def story(bench: Bench, _port: int, ask: Ask) -> None:
        code = bench.once()

        assert await ask("POST", "/keypad", {"code": code}) == (
            200, {"open": True, "by": "once", "words": "请进 · Come in"})
        status, told = await ask("POST", "/keypad", {"code": code})
        assert (status, told["open"], told["why"]) == (200, False, "used")

    _plug(tmp_path, story)


def test_the_other_hardware_tells_what_it_does(tmp_path: Path) -> None:
    async def story(bench: Bench, _port: int, ask: Ask) -> None:
        told = [await ask("POST", path, body) for path, body in (
            ("/inside", {}), ("/contact", {"open": True}), ("/counter", {"in": 2}), ("/counter", {"out": 1}),
            ("/counter", {"people": 5}), ("/contact", {"open": False}), ("/fire", {"on": True}),
            ("/fire", {"on": False}), ("/tamper", {}), ("/help", {}),
            ("/equipment", {"heater-1": 21.5, "fridge-1": None}))]

        assert told == [(200, one) for one in (
            {"open": True}, {}, {"people": 2}, {"people": 1}, {"people": 5}, {}, {"fire": True}, {"fire": False}, {},
            {}, {})]
        assert [kind for kind, _facts in await bench.list_events()] == [
            "opened", "contact_open", "entered", "tailgating", "entered", "tailgating", "left", "counted",
            "contact_closed", "opened", "fire_over", "tamper", "help", "telemetry", "telemetry"]

    _plug(tmp_path, story)


@pytest.mark.parametrize(("path", "body", "status"), [
    ("/keypad", {}, 400), ("/keypad", {"code": 12345678}, 400), ("/keypad", b"{", 400), ("/keypad", b"[]", 400),
    ("/keypad", b"[" * 5_000, 400), ("/contact", {"open": 1}, 400), ("/counter", {}, 400),
    ("/counter", {"in": 21}, 400), ("/counter", {"in": True}, 400), ("/counter", {"up": 1}, 400),
    ("/counter", {"people": -1}, 400),
    ("/fire", {}, 400), ("/equipment", {"": 1}, 400), ("/equipment", {"heater": "hot"}, 400),
    ("/equipment", b'{"heater": NaN}', 400), ("/equipment", {"heater": True}, 400), ("/nothing", {}, 404),
    ("/keypad", b"x" * 9_000, 413),
])
def test_what_is_not_understood_does_nothing(tmp_path: Path, path: str, body: Any, status: int) -> None:
    async def story(bench: Bench, _port: int, ask: Ask) -> None:
        assert (await ask("POST", path, body))[0] == status
        assert await bench.list_events() == []

    _plug(tmp_path, story)


def test_pages_from_elsewhere_can_press_nothing(tmp_path: Path) -> None:
    async def story(bench: Bench, _port: int, ask: Ask) -> None:
        asked = [await ask("POST", "/help", {}, Content_Type="text/plain"),
                 await ask("POST", "/help", {}, Host="rebound.example"), await ask("PUT", "/help", {}),
                 await ask("GET", "/state", Host="rebound.example")]

        assert [status for status, _told in asked] == [415, 403, 405, 403]
        assert await bench.list_events() == []

    _plug(tmp_path, story)


def test_state_and_page_are_shown(tmp_path: Path) -> None:
    async def story(bench: Bench, _port: int, ask: Ask) -> None:
        status, told = await ask("GET", "/state")
        assert (status, told) == (200, bench.door.describe())
        for path, begin in (("/", b"<!doctype html>"), ("/panel.js", b"//"), ("/panel.css", b":root")):
            status, data = await ask("GET", path)
            assert (status, data[:len(begin)]) == (200, begin)
        assert (await ask("GET", "/nothing"))[0] == 404

    _plug(tmp_path, story)


@pytest.mark.parametrize(("sent", "said"), [
    (b"nonsense\r\n\r\n", b"HTTP/1.1 400"), (b"GET /" + b"x" * 9_000 + b" HTTP/1.1\r\n\r\n", b"HTTP/1.1 413"),
    (b"POST /help HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 411"),
    (b"POST /help HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 400"),
    (b"POST /help HTTP/1.1\r\nContent-Length: 9999999999999\r\n\r\n", b"HTTP/1.1 400"),
    (b"POST /help HTTP/1.1\r\nContent-Le", b""),
])
def test_what_is_no_request_is_let_go(tmp_path: Path, sent: bytes, said: bytes) -> None:
    async def story(bench: Bench, port: int, ask: Ask) -> None:
        def speak() -> bytes:
            with socket.create_connection(("127.0.0.1", port), 5) as line:
                line.sendall(sent)
                line.shutdown(socket.SHUT_WR)
                found = b""
                while more := line.recv(65_536):
                    found += more
            return found

        assert (await asyncio.to_thread(speak)).startswith(said)
        assert (await ask("POST", "/inside", {}))[0] == 200

    _plug(tmp_path, story)


def test_several_requests_travel_on_one_connection(tmp_path: Path) -> None:
    async def story(bench: Bench, port: int, _ask: Ask) -> None:
        def speak() -> list[int]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            found = []
            for _ in range(3):
                connection.request("POST", "/counter", '{"in": 1}', JSON)
                answer = connection.getresponse()
                answer.read()
                found.append(answer.status)
            connection.close()
            return found

        assert await asyncio.to_thread(speak) == [200, 200, 200]
        assert bench.door.passage.people == 3

    _plug(tmp_path, story)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    async def story(bench: Bench, port: int, _ask: Ask) -> None:
        with pytest.raises(InputError, match="port cannot be opened"):
            await Panel(bench.door, bench.door.describe).listen(port)

    _plug(tmp_path, story)
