"""What readers, contacts and the guard's screen tell a gate over its socket."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.gate_bench import GateBench, run_gate

from nuantu.gates.gate_socket import GateSocket
from nuantu.gates.local_day import find_day

SECRET = "0123456789abcdef0123456789abcdef"
Ask = Callable[..., Coroutine[Any, Any, tuple[int, Any]]]


def _plug(folder: Path, story: Callable[[GateBench, Ask], Coroutine[Any, Any, None]], **options: Any) -> None:
    async def tell(bench: GateBench) -> None:
        own = GateSocket(bench.gate, bench.gate.describe, SECRET)
        port = await own.listen(0)

        def exchange(method: str, path: str, body: Any) -> tuple[int, Any]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            data = answer.read()
            connection.close()
            return answer.status, json.loads(data) if answer.headers["Content-Type"] == "application/json" else data

        async def ask(path: str, body: Any = None, method: str = "POST") -> tuple[int, Any]:
            return await asyncio.to_thread(exchange, method, path, {} if body is None else body)

        try:
            await story(bench, ask)
        finally:
            await own.close()

    run_gate(folder, tell, **options)


def test_a_reader_is_told_the_light_and_one_sentence_and_nothing_of_whose_code_it_was(tmp_path: Path) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        phone = bench.issuer.issue()[0]
        text = phone.show(bench.clock.wall)

        assert await ask("/scan", {"lane": 1, "text": text}) == (200, {
            "verdict": "OK", "light": "green", "open": True, "words": "码有效，请通行 · The code is good; go through"})
        status, told = await ask("/scan", {"lane": 2, "text": text})
        assert (status, told["verdict"], told["light"], told["open"]) == (200, "E_REPLAY", "red", False)

    _plug(tmp_path, story)


def test_a_guard_lets_in_by_hand_and_a_contact_tells_who_passed(tmp_path: Path) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        await bench.show(bench.issuer.issue()[0], 2)
        bench.clock.pass_time(3)

        assert await ask("/manual", {"lane": 1, "reason": "slip"}) == (200, {"open": True})
        assert await ask("/passed", {"lane": 2}) == (200, {})
        status, state = await ask("/state", method="GET")
        assert (status, state["counts"]) == (200, {"OK": 1, "manual:slip": 1, "measured": 1, "seconds": 3})
        assert bench.pulses() == [1, 1]

    _plug(tmp_path, story)


def test_a_minute_is_handed_to_the_desk_alone(tmp_path: Path) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        phone = bench.issuer.issue()[0]
        await bench.show(phone)
        asked = {"secret": SECRET, "day": "2026-01-01", "at": "12:00"}
        status, told = await ask("/incident", asked)
        key, day = bench.gate.book.keys.find(find_day(bench.clock.wall)), find_day(bench.clock.wall)

        assert key is not None
        assert (status, told) == (200, {"day": "2026-01-01", "at": "12:00", "day_key": key.hex(),
                                        "marks": [bench.gate.book.keys.mark(day, phone.id).hex()]})
        assert (await ask("/incident", {**asked, "at": "12:01"}))[1]["marks"] == []
        for odd, expected in (({"secret": "wrong"}, 403), ({"secret": None}, 403), ({"secret": "密"}, 403),
                              ({"day": "2026-01-02"}, 404), ({"day": "today"}, 400), ({"at": "24:00"}, 400),
                              ({"at": 720}, 400)):
            assert (await ask("/incident", {**asked, **odd}))[0] == expected

    _plug(tmp_path, story)


@pytest.mark.parametrize(("path", "body"), [
    ("/scan", {}), ("/scan", {"text": 7}), ("/scan", {"text": "", "lane": 3}), ("/scan", {"text": "", "lane": 0}),
    ("/scan", {"text": "", "lane": True}), ("/manual", {"reason": "friend"}), ("/manual", {}),
    ("/passed", {"lane": 9})])
def test_what_is_not_understood_does_nothing(tmp_path: Path, path: str, body: Any) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        assert (await ask(path, body))[0] == 400
        assert bench.gate.read_counts(find_day(bench.clock.wall)) == {}

    _plug(tmp_path, story)


def test_the_screen_is_served(tmp_path: Path) -> None:
    async def story(_bench: GateBench, ask: Ask) -> None:
        for path, begin in (("/", b"<!doctype html>"), ("/gate.js", b"//"), ("/gate.css", b":root")):
            status, data = await ask(path, method="GET")
            assert (status, data[:len(begin)]) == (200, begin)

    _plug(tmp_path, story)


def test_a_guard_asks_for_a_number_over_the_socket_and_the_screen_shows_it(tmp_path: Path) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        status, told = await ask("/challenge", {"lane": 2})
        assert (status, told["seconds"], len(told["challenge"])) == (200, 90, 6)
        assert (await ask("/state", method="GET"))[1]["asked"] == [{"challenge": None, "seconds": 0}, told]
        text = bench.issuer.issue()[0].show(bench.clock.wall, nonce=told["challenge"].encode())
        assert (await ask("/scan", {"lane": 2, "text": text}))[1]["verdict"] == "OK"
        assert (await ask("/challenge", {"lane": 2, "on": False})) == (200, {"challenge": None, "seconds": 0})
        assert [(await ask("/challenge", body))[0] for body in ({"lane": 3}, {"on": "yes"}, {"on": 1})] == [400] * 3

    _plug(tmp_path, story)


def test_a_gate_that_asks_everybody_does_not_stop_asking(tmp_path: Path) -> None:
    async def story(bench: GateBench, ask: Ask) -> None:
        assert (await ask("/challenge", {"on": False}))[0] == 409
        assert bench.gate.show_challenge(1)["challenge"] is not None

    _plug(tmp_path, story, challenges=True)
