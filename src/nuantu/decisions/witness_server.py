"""The witness behind HTTP: ``POST /add-checkpoint`` and ``GET /<hash of the log's name>/checkpoint``."""

from __future__ import annotations

import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from nuantu.decisions.note import NOTE_MAX
from nuantu.decisions.witness import Reply, Witness

#: Longest request that is read, bytes.
REQUEST_MAX = NOTE_MAX + 8192
_TIMEOUT_S = 30


class WitnessServer(ThreadingHTTPServer):
    """One witness on one address. A fault of its store ends the server: an uncertain witness must not sign."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, _Handler)
        self.witness = witness
        self.broken: sqlite3.DatabaseError | None = None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _TIMEOUT_S
    server: WitnessServer

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self._send(Reply(404, "post to /add-checkpoint\n"), close=True)
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._send(Reply(411, "the length of the request is missing\n"), close=True)
        elif int(length) > REQUEST_MAX:
            self._send(Reply(413, "the request is too long\n"), close=True)
        else:
            self._answer(self.rfile.read(int(length)))

    def do_GET(self) -> None:
        parts = self.path.split("/")
        if len(parts) == 3 and parts[2] == "checkpoint":
            self._send(self.server.witness.read_checkpoint(parts[1]))
        else:
            self._send(Reply(404, "ask for /<SHA-256 of the log's name>/checkpoint\n"))

    def _answer(self, body: bytes) -> None:
        try:
            reply = self.server.witness.add_checkpoint(body)
        except sqlite3.DatabaseError as error:
            self.server.broken = error
            self._send(Reply(503, "the witness cannot store and therefore does not sign\n"), close=True)
            self.server.shutdown()
            return
        self._send(reply)

    def _send(self, reply: Reply, *, close: bool = False) -> None:
        data = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(data)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given by the library
        """Say nothing for each request: who asks is nobody's business."""
