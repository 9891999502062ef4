"""Eight hours without the hub: the door opens for whom it should, refuses the rest, and then both books agree.

The hub is the real one, standing at a moment that it is told; the door is the real controller, with a clock that the
test moves.
"""

from __future__ import annotations

import base64
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.faults.gates.loaded_door import Pair, prepare
from tests.nuantu.gates.doors import NIGHT_S, SetClock, name_answer
from tests.nuantu.gates.event_loop import run_aside

from nuantu.gates import codes
from nuantu.gates.controller import Controller
from nuantu.gates.exchange import Exchange
from nuantu.gates.hub_link import HubLink
from nuantu.gates.lock import SimulatedLock
from nuantu.gates.signing import load_key
from nuantu.gates.store import Store

HOURS = 8
VISITS = 40
#: A number that the hub never gave, and the seats of the room.
STRANGER = 999


def _stand_at(at_s: float) -> dict[str, str]:
    return {"NUANTU_HUB_CLOCK": datetime.fromtimestamp(at_s, UTC).isoformat()}


async def _let_come(door: Controller, secret: bytes, clock: SetClock, chance: random.Random) -> Counter[str]:
    """Eight hours of people: with good codes, with codes used before, with late ones, of strangers, wrong ones."""
    told: Counter[str] = Counter()
    for visit in range(VISITS):
        now_s = door.clock.now()
        window, step = codes.find_window(now_s), codes.find_step(now_s)
        seeds = {n: codes.derive_standing_seed(secret, n, codes.find_span(now_s)) for n in (visit + 1, STRANGER)}
        once = codes.derive_once_code(secret, window, chance.randrange(256))
        for wants, code in (("once", once), ("standing", codes.derive_standing_code(seeds[visit + 1], step)),
                            ("used", once), ("expired", codes.derive_once_code(secret, window - 3, 0)),
                            ("wrong", codes.derive_standing_code(seeds[STRANGER], step))):
            came = name_answer(await door.press(code))
            assert came == wants, (visit, wants, came)
            told[came] += 1
            if came == wants and wants in ("once", "standing"):
                door.count_in()
                door.count_out()
        clock.pass_time(HOURS * 3_600 / VISITS)
        door.tick()
    return told


def _run_apart(pair: Pair, told: dict[str, Any]) -> Counter[str]:
    """In touch, eight hours apart, killed and started in the middle, in touch again."""
    clock, secret = SetClock(), base64.b64decode(told["secret"])
    folder = Path(told["folder"])
    key = load_key(folder / "door.pem")

    async def live() -> Counter[str]:
        store = Store(folder / "door.db")
        link = HubLink(pair.door.hub or "", key)
        with ThreadPoolExecutor(1) as disk, ThreadPoolExecutor(1) as line, closing(link):
            def plug_in() -> tuple[Controller, Exchange]:
                door = Controller(store, SimulatedLock(clock), clock, disk, lambda error: None)
                return door, Exchange(door, link, key, told["station"], "", line)

            pair.hub.environment = _stand_at(clock.wall)
            pair.start_hub()
            door, exchange = plug_in()
            for _ in range(3):
                await exchange._turn()
            assert exchange.said.startswith("in touch")
            pair.hub.kill()
            first = await _let_come(door, secret, clock, random.Random(1))
            await door.journal.settle()
            door, exchange = plug_in()  # what was in memory is gone
            assert await exchange._turn() > 0
            assert "cannot be reached" in exchange.said
            pair.hub.environment = _stand_at(clock.wall)
            pair.start_hub()
            while door.journal.unsent or not exchange.said.startswith("in touch"):
                await exchange._turn()
            await door.stop()
        store.close()
        return first

    try:
        return run_aside(live())
    finally:
        pair.end()


def test_eight_hours_without_the_hub_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    told = prepare(tmp_path)[0]
    pair = Pair(tmp_path, told)
    came = _run_apart(pair, told)

    assert came == {"once": VISITS, "standing": VISITS, "used": VISITS, "expired": VISITS, "wrong": VISITS}
    events = pair.read_door("SELECT seq, id, kind, at_s FROM event ORDER BY seq")
    held = pair.read_hub("SELECT seq, event, kind, unixepoch(at), clock_off FROM stations_doorevent ORDER BY seq")
    assert [(seq, name, kind, at_s) for seq, name, kind, at_s, _off in held] == events
    assert {off for *_rest, off in held} == {0}
    assert pair.read_hub("SELECT sum(entered), sum(left), sum(refused) FROM stations_visitcount") == [
        (2 * VISITS, 2 * VISITS, 3 * VISITS)]
    hours = pair.read_hub("SELECT count(*) FROM stations_visitcount")[0][0]
    assert hours >= HOURS  # each in its own hour, not in the hour in which the hub came back
    assert events[0][3] >= NIGHT_S
