"""A hub built from ``docs/gate.md`` alone, in memory: what a gate meets in tests of odd answers.

The real hub answers in ``tests/faults/gates``.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.nuantu.gates.paper_issuer import COMPOUND, NOON_S, PaperIssuer

from nuantu.gates.pass_lists import BUNDLE, DESCRIPTOR, TRUST
from nuantu.gates.signing import build_message, is_signed

Reply = tuple[int, bytes]


@dataclass
class PaperPassHub:
    """What it publishes by path, whom it lets in by which code, and what it was told. ``now_s`` is its time."""

    issuer: PaperIssuer
    now_s: int = NOON_S
    code: str = "12345678"
    key: bytes = b""
    published: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)
    odd: Callable[[str], Reply | None] = lambda _path: None

    def __post_init__(self) -> None:
        self.publish()

    def publish(self) -> None:
        """Publish what its issuer signs now."""
        for name, held in self.issuer.make_held().items():
            self.published[self.find_path(name)] = held.data

    def find_path(self, name: str) -> str:
        """Where a list is fetched."""
        return "/passes/v1/" + {
            TRUST: "trust", DESCRIPTOR: f"gate/{self.issuer.gate}/descriptor", BUNDLE: f"bundle/{COMPOUND}",
        }.get(name, name.replace("-", "/"))

    def show(self, path: str, tag: str | None) -> tuple[int, bytes, str]:
        """Status, body and tag of an answer."""
        self.asked.append((path, tag))
        odd = self.odd(path)
        if odd is not None:
            return *odd, ""
        if path == "/passes/v1/time":
            return 200, json.dumps({"time": self.now_s}).encode(), ""
        data = self.published.get(path)
        if data is None:
            return 404, b'{"reason": "unknown"}', ""
        own = f'"{sha256(data).hexdigest()[:16]}"'
        return (304, b"", own) if tag == own else (200, data, own)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        """Take what a gate tells, or let one in."""
        odd = self.odd(path)
        if odd is not None:
            return odd
        told = json.loads(body)
        if path == f"/guard/{self.issuer.gate}/enrol/":
            if told["code"] != self.code:
                return 422, json.dumps({"what": "码不对", "fix": "再要一个"}).encode()
            self.key = base64.b64decode(told["key"])
            return 200, json.dumps({"time": self.now_s, "roots": json.loads(self.issuer.write_roots())}).encode()
        message = build_message("POST", path, int(headers["nuantu-time"]), body)
        if not is_signed(self.key, headers["nuantu-signature"], message):
            return 401, b'{"reason": "signature"}'
        self.days.append(told)
        return 200, b'{"taken": true}'


@contextmanager
def serve_pass_hub(hub: PaperPassHub) -> Iterator[str]:
    """The hub behind HTTP on this machine; its address."""
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(*hub.show(self.path, self.headers.get("If-None-Match")))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(*hub.take(self.path, {name.lower(): value for name, value in self.headers.items()}, body), "")

        def _answer(self, status: int, data: bytes, tag: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            if tag:
                self.send_header("ETag", tag)
            self.end_headers()
            if status != 304:
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
