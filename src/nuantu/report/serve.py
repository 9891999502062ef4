"""Serves one report folder on the loopback address, nothing else."""

from __future__ import annotations

import gzip
import html
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nuantu.core.errors import InputError

HOST = "127.0.0.1"
TRIED_PORTS = 50
TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json; charset=utf-8"}
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_SMALL = 1_000


class ReportServer(ThreadingHTTPServer):
    """A server of the files of one folder, read on request; requests run in threads of their own."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder.resolve()
        page = (folder / "index.html").read_text(encoding="utf-8")
        found = _POLICY.search(page)
        stated = html.unescape(found.group(1)) if found else "default-src 'none'"
        self.policy = f"{stated}; frame-ancestors 'none'"
        super().__init__((HOST, port), ReportHandler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_port}"


class ReportHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for the files of the report, 404 for everything else."""

    server: ReportServer
    protocol_version = "HTTP/1.1"
    server_version = "Nuantu"
    sys_version = ""

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Send a file's headers."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the base class's
        """Say nothing: the terminal shows what happened and where to look."""

    def _answer(self, *, body: bool) -> None:
        file = find_file(self.server.folder, self.path)
        if file is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"not part of this report\n", body=body)
            return
        self._send(HTTPStatus.OK, TYPES[file.suffix], file.read_bytes(), body=body)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, *, body: bool) -> None:
        self.send_response(status)
        if len(data) > _SMALL and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 5)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", self.server.policy)
        for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
                            ("Cross-Origin-Opener-Policy", "same-origin"), ("Vary", "Accept-Encoding"),
                            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-cache")):
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(data)


def find_file(folder: Path, target: str) -> Path | None:
    """The file of the report that a request target names; ``None`` for anything outside it or of another kind."""
    path = unquote(urlsplit(target).path)
    if "\0" in path or "\\" in path:
        return None
    wanted = path.lstrip("/") or "index.html"
    file = (folder / wanted).resolve()
    if not file.is_relative_to(folder) or file.suffix not in TYPES or not file.is_file():
        return None
    return file


def open_server(folder: Path, port: int) -> ReportServer:
    """A server on the wanted port, or on the next one that is free."""
    if not (folder / "index.html").is_file():
        raise InputError("there is no report here", file=folder / "index.html", fix="run nuantu report first")
    for candidate in range(port, min(port + TRIED_PORTS, 65_536)):
        try:
            return ReportServer(folder, candidate)
        except OSError:
            continue
    raise InputError(f"no port from {port} to {port + TRIED_PORTS - 1} is free", field="--port",
                     fix="name another port")
