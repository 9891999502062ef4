"""How long the hub was not heard: neither a pause without power nor a clock set back makes it shorter."""

from __future__ import annotations

from tests.nuantu.gates.doors import NIGHT_S, SetClock

from nuantu.gates.clock import DoorClock
from nuantu.gates.silence import Silence


def test_a_hub_that_was_never_heard_is_silent_for_ever() -> None:
    silence = Silence(DoorClock(SetClock()), None, 0)

    assert (silence.measure(), silence.list_facts(due=False)) == (float("inf"), {})


def test_a_pause_without_power_counts() -> None:
    silence = Silence(DoorClock(SetClock()), NIGHT_S - 5_000, 30)

    assert silence.measure() == 5_000


def test_a_clock_set_back_leaves_what_was_waited_for() -> None:
    clock = SetClock(wall=NIGHT_S - 90_000.0)
    silence = Silence(DoorClock(clock), NIGHT_S, 500)
    clock.pass_time(60)

    assert silence.measure() == 560


def test_hearing_the_hub_ends_it() -> None:
    clock = SetClock()
    silence = Silence(DoorClock(clock), NIGHT_S - 5_000, 30)
    silence.end()
    clock.pass_time(7)

    assert silence.measure() == 7


def test_the_record_hears_at_once_of_its_end_and_then_once_a_minute() -> None:
    clock = SetClock()
    silence = Silence(DoorClock(clock), None, 0)
    silence.end()
    written = []
    for passed_s in (0, 2, 30, 28, 60):
        clock.pass_time(passed_s)
        written.append(silence.list_facts())
        silence.end()

    assert written == [{"heard_s": str(NIGHT_S), "silent_s": "0"}, {}, {},
                       {"heard_s": str(NIGHT_S + 32), "silent_s": "28"},
                       {"heard_s": str(NIGHT_S + 60), "silent_s": "60"}]
