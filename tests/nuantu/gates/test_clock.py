"""A door's time is the hub's, carried on by a clock that nobody can set."""

from __future__ import annotations

from tests.nuantu.gates.doors import NIGHT_S, SetClock

from nuantu.gates.clock import DoorClock, MachineClock


def test_before_the_hub_is_heard_the_machines_clock_counts() -> None:
    clock = SetClock()
    door = DoorClock(clock)
    clock.pass_time(10)
    clock.wall += 3_600

    assert (door.now(), door.is_attested) == (NIGHT_S + 3_610, False)


def test_a_door_never_stands_before_the_last_time_the_hub_told() -> None:
    """A machine without a battery starts in 1970."""
    clock = SetClock(wall=0.0)
    door = DoorClock(clock, floor_s=NIGHT_S)
    clock.pass_time(90)

    assert door.now() == NIGHT_S + 90


def test_the_hubs_time_is_carried_on_whatever_the_machines_clock_does() -> None:
    clock = SetClock(wall=0.0)
    door = DoorClock(clock)
    moved = door.attest(NIGHT_S)
    clock.pass_time(60)
    clock.wall = 4e9

    assert (moved, door.now(), door.is_attested) == (NIGHT_S, NIGHT_S + 60, True)


def test_a_hub_that_is_near_moves_nothing_and_one_that_is_far_does() -> None:
    clock = SetClock()
    door = DoorClock(clock)
    moves = [door.attest(NIGHT_S), door.attest(NIGHT_S + 2), door.attest(NIGHT_S - 2), door.attest(NIGHT_S + 10),
             door.attest(NIGHT_S + 4)]

    assert moves == [0, 0, 0, 10, -6]
    assert door.now() == NIGHT_S + 4


def test_a_jump_is_found_once_and_drift_is_none() -> None:
    clock = SetClock()
    door = DoorClock(clock)
    found = []
    for step, jump in ((1, 0), (1, 4), (1, 3_600), (1, 0), (1, -86_400), (3_600, 0)):
        clock.pass_time(step)
        clock.wall += jump
        found.append(door.find_jump())

    assert found == [0, 0, 3_600, 0, -86_400, 0]


def test_the_clocks_of_this_machine_go_forward() -> None:
    clock = MachineClock()
    first = (clock.read_wall(), clock.read_steady())

    assert (clock.read_wall(), clock.read_steady()) >= first
    assert first[0] > 1_700_000_000
