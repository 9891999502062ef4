"""A local HTTP socket: hardware speaks through it to the process of its door or gate, in JSON.

It listens on this machine alone, and takes JSON only, so that no page of a browser can press a key from elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from nuantu.core.errors import InputError

Deed = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]

BODY_MAX = 8_192
HEAD_MAX = 8_192
#: A client that says nothing for this long is let go, seconds.
IDLE_S = 60.0
_STATUS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
           409: "Conflict", 411: "Length Required", 413: "Content Too Large", 415: "Unsupported Media Type"}
#: Names under which this machine calls itself; another name in a request comes from a page that has no business here.
_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Unfit(Exception):  # noqa: N818 - a request, not a fault of ours
    """A request that is not answered as it wants: its status, and what is wrong with it."""

    def __init__(self, status: int, what: str) -> None:
        self.status = status
        super().__init__(what)


@dataclass(slots=True)
class LocalSocket:
    """What a process listens to on this machine.

    ``deeds`` are what may be posted, by path; ``states`` what may be read, ``pages`` files of this package with
    their kind.
    """

    deeds: Mapping[str, Deed]
    states: Mapping[str, Callable[[], Mapping[str, Any]]]
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

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
                except Unfit as unfit:
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
                raise Unfit(403, "ask this machine by its own name")
            if request.method == "GET":
                self._show(writer, request.path)
            else:
                _send(writer, 200, await self._do(request))
        except Unfit as unfit:
            _send(writer, unfit.status, {"what": str(unfit)})

    def _show(self, writer: asyncio.StreamWriter, path: str) -> None:
        if path in self.states:
            _send(writer, 200, self.states[path]())
        elif path in self.pages:
            name, kind = self.pages[path]
            _send_bytes(writer, 200, (files("nuantu.gates") / "static" / name).read_bytes(), kind)
        else:
            raise Unfit(404, "there is nothing here")

    async def _do(self, request: _Request) -> Mapping[str, Any]:
        deed = self.deeds.get(request.path)
        if deed is None:
            raise Unfit(404, "there is nothing here")
        if request.method != "POST":
            raise Unfit(405, "post it")
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            raise Unfit(415, "say it in JSON")
        try:
            body = json.loads(request.body or b"{}")
        except (ValueError, RecursionError) as error:
            raise Unfit(400, "this is no JSON") from error
        if not isinstance(body, dict):
            raise Unfit(400, "this is no object")
        return await deed(body)


async def _read_request(reader: asyncio.StreamReader) -> _Request | None:
    """The next request of a connection, None where it has ended."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise Unfit(413, "the head of the request is too long") from error
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        raise Unfit(400, "this is no request")
    headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    if "transfer-encoding" in headers:
        raise Unfit(411, "say how long it is")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or len(length) > 9:
        raise Unfit(400, "the length is no number")
    if int(length) > BODY_MAX:
        raise Unfit(413, "the request is too long")
    return _Request(parts[0], parts[1].split("?")[0], headers, await reader.readexactly(int(length)))


def _send(writer: asyncio.StreamWriter, status: int, body: Mapping[str, Any], *, close: bool = False) -> None:
    _send_bytes(writer, status, json.dumps(body, ensure_ascii=False).encode(), "application/json", close=close)


def _send_bytes(writer: asyncio.StreamWriter, status: int, data: bytes, kind: str, *, close: bool = False) -> None:
    head = [f"HTTP/1.1 {status} {_STATUS[status]}", f"Content-Type: {kind}", f"Content-Length: {len(data)}",
            "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            *(["Connection: close"] if close else [])]
    writer.write("\r\n".join([*head, "", ""]).encode() + data)
