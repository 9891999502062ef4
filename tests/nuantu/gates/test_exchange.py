"""A door tells everything once, hears what it should know, and loses nothing to odd answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.doors import NIGHT_S, RIDER, Bench, run_door
from tests.nuantu.gates.paper_hub import PaperHub, serve_hub

from nuantu.core.errors import InputError
from nuantu.gates import exchange as module
from nuantu.gates.exchange import BACK_OFF_S, EVERY_S, LEAST_S, REFUSED_EVERY_S, WAITING_EVERY_S, Exchange
from nuantu.gates.hub_link import HubGone, HubLink, HubRefused
from nuantu.gates.signing import make_key
from nuantu.gates.wire import Hours

Story = Callable[[Bench, PaperHub, Exchange], Coroutine[Any, Any, None]]


def _meet(folder: Path, story: Story) -> None:
    """A door and a hub on one machine."""
    async def tell(bench: Bench) -> None:
        hub = PaperHub(now=lambda: bench.clock.wall)
        key = make_key(folder / "door.pem")
        with serve_hub(hub) as url, ThreadPoolExecutor(1) as line, closing(HubLink(url, key)) as link:
            await story(bench, hub, Exchange(bench.door, link, key, "YG-0012", "east door", line))

    run_door(folder, tell)


async def _turn(bench: Bench, exchange: Exchange) -> float:
    """One step of the exchange, with everything that was noted before."""
    await bench.door.journal.settle()
    return await exchange._turn()


def _list_ids(bench: Bench) -> list[str]:
    return [event.id for event in bench.store.read_events(0, 10**6)]


def test_a_door_waits_until_somebody_has_approved_it(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.approved = False
        waits = [await _turn(bench, exchange)]
        hub.approved = True
        waits.append(await _turn(bench, exchange))

        assert waits == [WAITING_EVERY_S, LEAST_S]
        assert (bench.door.door_id, exchange.is_enrolled, exchange.said) == ("17", True, "this is door 17")
        assert hub.asked[0][1]["station"] == "YG-0012"
        assert await bench.press(bench.once()) == "once"

    _meet(tmp_path, story)


def test_a_door_tells_what_happened_once_and_hears_what_it_should_know(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.config = {"version": 4, "seats": 1, "held_open_s": 30, "hours": {"spans": [], "end": NIGHT_S}}
        hub.allow = {"version": 9, "revoked": [3], "keys": [
            {"number": RIDER, "kind": "standing", "from": 0, "until": 2**39}]}
        await _turn(bench, exchange)
        waits = [await _turn(bench, exchange)]
        assert await bench.press(bench.standing()) == "standing"
        bench.door.call_help()
        waits.append(await _turn(bench, exchange))
        waits.append(await _turn(bench, exchange))

        assert waits == [EVERY_S] * 3
        assert (bench.door.config.seats, bench.door.config.hours) == (1, Hours((), NIGHT_S))
        assert hub.ids == _list_ids(bench)
        assert [event["kind"] for event in hub.events.values()] == ["opened", "help"]
        assert hub.asked[-1][1]["state"]["allow_version"] == 9
        assert (bench.door.journal.unsent, exchange.said) == (0, "in touch as door 17")

    _meet(tmp_path, story)


def test_an_answer_that_was_lost_is_harmless(tmp_path: Path) -> None:
    """The hub takes the events over, and the door does not hear of it."""
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        bench.door.call_help()
        await bench.door.journal.settle()
        hub.turns = [lambda _path, told: (hub._sync(told), b"")[1]] * 2
        with pytest.raises(HubGone):
            await exchange.sync()
        assert bench.door.journal.unsent == 1
        bench.door.count_out()
        await bench.door.journal.settle()
        await exchange.sync()

        assert hub.ids == [*_list_ids(bench)[:1] * 2, *_list_ids(bench)]  # told again by the same name and number
        assert [event["id"] for event in hub.events.values()] == _list_ids(bench)

    _meet(tmp_path, story)


def test_what_is_committed_while_the_door_reads_its_record_is_no_other_doors(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        bench.door.call_help()
        await bench.door.journal.settle()
        bench.door.count_out()  # waits to be committed before the record can be read
        await exchange.sync()

        assert hub.ids == _list_ids(bench)
        assert sorted(hub.events) == [1, 2]
        assert bench.door.journal.unsent == 0

    _meet(tmp_path, story)


def test_an_order_comes_until_it_is_reported_and_opens_once(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        hub.orders = [{"id": "0e2b", "kind": "unlock", "until": NIGHT_S + 60}]
        for _ in range(3):
            await _turn(bench, exchange)
        await bench.door.journal.settle()

        assert bench.lock.pulses == 1
        assert [event["order"] for event in hub.events.values()] == ["0e2b"]

    _meet(tmp_path, story)


def test_a_hub_that_comes_back_from_a_backup_is_told_again(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        for _ in range(10):
            bench.door.count_out()
        await _turn(bench, exchange)
        hub.lose(after=4)
        await _turn(bench, exchange)
        await _turn(bench, exchange)

        assert hub.ids == _list_ids(bench)
        assert list(hub.events) == list(range(1, 11))

    _meet(tmp_path, story)


def test_what_the_door_no_longer_holds_the_hub_does_not_wait_for(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        for _ in range(10):
            bench.door.count_out()
        await _turn(bench, exchange)
        bench.store.drop_sent(10, kept=3)
        hub.lose(after=0)
        await _turn(bench, exchange)
        await _turn(bench, exchange)

        assert list(hub.events) == [7, 8, 9, 10]
        assert hub.asked[-1][1]["first"] == 7

    _meet(tmp_path, story)


def test_what_the_hub_has_is_dropped_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 10)
    monkeypatch.setattr(module, "DROPPED_AT_ONCE", 5)

    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        sizes = []
        for _ in range(30):
            bench.door.count_out()
            await bench.door.journal.settle()
            await _turn(bench, exchange)
            sizes.append(len(_list_ids(bench)))

        assert (max(sizes), len(hub.events)) == (15, 30)

    _meet(tmp_path, story)


def test_an_older_copy_of_a_record_goes_on_above_what_the_hub_has(tmp_path: Path) -> None:
    """The hub confirms more than this door ever wrote: nothing of ours is taken for told, and it rings."""
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        for _ in range(3):
            bench.door.count_out()
        await bench.door.journal.settle()
        ids = _list_ids(bench)
        hub.turns = [lambda _path, _told: (200, {"through": 50, "time": NIGHT_S, "orders": []})]
        await _turn(bench, exchange)
        hub.events = {50: {"id": "somebody else's", "kind": "help"}}
        await _turn(bench, exchange)

        assert hub.ids[:3] == ids
        assert [(seq, event["kind"]) for seq, event in hub.events.items()] == [
            (50, "help"), (51, "left"), (52, "left"), (53, "left"), (54, "tamper")]

    _meet(tmp_path, story)


def test_two_doors_with_one_key_lose_nothing_and_ring(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        hub.events = {seq: {"id": f"other {seq}", "kind": "entered"} for seq in range(1, 8)}
        for _ in range(3):
            bench.door.count_out()
        await bench.door.journal.settle()
        ids = _list_ids(bench)
        assert await _turn(bench, exchange) == LEAST_S
        await _turn(bench, exchange)

        assert hub.ids == _list_ids(bench)
        assert [event.seq for event in bench.store.read_events(0, 99)] == [8, 9, 10, 11]
        assert (hub.ids[:3], hub.events[11]["kind"], hub.events[11]["why"]) == (ids, "tamper", "sequence")

    _meet(tmp_path, story)


def test_a_wrong_clock_is_set_by_the_hub_and_the_question_asked_again(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.now = lambda: NIGHT_S
        bench.clock.wall = 0.0
        waits = [await _turn(bench, exchange) for _ in range(3)]

        assert waits == [LEAST_S, LEAST_S, EVERY_S]
        assert bench.door.clock.now() == NIGHT_S
        assert ("clock_jump", {"by_s": NIGHT_S}) in await bench.list_events()

    _meet(tmp_path, story)


def test_a_hub_that_insists_on_another_time_is_not_asked_without_pause(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.turns = [lambda _path, _told: (401, {"reason": "time", "time": NIGHT_S + 9})] * 3
        waits = [await _turn(bench, exchange) for _ in range(3)]

        assert waits[0] == LEAST_S
        assert waits[1] > LEAST_S
        assert waits[2] > waits[1]

    _meet(tmp_path, story)


@pytest.mark.parametrize(("reason", "after"), [("revoked", ["revoked", "keeper"]), ("unknown", ["once", "keeper"])])
def test_a_door_that_is_not_known_enrols_again(tmp_path: Path, reason: str, after: list[str]) -> None:
    """Withdrawn it lets in keepers only; unknown, to a hub that was restored perhaps, it goes on alone."""
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await bench.enrol()
        await _turn(bench, exchange)
        hub.turns = [lambda _path, _told: (401, {"reason": reason})]
        assert await _turn(bench, exchange) == WAITING_EVERY_S
        assert not exchange.is_enrolled
        assert [await bench.press(code) for code in (bench.once(), bench.standing(1))] == after
        await _turn(bench, exchange)

        assert exchange.is_enrolled
        assert await bench.press(bench.once(9)) == "once"

    _meet(tmp_path, story)


def test_a_hub_that_is_gone_is_asked_ever_more_rarely_and_then_as_before(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.turns = [lambda _path, _told: (503, {})] * 12
        waits = [await _turn(bench, exchange) for _ in range(12)]
        least, most = BACK_OFF_S
        assert all(0.75 * min(most, least * 2**n) <= wait <= min(most, least * 2**n) for n, wait in enumerate(waits))
        await _turn(bench, exchange)

        assert await _turn(bench, exchange) == EVERY_S

    _meet(tmp_path, story)


@pytest.mark.parametrize("answer", [
    (200, {}), (200, []), (200, {"through": -1, "time": 1, "orders": []}),
    (200, {"through": 0, "time": 1, "orders": [], "config": {"version": 1}}),
])
def test_an_answer_of_another_form_changes_nothing(tmp_path: Path, answer: tuple[int, Any]) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        bench.door.call_help()
        await bench.door.journal.settle()
        before = (bench.door.clock.now(), bench.door.config, bench.door.journal.unsent)
        hub.turns = [lambda _path, _told: answer]
        with pytest.raises(InputError):
            await exchange.sync()

        assert (bench.door.clock.now(), bench.door.config, bench.door.journal.unsent) == before

    _meet(tmp_path, story)


def test_a_request_that_is_too_large_is_halved(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        for _ in range(8):
            bench.door.count_out()
        await bench.door.journal.settle()
        exchange._most = 8
        hub.turns = [lambda _path, told: (413, {}) if len(told["events"]) > 2 else None] * 3
        waits = [await _turn(bench, exchange) for _ in range(6)]

        assert waits[:2] == [LEAST_S, LEAST_S]
        assert hub.ids == _list_ids(bench)

    _meet(tmp_path, story)


def test_a_form_the_hub_refuses_is_tried_again_each_minute(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        hub.turns = [lambda _path, _told: (400, {"reason": "form", "field": "events"})]

        assert await _turn(bench, exchange) == REFUSED_EVERY_S
        assert exchange.said == "the hub answered 400 form"

    _meet(tmp_path, story)


def test_another_refusal_is_raised_to_whoever_asks(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        hub.turns = [lambda _path, _told: (409, {"reason": "taken"})]
        with pytest.raises(HubRefused, match="409 taken"):
            await exchange.enrol()

    _meet(tmp_path, story)


def test_many_events_are_told_in_turns_without_waiting(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        await _turn(bench, exchange)
        for _ in range(500):
            bench.door.count_out()
        await bench.door.journal.settle()
        waits = [await _turn(bench, exchange) for _ in range(3)]

        assert waits == [LEAST_S, LEAST_S, EVERY_S]
        assert hub.ids == _list_ids(bench)

    _meet(tmp_path, story)


def test_left_to_itself_a_door_enrols_and_tells_at_once(tmp_path: Path) -> None:
    async def story(bench: Bench, hub: PaperHub, exchange: Exchange) -> None:
        words: list[str] = []
        exchange.on_said = words.append
        running = asyncio.create_task(exchange.run())
        while exchange.said != "in touch as door 17":
            await asyncio.sleep(0.01)
        bench.door.call_help()
        while not hub.events:
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert words == ["this is door 17", "in touch as door 17"]

    _meet(tmp_path, story)
