"""A relay is released for a while, or held while there is fire; it falls back by itself."""

from __future__ import annotations

from tests.nuantu.gates.doors import SetClock

from nuantu.gates.lock import SimulatedLock


def test_a_pulse_ends_by_itself_and_a_second_one_prolongs_it() -> None:
    clock = SetClock()
    lock = SimulatedLock(clock)
    states = [lock.is_released()]
    lock.pulse(5)
    clock.pass_time(3)
    lock.pulse(5)
    clock.pass_time(4)
    states.append(lock.is_released())
    clock.pass_time(1)
    states.append(lock.is_released())

    assert (states, lock.pulses) == ([False, True, False], 2)


def test_a_hold_lasts_until_it_is_ended_and_a_pulse_outlasts_it() -> None:
    clock = SetClock()
    lock = SimulatedLock(clock)
    lock.hold_open()
    clock.pass_time(1e6)
    held = lock.is_released()
    lock.pulse(5)
    lock.end_hold()
    pulsed = lock.is_released()
    clock.pass_time(5)

    assert (held, pulsed, lock.is_released()) == (True, True, False)


def test_a_relay_that_lost_its_controller_is_locked_outside() -> None:
    """A controller that starts anew finds a relay that nobody holds."""
    clock = SetClock()
    SimulatedLock(clock).pulse(5)

    assert not SimulatedLock(clock).is_released()
