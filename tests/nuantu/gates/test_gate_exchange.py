"""What a gate tells its hub: days that are over, once, in counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import DAY_S, PaperIssuer
from tests.nuantu.gates.paper_pass_hub import PaperPassHub, serve_pass_hub

from nuantu.gates.gate_exchange import GateExchange
from nuantu.gates.hub_link import HubLink
from nuantu.gates.signing import make_key


def test_days_that_are_over_are_told_once_and_in_order_whatever_happens_between(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        hub = PaperPassHub(bench.issuer)
        key = make_key(tmp_path / "gate.pem")
        hub.key = key.public
        with serve_pass_hub(hub) as url, ThreadPoolExecutor(1) as line:
            link = HubLink(url, key)
            try:
                await _live_three_days(bench, hub, link, line)
            finally:
                link.close()

    run_gate(tmp_path, story)


async def _live_three_days(bench: GateBench, hub: PaperPassHub, link: HubLink, line: ThreadPoolExecutor) -> None:
    def make() -> GateExchange:
        return GateExchange(bench.gate.book, link, line, bench.gate.hear_time, gate=bench.gate)

    exchange = make()
    for phone in bench.issuer.issue(12):
        await bench.show(phone)
    await exchange.turn()
    assert hub.days == []  # the day is not over
    hub.odd = lambda path: (503, b"") if path.endswith("/counts") else None
    for _day in range(2):
        _pass_a_day(bench, hub)
        bench.gate.let_by_hand(1, "slip")
        await exchange.turn()
    assert (hub.days, "cannot be reached" in exchange.said) == ([], True)
    hub.odd = lambda path: None
    await bench.gate.stop()
    await bench.restart()
    exchange = make()
    for _again in range(2):
        await exchange.turn()

    assert hub.days == [_tell("2026-01-01", 12), _tell("2026-01-02", None)]
    assert exchange.said == "in touch"


def _pass_a_day(bench: GateBench, hub: PaperPassHub) -> None:
    bench.clock.pass_time(DAY_S)
    bench.issuer.now_s = hub.now_s = round(bench.clock.wall)
    hub.published["/passes/v1/trust"] = bench.issuer.make_trust(bench.gate.book.lists.trust.version + 1)


def _tell(day: str, let_in: int | None) -> dict[str, Any]:
    few = "fewer than 10"
    return {"day": day, "counts": {"let_in": let_in or few, "degraded": few, "refused": few, "manual": few},
            "passing": None}


def test_a_hub_that_does_not_know_the_gates_key_is_told_again_later(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        hub = PaperPassHub(bench.issuer)
        with serve_pass_hub(hub) as url, ThreadPoolExecutor(1) as line:
            link = HubLink(url, make_key(tmp_path / "gate.pem"))
            exchange = GateExchange(bench.gate.book, link, line, bench.gate.hear_time, gate=bench.gate)
            bench.gate.let_by_hand(1, "slip")
            _pass_a_day(bench, hub)
            hub.key = make_key(tmp_path / "other.pem").public
            await exchange.turn()
            assert (hub.days, exchange.said) == (
                [], "the hub does not take the counts of 2026-01-01 (the hub answered 401 signature)")
            hub.key = link._key.public
            await exchange.turn()
            assert len(hub.days) == 1
            link.close()

    run_gate(tmp_path, story, issuer=PaperIssuer())
