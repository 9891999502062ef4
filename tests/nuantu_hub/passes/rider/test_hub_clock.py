"""The hub's time on a phone whose clock is wrong, and whose clock is set while the page is open."""

from __future__ import annotations

from tests.node import ask_module

#: A phone's two clocks, moved by hand: the one that can be set, and the one that cannot.
CLOCKS = """(async () => {
    let wall = 1_000_000_000_000, steady = 5000;
    Date.now = () => wall;
    performance.now = () => steady;
    const pass = (ms) => { wall += ms; steady += ms; };
    const set = (ms) => { wall += ms; };
    const told = [];
    %s
    return told;
})()"""


def run(steps: str) -> list[float]:
    """What the steps put into ``told``."""
    return list(ask_module("rider/hub_clock.js", CLOCKS % steps))


def test_an_offset_is_kept_and_half_the_way_is_taken_off() -> None:
    """The hub says 1,000,000,060 a second before its answer is there, asked for a second earlier."""
    assert run("""const clock = new it.HubClock();
        told.push(clock.offS);
        const asked = wall; pass(1000);
        clock.learn(1_000_000_060, asked, wall);
        told.push(clock.now(), clock.offS);
        pass(10_000);
        told.push(clock.now(), new it.HubClock(clock.offsetMs).now());""") == [
            None, 1_000_000_060.5, -59.5, 1_000_000_070.5, 1_000_000_070.5]


def test_a_clock_that_is_set_while_the_page_is_open_moves_nothing() -> None:
    assert run("""const clock = new it.HubClock(0);
        pass(1000); set(3_600_000);
        told.push(clock.now());
        pass(1000); set(-86_400_000);
        told.push(clock.now());""") == [1_000_000_001, 1_000_000_002]
