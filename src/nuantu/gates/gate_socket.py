"""What readers, contacts and the guard's screen of a gate say to its controller, over a socket of this machine."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any

from nuantu.gates.gate import Gate, Told
from nuantu.gates.gate_words import MANUAL_REASONS
from nuantu.gates.journal import Unrecordable
from nuantu.gates.local_day import read_day, show_day
from nuantu.gates.local_socket import LocalSocket, Unfit

_MINUTE = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_PAGES = {"/": ("gate.html", "text/html; charset=utf-8"), "/gate.js": ("gate.js", "text/javascript; charset=utf-8"),
          "/gate.css": ("gate.css", "text/css; charset=utf-8")}


class GateSocket:
    """The socket of one gate.

    Parameters
    ----------
    describe
        What the gate is and holds.
    desk_secret
        What whoever asks for a day's key has to know: it stands in a file that only the gate's owner may read.
    """

    def __init__(self, gate: Gate, describe: Callable[[], dict[str, Any]], desk_secret: str) -> None:
        self._gate = gate
        self._secret = desk_secret
        self._socket = LocalSocket({"/scan": self._scan, "/manual": self._let_by_hand, "/passed": self._pass_through,
                                    "/challenge": self._ask_challenge, "/incident": self._hand_over},
                                   {"/state": describe}, _PAGES)

    async def listen(self, port: int) -> int:
        """Listen on this machine; the port, which is a free one where 0 is asked for."""
        return await self._socket.listen(port)

    async def close(self) -> None:
        """Listen no more."""
        await self._socket.close()

    async def _scan(self, body: Mapping[str, Any]) -> dict[str, Any]:
        lane, text = self._take_lane(body), body.get("text")
        if not isinstance(text, str):
            raise Unfit(400, "text is missing")
        return show_told(await self._gate.scan(lane, text))

    async def _let_by_hand(self, body: Mapping[str, Any]) -> dict[str, Any]:
        lane, reason = self._take_lane(body), body.get("reason")
        if not isinstance(reason, str) or reason not in MANUAL_REASONS:
            raise Unfit(400, f"reason is one of {', '.join(MANUAL_REASONS)}")
        self._gate.let_by_hand(lane, reason)
        return {"open": True}

    async def _pass_through(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._gate.pass_through(self._take_lane(body))
        return {}

    async def _ask_challenge(self, body: Mapping[str, Any]) -> dict[str, Any]:
        lane, on = self._take_lane(body), body.get("on", True)
        if not isinstance(on, bool):
            raise Unfit(400, "on is true or false")
        if on:
            self._gate.ask_challenge(lane)
        elif self._gate.lanes[lane - 1].challenge.always:
            raise Unfit(409, "this gate asks everybody for a number")
        else:
            self._gate.end_challenge(lane)
        return self._gate.show_challenge(lane)

    async def _hand_over(self, body: Mapping[str, Any]) -> dict[str, Any]:
        secret, at = body.get("secret"), body.get("at")
        if not isinstance(secret, str) or not hmac.compare_digest(secret.encode(), self._secret.encode()):
            raise Unfit(403, "the secret of the desk is missing or wrong")
        found = _MINUTE.fullmatch(at) if isinstance(at, str) else None
        day = _take_day(body)
        if found is None:
            raise Unfit(400, "at is a minute as 12:05")
        try:
            handed = await self._gate.hand_over(day, int(found[1]) * 60 + int(found[2]))
        except Unrecordable as error:
            raise Unfit(409, "the record cannot be read now") from error
        if handed is None:
            raise Unfit(404, "the key of this day was never drawn, or is forgotten")
        return {"day": show_day(day), "at": at, "day_key": handed[0].hex(), "marks": handed[1]}

    def _take_lane(self, body: Mapping[str, Any]) -> int:
        lane, count = body.get("lane", 1), len(self._gate.lanes)
        if type(lane) is not int or not 1 <= lane <= count:
            raise Unfit(400, f"lane is a whole number of 1 to {count}")
        return lane


def show_told(told: Told) -> dict[str, Any]:
    """An answer to a reader: nothing of it says whose code it was."""
    return {"verdict": told.verdict.code.value, "light": told.light, "open": told.opens, "words": told.words}


def _take_day(body: Mapping[str, Any]) -> int:
    try:
        return read_day(str(body.get("day")))
    except ValueError as error:
        raise Unfit(400, "day is a date as 2026-01-01") from error
