"""Simulated hardware of a door behind a local socket: keypad, reader, contact, counter, handle, alarm, sensors."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Mapping
from typing import Any

from nuantu.gates.controller import Controller
from nuantu.gates.journal import Unrecordable
from nuantu.gates.local_socket import LocalSocket, Unfit
from nuantu.gates.passage import PEOPLE_MAX

COUNT_MAX = 20
_PAGES = {"/": ("panel.html", "text/html; charset=utf-8"), "/panel.js": ("panel.js", "text/javascript; charset=utf-8"),
          "/panel.css": ("panel.css", "text/css; charset=utf-8")}


class Panel:
    """The hardware of one controller. ``describe`` says what the door is and holds."""

    def __init__(self, controller: Controller, describe: Callable[[], dict[str, Any]]) -> None:
        self._controller = controller
        self._socket = LocalSocket({
            "/keypad": self._press, "/inside": self._use_inside, "/contact": self._move_leaf,
            "/counter": self._count, "/fire": self._set_fire, "/tamper": self._tamper, "/help": self._help,
            "/equipment": self._measure, "/reader": self._read}, {"/state": describe}, _PAGES)

    async def listen(self, port: int) -> int:
        """Listen on this machine; the port, which is a free one where 0 is asked for."""
        return await self._socket.listen(port)

    async def close(self) -> None:
        """Listen no more."""
        await self._socket.close()

    async def _press(self, body: Mapping[str, Any]) -> dict[str, Any]:
        code = body.get("code")
        if not isinstance(code, str):
            raise Unfit(400, "code is missing")
        answer = await self._controller.press(code)
        told = {"by": answer.by} if answer.is_open else {"why": answer.why}
        return {"open": answer.is_open, **told, "words": answer.words}

    async def _read(self, body: Mapping[str, Any]) -> dict[str, Any]:
        text = body.get("text")
        if not isinstance(text, str):
            raise Unfit(400, "text is missing")
        if self._controller.book is None:
            raise Unfit(409, "this door takes no passes: it was given no descriptor")
        answer = await self._controller.read_pass(text)
        told = {"by": answer.by} if answer.is_open else {"why": answer.why}
        verdict = None if answer.verdict is None else answer.verdict.value
        return {"open": answer.is_open, **told, "verdict": verdict, "words": answer.words}

    async def _use_inside(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.use_inside()
        return {"open": True}

    async def _move_leaf(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._controller.move_leaf(is_open=_take_bool(body, "open"))
        return {}

    async def _count(self, body: Mapping[str, Any]) -> dict[str, Any]:
        if not body or not set(body) <= {"in", "out", "people"}:
            raise Unfit(400, "say in, out or people")
        numbers = {name: _take_count(body, name) for name in body}
        if "people" in numbers:
            self._controller.correct_count(numbers["people"])
        for _person in range(numbers.get("in", 0)):
            self._controller.count_in()
        for _person in range(numbers.get("out", 0)):
            self._controller.count_out()
        await self._wait_for_record()
        return {"people": self._controller.passage.people}

    async def _set_fire(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._controller.set_fire(burning=_take_bool(body, "on"))
        return {"fire": self._controller.fire}

    async def _tamper(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.report_tamper()
        return {}

    async def _help(self, body: Mapping[str, Any]) -> dict[str, Any]:
        del body
        self._controller.call_help()
        await self._wait_for_record()
        return {}

    async def _wait_for_record(self) -> None:
        """What is answered is on the disk; where there is no room for it, it is remembered and told later."""
        with contextlib.suppress(Unrecordable):
            await self._controller.journal.catch_up()

    async def _measure(self, body: Mapping[str, Any]) -> dict[str, Any]:
        for mark, value in body.items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not 0 < len(mark) <= 40 or not (is_number or value is None):
                raise Unfit(400, "say marks and numbers")
        for mark, value in body.items():
            self._controller.measure(mark, value)
        return {}


def _take_bool(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise Unfit(400, f"{name} is true or false")
    return value


def _take_count(body: Mapping[str, Any], name: str) -> int:
    value = body[name]
    most = PEOPLE_MAX if name == "people" else COUNT_MAX
    if type(value) is not int or not 0 <= value <= most:
        raise Unfit(400, f"{name} is a whole number of 0 to {most}")
    return value
