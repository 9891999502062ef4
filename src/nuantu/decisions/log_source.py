"""A log as its readers see it: the folder at hand, or the address at which its owner serves it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from nuantu.core.errors import InputError
from nuantu.decisions.log import LogFolder
from nuantu.decisions.proof import prove_consistency, prove_inclusion
from nuantu.decisions.store import LeafStore
from nuantu.decisions.witness import Reply
from nuantu.decisions.witness_client import HttpReader


class LogSource(Protocol):
    """What a reader asks of a log. What comes back is not trusted: proofs are checked by whoever asks."""

    def close(self) -> None:
        """Let go of what is held open."""

    def read_checkpoint(self) -> str | None:
        """The published checkpoint as a note; None where nothing is published."""

    def prove_consistency(self, old_size: int, size: int) -> list[bytes]:
        """The hashes from an older tree to a newer one."""

    def prove_inclusion(self, seq: int, size: int) -> list[bytes]:
        """The hashes from a leaf to the root."""

    def read_leaf(self, seq: int) -> bytes:
        """The bytes of a leaf; ``InputError`` where there is none."""


class FolderSource:
    """A log in a folder; the store is opened for each question, so a writer may go on."""

    def __init__(self, folder: LogFolder) -> None:
        self._folder = folder

    def close(self) -> None:
        """Nothing is held open."""

    def read_checkpoint(self) -> str | None:
        """The published checkpoint."""
        path = self._folder.published
        try:
            return path.read_text(encoding="utf-8") if path.is_file() else None
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("the published checkpoint cannot be read", file=path) from error

    def prove_consistency(self, old_size: int, size: int) -> list[bytes]:
        """The hashes from an older tree to a newer one."""
        store = LeafStore(self._folder.leaves)
        try:
            return prove_consistency(store.read_node, old_size, size)
        finally:
            store.close()

    def prove_inclusion(self, seq: int, size: int) -> list[bytes]:
        """The hashes from a leaf to the root."""
        store = LeafStore(self._folder.leaves)
        try:
            return prove_inclusion(store.read_node, seq, size)
        finally:
            store.close()

    def read_leaf(self, seq: int) -> bytes:
        """The bytes of a leaf."""
        store = LeafStore(self._folder.leaves)
        try:
            return store.read_row(seq).body
        finally:
            store.close()


class UrlSource:
    """A log behind ``nuantu log serve``."""

    def __init__(self, url: str) -> None:
        self._reader = HttpReader(url)

    def close(self) -> None:
        """Close the connection."""
        self._reader.close()

    def _ask(self, path: str) -> str:
        reply = self._reader.ask("GET", path)
        if reply.status != 200:
            raise InputError(f"the log answers {reply.status}: {' '.join(reply.body.split())[:200]}",
                             file=self._reader.url)
        return reply.body

    def _ask_hashes(self, path: str) -> list[bytes]:
        try:
            return [base64.b64decode(line, validate=True) for line in self._ask(path).splitlines()]
        except (binascii.Error, ValueError) as error:
            raise InputError("the log answers with something that is no base64", file=self._reader.url) from error

    def read_checkpoint(self) -> str | None:
        """The published checkpoint."""
        reply = self._reader.ask("GET", "/checkpoint")
        return None if reply.status == 404 else self._ask("/checkpoint")

    def prove_consistency(self, old_size: int, size: int) -> list[bytes]:
        """The hashes from an older tree to a newer one."""
        return self._ask_hashes(f"/consistency/{old_size}/{size}")

    def prove_inclusion(self, seq: int, size: int) -> list[bytes]:
        """The hashes from a leaf to the root."""
        return self._ask_hashes(f"/inclusion/{seq}/{size}")

    def read_leaf(self, seq: int) -> bytes:
        """The bytes of a leaf."""
        return b"".join(self._ask_hashes(f"/leaf/{seq}"))


def open_source(place: str, folder: LogFolder | None) -> LogSource:
    """The log at an http address, or in a folder."""
    return UrlSource(place) if folder is None else FolderSource(folder)


class LogServer(ThreadingHTTPServer):
    """The public half of a log behind HTTP, read only: /checkpoint, /consistency/OLD/NEW, /inclusion/SEQ/SIZE,
    /leaf/SEQ; hashes and leaves in base64, one a line."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], source: LogSource) -> None:
        super().__init__(address, _Handler)
        self._source = source

    def answer(self, path: str) -> Reply:
        """The answer to one path."""
        name, *numbers = path.strip("/").split("/")
        if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in numbers):
            return Reply(400, "numbers are written in plain decimal\n")
        try:
            return self._answer(name, [int(one) for one in numbers])
        except (InputError, ValueError) as error:
            return Reply(404, f"{error}\n")

    def _answer(self, name: str, numbers: Sequence[int]) -> Reply:
        if (name, len(numbers)) == ("checkpoint", 0):
            note = self._source.read_checkpoint()
            return Reply(404, "nothing is published yet\n") if note is None else Reply(200, note)
        if (name, len(numbers)) == ("consistency", 2):
            return _list_lines(self._source.prove_consistency(numbers[0], numbers[1]))
        if (name, len(numbers)) == ("inclusion", 2):
            return _list_lines(self._source.prove_inclusion(numbers[0], numbers[1]))
        if (name, len(numbers)) == ("leaf", 1):
            return _list_lines([self._source.read_leaf(numbers[0])])
        return Reply(404, "ask for /checkpoint, /consistency/OLD/NEW, /inclusion/SEQ/SIZE or /leaf/SEQ\n")


def _list_lines(parts: Sequence[bytes]) -> Reply:
    return Reply(200, "".join(f"{base64.b64encode(part).decode()}\n" for part in parts))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: LogServer

    def do_GET(self) -> None:
        """Answer one question."""
        reply = self.server.answer(self.path)
        data = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given by the library
        """Say nothing for each request."""
