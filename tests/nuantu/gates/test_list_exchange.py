"""What a gate fetches: the newest of everything, nothing twice, and nothing that is not rightly signed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer
from tests.nuantu.gates.paper_pass_hub import PaperPassHub, serve_pass_hub

from nuantu.gates.hub_link import HubLink
from nuantu.gates.list_exchange import BACK_OFF_S, EVERY_S, ListExchange
from nuantu.gates.pass_lists import DESCRIPTOR, TRUST
from nuantu.gates.signing import make_key

Story = Callable[[GateBench, PaperPassHub, ListExchange], Coroutine[Any, Any, None]]


def _meet(folder: Path, story: Story, issuer: PaperIssuer | None = None) -> None:
    issuer = issuer or PaperIssuer()

    async def tell(bench: GateBench) -> None:
        hub = PaperPassHub(bench.issuer)
        with serve_pass_hub(hub) as url, ThreadPoolExecutor(1) as line:
            link = HubLink(url, make_key(folder / "gate.pem"))
            try:
                await story(bench, hub, ListExchange(bench.gate.book, link, line, bench.gate.hear_time))
            finally:
                link.close()

    run_gate(folder, tell, issuer=issuer, synced=False)


def test_a_turn_hears_the_time_and_takes_what_is_new_and_the_next_asks_only_whether_it_is(tmp_path: Path) -> None:
    async def story(bench: GateBench, hub: PaperPassHub, exchange: ListExchange) -> None:
        hub.now_s = bench.issuer.now_s = NOON_S + 600
        bench.clock.pass_time(100)
        hub.publish()
        hub.published[hub.find_path(TRUST)] = bench.issuer.make_trust(2)
        first = await exchange.turn()
        asked, hub.asked = hub.asked, []
        await exchange.turn()

        assert 0.9 * EVERY_S <= first <= EVERY_S
        assert (exchange.said, bench.gate.clock.now()) == ("in touch", NOON_S + 600)
        assert (bench.gate.book.lists.trust.version, bench.gate.book.lists.floor_s) == (2, NOON_S + 600)
        assert [path for path, _tag in asked][:4] == [
            "/passes/v1/time", "/passes/v1/trust", "/passes/v1/bundle/3", "/passes/v1/gate/7/descriptor"]
        assert [path for path, tag in hub.asked if tag] == ["/passes/v1/trust", "/passes/v1/bundle/3",
                                                            "/passes/v1/gate/7/descriptor", hub.find_path(
                                                                bench.issuer.status_name)]

    _meet(tmp_path, story)


def test_a_withdrawn_credential_is_refused_after_the_next_turn(tmp_path: Path) -> None:
    async def story(bench: GateBench, hub: PaperPassHub, exchange: ListExchange) -> None:
        phone, other = bench.issuer.issue(2)
        assert await bench.show(phone) == "OK"
        hub.published[hub.find_path(bench.issuer.status_name)] = bench.issuer.make_status(
            [bench.issuer.indices[phone.id]], NOON_S + 1)
        bench.clock.pass_time(30)
        hub.now_s = NOON_S + 30
        await exchange.turn()

        assert [await bench.show(phone), await bench.show(other)] == ["E_REVOKED", "OK"]

    _meet(tmp_path, story)


def test_a_hub_that_serves_what_nobody_signed_is_named_and_changes_nothing(tmp_path: Path) -> None:
    async def story(bench: GateBench, hub: PaperPassHub, exchange: ListExchange) -> None:
        hub.published[hub.find_path(TRUST)] = bench.issuer.make_trust(9, signers=1)
        hub.published[hub.find_path(DESCRIPTOR)] = b"XG1:HELLO"
        await exchange.turn()

        assert exchange.said.startswith("trust is refused (E_SIG") or "trust is refused" in exchange.said
        assert "descriptor is refused" in exchange.said
        assert bench.gate.book.alarms == {"list refused: trust", "list refused: descriptor"}
        assert bench.gate.book.lists.trust.version == 1
        assert await bench.show(bench.issuer.issue()[0]) == "OK"
        hub.publish()
        await exchange.turn()
        assert (exchange.said, bench.gate.book.alarms) == ("in touch", set())

    _meet(tmp_path, story)


@pytest.mark.parametrize("odd", [(500, b""), (200, b"no time"), (200, b"{}"), (200, b'{"time": -1}'), (302, b""),
                                 (200, b'{"time": true}'), (404, b"{}"), (200, bytes(600))])
def test_after_an_odd_answer_the_gate_waits_longer_each_time_and_goes_on(
        tmp_path: Path, odd: tuple[int, bytes]) -> None:
    async def story(bench: GateBench, hub: PaperPassHub, exchange: ListExchange) -> None:
        hub.odd = lambda _path: odd
        waits = [await exchange.turn() for _ in range(12)]

        assert exchange.said.startswith("the hub cannot be reached")
        assert waits[0] <= BACK_OFF_S[0]
        assert waits[4] > 2 * BACK_OFF_S[0]
        assert max(waits) <= BACK_OFF_S[1]
        assert await bench.show(bench.issuer.issue()[0]) == "OK"
        hub.odd = lambda _path: None
        assert (await exchange.turn() > BACK_OFF_S[0], exchange.said) == (True, "in touch")

    _meet(tmp_path, story)


def test_what_the_hub_does_not_have_is_said_and_a_list_of_the_future_that_it_does_not_have_is_not(
        tmp_path: Path) -> None:
    async def story(_bench: GateBench, hub: PaperPassHub, exchange: ListExchange) -> None:
        del hub.published[hub.find_path("bundle")]
        await exchange.turn()

        assert exchange.said == "bundle: the hub answered 404"

    _meet(tmp_path, story)
