"""A simulated scanner: what a reader at a lane would tell the gate, and what came of it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any

from nuantu.core.errors import InputError

TIMEOUT_S = 10.0


class GateClient:
    """A connection to a gate's controller on this machine, kept open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What the gate answers to a deed, or to a question where there is no body. Raises InputError."""
        try:
            self._connection.request("GET" if body is None else "POST", path,
                                     None if body is None else json.dumps(body), {"Content-Type": "application/json"})
            answer = self._connection.getresponse()
            found = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            raise InputError(f"no gate answers on this machine ({type(error).__name__})", field="--port",
                             fix="start it, and name the port that it says") from error
        if answer.status != 200 or not isinstance(found, dict):
            raise InputError(f"the gate answered {answer.status}: {str(found)[:200]}")
        return found

    def scan(self, text: str, lane: int = 1) -> dict[str, Any]:
        """What the gate says of a text that a lane's reader has read."""
        return self.ask("/scan", {"lane": lane, "text": text})
