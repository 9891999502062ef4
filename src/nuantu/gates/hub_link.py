"""The line to the hub: one signed request at a time over TLS, or to this machine; no redirect, nothing guessed."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from nuantu.core.errors import InputError
from nuantu.gates.signing import DeviceKey

ENROL, SYNC = "/doors/v1/enrol", "/doors/v1/sync"
TIMEOUT_S = 10.0
#: Longest answer that is read, bytes: a list of twenty thousand keys fits.
ANSWER_MAX = 4 * 1024 * 1024


class HubGone(Exception):  # noqa: N818 - a state of the world, not a fault of ours
    """The hub did not answer, or not as a hub does; said in words."""


class HubRefused(Exception):  # noqa: N818 - an answer, not a fault of ours
    """The hub answered and did not do it: status, reason and the rest of its answer."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.body = body
        self.reason = str(body.get("reason", ""))[:40]
        super().__init__(f"the hub answered {status} {self.reason}".rstrip())

    def read_number(self, name: str) -> int | None:
        """A whole number of the answer, None where there is none."""
        value = self.body.get(name)
        return value if type(value) is int and 0 <= value < 2**53 else None


class Fetched(NamedTuple):
    """An answer: status, bytes, and the tag under which the hub knows them (None where it says none)."""

    status: int
    data: bytes
    tag: str | None


class HubLink:
    """A connection to one hub, kept open; used by one thread at a time.

    Parameters
    ----------
    url
        ``https://host[:port][/path]``, or ``http://`` where the host is this machine.
    authority
        PEM of an authority to trust instead of the system's.
    """

    def __init__(self, url: str, key: DeviceKey, authority: Path | None = None) -> None:
        self.url = url
        self._key = key
        self._scheme, self._host, self._port, self._base = read_url(url)
        self._context = _trust(authority) if self._scheme == "https" else None
        self._connection: http.client.HTTPConnection | None = None
        self._is_ended = False

    def post(self, path: str, door: str, at_s: int, body: Mapping[str, Any]) -> tuple[int, Any]:
        """Status and body of the answer where it is 200 or 202.

        Raises
        ------
        HubRefused
            Where the hub answered otherwise in its own words (400 to 413).
        HubGone
            In every other case.
        """
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        # What a proxy before the hub strips from the path is not signed.
        headers = {"Content-Type": "application/json", **self._key.sign(door, "POST", path, at_s, data)}
        answer = self._exchange("POST", path, data, headers, ANSWER_MAX)
        return self._judge(answer.status, answer.data)

    def fetch(self, path: str, tag: str | None, most: int) -> Fetched | None:
        """What the hub publishes under a path, ``most`` bytes at most; None where it is still what ``tag`` names.

        Nothing of it is signed by this controller: the hub does not learn who fetches.

        Raises
        ------
        HubRefused
            Where the hub publishes nothing there (400 to 413).
        HubGone
            In every other case.
        """
        answer = self._exchange("GET", path, None, {} if tag is None else {"If-None-Match": tag}, most)
        if answer.status == 304 and tag is not None:
            return None
        if answer.status == 200:
            return answer
        if 400 <= answer.status < 414:
            raise HubRefused(answer.status, {})
        raise HubGone(f"status {answer.status}")

    def _exchange(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str], most: int) -> Fetched:
        """One exchange; once more where a connection that was kept open turns out to be closed."""
        is_fresh = self._connection is None
        try:
            try:
                return self._ask(method, path, data, headers, most)
            except (ConnectionError, http.client.RemoteDisconnected):
                self.close()
                if is_fresh or self._is_ended:
                    raise
            return self._ask(method, path, data, headers, most)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise HubGone(f"{type(error).__name__}: {error}"[:200]) from error

    def _ask(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str], most: int) -> Fetched:
        if self._connection is None:
            self._connection = (
                http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT_S) if self._context is None else
                http.client.HTTPSConnection(self._host, self._port, timeout=TIMEOUT_S, context=self._context))
        self._connection.request(method, f"{self._base}{path}", data, dict(headers))
        answer = self._connection.getresponse()
        found = answer.read(most + 1)
        if len(found) > most:
            raise http.client.HTTPException("the answer is too long")
        return Fetched(answer.status, found, answer.headers.get("ETag"))

    def _judge(self, status: int, answer: bytes) -> tuple[int, Any]:
        try:
            body = json.loads(answer)
        except (ValueError, RecursionError) as error:
            if status == 413:
                raise HubRefused(status, {}) from error
            raise HubGone(f"status {status}, and no JSON") from error
        if status in (200, 202):
            return status, body
        if (400 <= status < 414 or status == 422) and isinstance(body, dict):
            raise HubRefused(status, body)
        raise HubGone(f"status {status}")

    def abort(self) -> None:
        """End a request that another thread waits for; there will be no other."""
        self._is_ended = True
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection; the next request opens one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def read_url(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of a hub's address; ``InputError`` where secrets must not travel to it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{url!r} is no address", field="--hub") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise InputError(f"{url!r} is no address of a hub", field="--hub", fix="write it as https://hub.example")
    if parts.scheme == "http" and not _is_this_machine(parts.hostname):
        raise InputError("the door's secret would travel unprotected", field="--hub",
                         fix="use https://; http:// is for this machine alone")
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), parts.path.rstrip("/")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trust(authority: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if authority is None else str(authority))
    except (OSError, ssl.SSLError) as error:
        raise InputError("the authority cannot be read", file=authority, field="--ca",
                         fix="name a file of certificates in PEM") from error
