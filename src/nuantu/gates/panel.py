"""Simulated hardware of a door behind a local HTTP socket: keypad, contact, counter, handle, alarm, buttons, sensors.

It listens on this machine alone, and takes JSON only, so that no page of a browser can press a key from elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.controller import Controller
from nuantu.gates.journal import Unrecordable
from nuantu.gates.passage import PEOPLE_MAX

BODY_MAX = 8_192
HEAD_MAX = 8_192
#: A client that says nothing for this long is let go, seconds.
IDLE_S = 60.0
COUNT_MAX = 20
_STATUS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
           411: "Length Required", 413: "Content Too Large", 415: "Unsupported Media Type"}
_PAGES = {"/": ("panel.html", "text/html; charset=utf-8"), "/panel.js": ("panel.js", "text/javascript; charset=utf-8"),
          "/panel.css": ("panel.css", "text/css; charset=utf-8")}
#: Names under which this machine calls itself; another name in a request comes from a page that has no business here.
_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class _Unfit(Exception):  # noqa: N818 - a request that is not answered as it wants
    def __init__(self, status: int, what: str) -> None:
        self.status = status
        super().__init__(what)


class Panel:
    """The hardware of one controller. ``describe`` says what the door is and holds."""

    def __init__(self, controller: Controller, describe: Callable[[], dict[str, Any]]) -> None:
        self._controller = controller
        self._describe = describe
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._deeds: dict[str, Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]]] = {
            "/keypad": self._press, "/inside": self._use_inside, "/contact": self._move_leaf,
            "/counter": self._count, "/fire": self._set_fire, "/tamper": self._tamper, "/help": self._help,
            "/equipment": self._measure}

    async def listen(self, port: int) -> int:
        """Listen on this machine; the port, which is a free one where 0 is asked for."""
        try:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", port, limit=HEAD_MAX)
        except OSError as error:
            raise InputError(f"the port cannot be opened ({error.strerror})", field="--port",
                             fix="name another port, or 0 for a free one") from error
        found: int = self._server.sockets[0].getsockname()[1]
        return found

    async def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            for writer in list(self._open):
                writer.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while True:
                try:
                    request = await asyncio.wait_for(_read_request(reader), IDLE_S)
                except _Unfit as unfit:
                    _send(writer, unfit.status, {"what": str(unfit)}, close=True)
                    break
                if request is None:
                    break
                await self._respond(writer, request)
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass  # the other side is gone; whatever it had asked is done or not, and written down
        finally:
            self._open.discard(writer)
            with contextlib.suppress(OSError):
                writer.close()

    async def _respond(self, writer: asyncio.StreamWriter, request: _Request) -> None:
        try:
            if request.headers.get("host", "").rsplit(":", 1)[0] not in _HOSTS:
                raise _Unfit(403, "ask this machine by its own name")
            if request.method == "GET":
                self._show(writer, request.path)
            else:
                _send(writer, 200, await self._do(request))
        except _Unfit as unfit:
            _send(writer, unfit.status, {"what": str(unfit)})

    def _show(self, writer: asyncio.StreamWriter, path: str) -> None:
        if path == "/state":
            _send(writer, 200, self._describe())
        elif path in _PAGES:
            name, kind = _PAGES[path]
            _send_bytes(writer, 200, (files("nuantu.gates") / "static" / name).read_bytes(), kind)
        else:
            raise _Unfit(404, "there is nothing here")

    async def _do(self, request: _Request) -> dict[str, Any]:
        deed = self._deeds.get(request.path)
        if deed is None:
            raise _Unfit(404, "there is nothing here")
        if request.method != "POST":
            raise _Unfit(405, "post it")
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            raise _Unfit(415, "say it in JSON")
        try:
            body = json.loads(request.body or b"{}")
        except (ValueError, RecursionError) as error:
            raise _Unfit(400, "this is no JSON") from error
        if not isinstance(body, dict):
            raise _Unfit(400, "this is no object")
        return await deed(body)

    async def _press(self, body: Mapping[str, Any]) -> dict[str, Any]:
        code = body.get("code")
        if not isinstance(code, str):
            raise _Unfit(400, "code is missing")
        answer = await self._controller.press(code)
        told = {"by": answer.by} if answer.is_open else {"why": answer.why}
        return {"open": answer.is_open, **told, "words": answer.words}

    async def _use_inside(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.use_inside()
        return {"open": True}

    async def _move_leaf(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._controller.move_leaf(is_open=_take_bool(body, "open"))
        return {}

    async def _count(self, body: Mapping[str, Any]) -> dict[str, Any]:
        if not body or not set(body) <= {"in", "out", "people"}:
            raise _Unfit(400, "say in, out or people")
        numbers = {name: _take_count(body, name) for name in body}
        if "people" in numbers:
            self._controller.correct_count(numbers["people"])
        for _person in range(numbers.get("in", 0)):
            self._controller.count_in()
        for _person in range(numbers.get("out", 0)):
            self._controller.count_out()
        await self._wait_for_record()
        return {"people": self._controller.passage.people}

    async def _set_fire(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._controller.set_fire(burning=_take_bool(body, "on"))
        return {"fire": self._controller.fire}

    async def _tamper(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.report_tamper()
        return {}

    async def _help(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.call_help()
        await self._wait_for_record()
        return {}

    async def _wait_for_record(self) -> None:
        """What is answered is on the disk; where there is no room for it, it is remembered and told later."""
        with contextlib.suppress(Unrecordable):
            await self._controller.journal.catch_up()

    async def _measure(self, body: Mapping[str, Any]) -> dict[str, Any]:
        for mark, value in body.items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not 0 < len(mark) <= 40 or not (is_number or value is None):
                raise _Unfit(400, "say marks and numbers")
        for mark, value in body.items():
            self._controller.measure(mark, value)
        return {}


def _take_bool(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise _Unfit(400, f"{name} is true or false")
    return value


def _take_count(body: Mapping[str, Any], name: str) -> int:
    value = body[name]
    most = PEOPLE_MAX if name == "people" else COUNT_MAX
    if type(value) is not int or not 0 <= value <= most:
        raise _Unfit(400, f"{name} is a whole number of 0 to {most}")
    return value


async def _read_request(reader: asyncio.StreamReader) -> _Request | None:
    """The next request of a connection, None where it has ended."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise _Unfit(413, "the head of the request is too long") from error
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        raise _Unfit(400, "this is no request")
    headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    if "transfer-encoding" in headers:
        raise _Unfit(411, "say how long it is")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or len(length) > 9:
        raise _Unfit(400, "the length is no number")
    if int(length) > BODY_MAX:
        raise _Unfit(413, "the request is too long")
    return _Request(parts[0], parts[1].split("?")[0], headers, await reader.readexactly(int(length)))


def _send(writer: asyncio.StreamWriter, status: int, body: Mapping[str, Any], *, close: bool = False) -> None:
    _send_bytes(writer, status, json.dumps(body, ensure_ascii=False).encode(), "application/json", close=close)


def _send_bytes(writer: asyncio.StreamWriter, status: int, data: bytes, kind: str, *, close: bool = False) -> None:
    head = [f"HTTP/1.1 {status} {_STATUS[status]}", f"Content-Type: {kind}", f"Content-Length: {len(data)}",
            "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            *(["Connection: close"] if close else [])]
    writer.write("\r\n".join([*head, "", ""]).encode() + data)
