"""The local socket answers what it knows, and names what it does not."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Mapping
from typing import Any

from tests.nuantu.gates.event_loop import run_aside

from nuantu.gates.local_socket import LocalSocket, Unfit

JSON = {"Content-Type": "application/json"}


async def _echo(body: Mapping[str, Any]) -> Mapping[str, Any]:
    if "odd" in body:
        raise Unfit(409, "odd")
    return {"told": dict(body)}


def _ask(port: int, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def test_deeds_are_posted_and_states_are_read() -> None:
    async def story() -> list[tuple[int, Any]]:
        own = LocalSocket({"/echo": _echo}, {"/state": lambda: {"well": True}})
        port = await own.listen(0)
        try:
            return [await asyncio.to_thread(_ask, port, *asked) for asked in (
                ("POST", "/echo", b'{"a": 1}', JSON), ("POST", "/echo", b"", JSON), ("GET", "/state", b"", {}),
                ("POST", "/echo", b'{"odd": 1}', JSON), ("POST", "/echo", b"[]", JSON), ("POST", "/echo", b"{", JSON),
                ("POST", "/echo", b"{}", {}), ("PUT", "/echo", b"{}", JSON), ("GET", "/echo", b"", {}),
                ("GET", "/state", b"", {"Host": "elsewhere.example"}), ("POST", "/echo", bytes(9_000), JSON))]
        finally:
            await own.close()

    told = run_aside(story())
    assert told[:4] == [(200, {"told": {"a": 1}}), (200, {"told": {}}), (200, {"well": True}), (409, {"what": "odd"})]
    assert [status for status, _body in told[4:]] == [400, 400, 415, 405, 404, 403, 413]
