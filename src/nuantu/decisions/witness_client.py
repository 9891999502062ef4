"""A witness, or the head of another's log, asked over HTTP."""

from __future__ import annotations

import http.client
import threading
from hashlib import sha256
from urllib.parse import urlsplit

from nuantu.core.errors import InputError
from nuantu.decisions.note import PublicKey
from nuantu.decisions.witness import Reply

_TIMEOUT_S = 10
_ANSWER_MAX = 16_000_000


class HttpReader:
    """Requests to one address over one kept connection; a connection that the other side closed is opened again once.

    Parameters
    ----------
    url
        ``http://host:port/prefix`` or ``https://…``.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise InputError(f"{url!r} is no http address", fix="write it as http://host:port")
        self.url = url.rstrip("/")
        self._prefix = parts.path.rstrip("/")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._line = kind(parts.hostname, parts.port, timeout=_TIMEOUT_S)
        self._lock = threading.Lock()

    def ask(self, method: str, path: str, body: bytes | None = None) -> Reply:
        """One request; ``InputError`` where nothing answers."""
        with self._lock:
            try:
                return self._ask_once(method, path, body)
            except (http.client.RemoteDisconnected, ConnectionError):
                self._line.close()
            try:
                return self._ask_once(method, path, body)
            except (OSError, http.client.HTTPException) as error:
                self._line.close()
                raise self._explain(error) from error

    def close(self) -> None:
        """Close the connection; a further request opens it again."""
        self._line.close()

    def _ask_once(self, method: str, path: str, body: bytes | None) -> Reply:
        try:
            self._line.request(method, self._prefix + path, body)
            answer = self._line.getresponse()
            data = answer.read(_ANSWER_MAX + 1)
        except (http.client.RemoteDisconnected, ConnectionError):
            raise
        except (OSError, http.client.HTTPException) as error:
            self._line.close()
            raise self._explain(error) from error
        if len(data) > _ANSWER_MAX:
            self._line.close()
            raise InputError("the answer is too long", file=self.url)
        return Reply(answer.status, data.decode("utf-8", errors="replace"), answer.getheader("Content-Type", ""))

    def _explain(self, error: Exception) -> InputError:
        return InputError(f"nothing answers there ({error or type(error).__name__})", file=self.url,
                          fix="start it, or correct the address")


class WitnessClient:
    """A witness behind HTTP, known by its key."""

    def __init__(self, url: str, key: PublicKey) -> None:
        self._reader, self._key = HttpReader(url), key

    @property
    def key(self) -> PublicKey:
        """The key under which it must cosign."""
        return self._key

    def add_checkpoint(self, body: bytes) -> Reply:
        """Ask for a cosignature."""
        return self._reader.ask("POST", "/add-checkpoint", body)

    def read_checkpoint(self, origin: str) -> Reply:
        """The last checkpoint that the witness cosigned for this log."""
        return self._reader.ask("GET", f"/{sha256(origin.encode()).hexdigest()}/checkpoint")

    def close(self) -> None:
        """Close the connection."""
        self._reader.close()
