"""A hub built from ``docs/door.md`` alone, in memory: what a controller meets in tests of odd answers.

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

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.nuantu.gates.doors import NIGHT_S, SECRET

Reply = tuple[int, Any]


@dataclass
class PaperHub:
    """What it holds, and what it says. ``turns`` are odd answers that come before its own."""

    now: Callable[[], float] = lambda: NIGHT_S
    approved: bool = True
    key: bytes = b""
    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    config: dict[str, Any] = field(default_factory=lambda: {
        "version": 1, "seats": None, "held_open_s": 60, "hours": None})
    allow: dict[str, Any] = field(default_factory=lambda: {"version": 1, "keys": [], "revoked": []})
    orders: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    turns: list[Callable[[str, dict[str, Any]], Reply | bytes | None]] = field(default_factory=list)

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply | bytes:
        """Status and body of an answer; bytes are sent as they stand."""
        told = json.loads(body)
        self.asked.append((path, told))
        if path == "/doors/v1/enrol":
            self.key = base64.b64decode(told["public_key"])
        if not self._is_signed(path, headers, body):
            return 401, {"reason": "signature"}
        if self.turns:
            odd = self.turns.pop(0)(path, told)
            if odd is not None:
                return odd
        if abs(int(headers["nuantu-time"]) - self.now()) > 300:
            return 401, {"reason": "time", "time": round(self.now())}
        return self._enrol() if path == "/doors/v1/enrol" else self._sync(told)

    def _is_signed(self, path: str, headers: dict[str, str], body: bytes) -> bool:
        message = f"POST\n{path}\n{headers['nuantu-time']}\n{sha256(body).hexdigest()}"
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(
                base64.b64decode(headers["nuantu-signature"]), message.encode())
        except InvalidSignature:
            return False
        return True

    def _enrol(self) -> Reply:
        if not self.approved:
            return 202, {"state": "waiting", "time": round(self.now())}
        return 200, {"door": "17", "secret": base64.b64encode(SECRET).decode(), "time": round(self.now())}

    def _sync(self, told: dict[str, Any]) -> Reply:
        for event in told["events"]:
            if self.events.get(event["seq"], event)["id"] != event["id"]:
                return 409, {"reason": "sequence", "through": self.through}
        if not told["events"] or told["events"][0]["seq"] <= max(self.through, told["first"] - 1) + 1:
            for event in told["events"]:
                self.events[event["seq"]] = event
                self.ids.append(event["id"])
        reply: dict[str, Any] = {"through": self.through, "time": round(self.now()), "orders": self.orders}
        for name in ("config", "allow"):
            if getattr(self, name)["version"] != told["state"][f"{name}_version"]:
                reply[name] = getattr(self, name)
        return 200, reply

    @property
    def through(self) -> int:
        """The highest number that is held."""
        return max(self.events, default=0)

    def lose(self, after: int) -> None:
        """Come back from a backup that ends at a number."""
        self.events = {seq: event for seq, event in self.events.items() if seq <= after}
        self.ids = [event["id"] for event in self.events.values()]


@contextmanager
def serve_hub(hub: PaperHub) -> Iterator[str]:
    """The hub behind HTTP on this machine; its address."""
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = hub.answer(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            if isinstance(reply, bytes):
                self.wfile.write(reply)
                self.close_connection = True
                return
            data = reply[1] if isinstance(reply[1], bytes) else json.dumps(reply[1]).encode()
            self.send_response(reply[0])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
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
