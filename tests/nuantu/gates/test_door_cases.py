"""The eight cases of doors, XD1 to XD8, at a door that takes passes beside its keypad."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from tests.nuantu.gates.doors import KEEPER, SECRET, run_door
from tests.nuantu.gates.paper_issuer import GATE
from tests.nuantu.gates.pass_doors import DOOR, PassDoorBench, make_pass_door, name_reading

from nuantu.gates import codes
from nuantu.passes.credential import PassClass

HOUR_S = 3_600


def _tell(folder: Path, story: Callable[[PassDoorBench], Coroutine[Any, Any, None]]) -> None:
    async def enrolled(bench: PassDoorBench) -> None:
        await bench.enrol()
        await story(bench)

    run_door(folder, enrolled, make_pass_door)


def test_xd1_with_the_hub_gone_for_eight_hours_valid_passes_open(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        told = []
        for hour in range(9):
            phone, gone = bench.issuer.issue(2, int(bench.clock.wall))
            told.append(await bench.show(phone))
            bench.door.tick()
            told.append(name_reading(await bench.door.read_pass(gone.show(bench.clock.wall - 90, DOOR))))
            bench.clock.pass_time(HOUR_S if hour < 8 else 0)

        assert told == ["pass", "E_STALE"] * 9
        assert bench.door.silence.measure() == 8 * HOUR_S

    _tell(tmp_path, story)


def test_xd2_after_a_power_cut_the_door_is_as_it_was_and_the_way_out_never_was_another(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        phone, other = bench.issuer.issue(2)
        text = phone.show(bench.clock.wall, DOOR)
        assert name_reading(await bench.door.read_pass(text)) == "pass"
        bench.door.use_inside()
        bench.door.count_in()
        await bench.restart(20)

        assert name_reading(await bench.door.read_pass(text)) == "E_REPLAY"
        assert await bench.show(other) == "pass"
        assert bench.door.passage.people == 1
        assert not hasattr(bench.lock, "lock")
        assert ("opened", {"by": "inside"}) in await bench.list_events()

    _tell(tmp_path, story)


def test_xd3_a_credential_of_gates_opens_no_door_whatever_it_is_bound_to(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        gates = bench.issuer.issue(kind=PassClass.GATE)[0]

        assert [await bench.show(gates), await bench.show(gates, GATE), await bench.show(bench.issuer.issue()[0])] == [
            "E_SCOPE", "E_AUD", "pass"]
        assert bench.lock.pulses == 1

    _tell(tmp_path, story)


def test_xd4_who_follows_and_a_door_that_is_held_ring_and_nobody_guesses_who(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        assert await bench.show(bench.issuer.issue()[0]) == "pass"
        bench.door.move_leaf(is_open=True)
        bench.door.count_in()
        bench.door.count_in()
        bench.clock.pass_time(61)
        bench.door.tick()

        assert await bench.list_events() == [
            ("opened", {"by": "pass"}), ("contact_open", {}), ("entered", {}), ("entered", {}),
            ("tailgating", {"over": 1}), ("held_open", {"for_s": 61})]

    _tell(tmp_path, story)


def test_xd5_five_wrong_codes_lock_the_keypad_and_ring_and_the_reader_goes_on(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        for _ in range(5):
            assert await bench.press("00000000") == "wrong"

        assert await bench.press(bench.once()) == "locked_out"
        assert await bench.show(bench.issuer.issue()[0]) == "pass"
        bench.clock.pass_time(590)
        assert await bench.press(bench.once()) == "locked_out"
        assert await bench.show(bench.issuer.issue()[0]) == "pass"
        bench.clock.pass_time(11)
        assert await bench.press(bench.once()) == "once"
        assert [kind for kind, _facts in await bench.list_events()].count("lockout") == 1

    _tell(tmp_path, story)


def test_xd6_a_code_of_the_keypad_opens_once_and_at_its_own_door(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        code = bench.once()
        elsewhere = codes.derive_once_code(bytes(reversed(SECRET)), codes.find_window(bench.door.clock.now()), 0)

        assert [await bench.press(code), await bench.press(code), await bench.press(elsewhere)] == [
            "once", "used", "wrong"]

    _tell(tmp_path, story)


def test_xd7_six_riders_in_ten_seconds_are_six_opens_with_one_event_each(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        for phone in bench.issuer.issue(6):
            assert await bench.show(phone) == "pass"
            bench.clock.pass_time(10 / 6)

        assert bench.lock.pulses == 6
        assert await bench.list_events() == [("opened", {"by": "pass"})] * 6

    _tell(tmp_path, story)


def test_what_the_hub_hears_of_a_pass_at_a_door_is_a_visit_and_nothing_by_which_two_were_one_riders(
        tmp_path: Path) -> None:
    """The same rider twice and another one once: three rows that differ by name, number and moment alone."""
    async def story(bench: PassDoorBench) -> None:
        one, other = bench.issuer.issue(2)
        for phone in (one, one, other):
            assert await bench.show(phone) == "pass"
            bench.clock.pass_time(15)
        await bench.door.journal.settle()
        told = [event.to_wire() for event in bench.store.read_events(0, 100)]

        assert [set(row) for row in told] == [{"id", "seq", "at", "kind", "by"}] * 3
        assert [(row["seq"], row["kind"], row["by"]) for row in told] == [(n, "opened", "pass") for n in (1, 2, 3)]
        assert [uuid.UUID(row["id"]).version for row in told] == [4] * 3  # drawn at random, made of nothing
        assert len({row["id"] for row in told}) == 3

    _tell(tmp_path, story)


def test_xd8_a_controller_that_dies_during_a_pulse_leaves_a_door_that_falls_back_and_opens_from_inside(
        tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        text = bench.issuer.issue()[0].show(bench.clock.wall, DOOR)
        assert name_reading(await bench.door.read_pass(text)) == "pass"
        relay = bench.lock
        assert relay.is_released()
        await bench.pull_plug()
        bench.clock.pass_time(6)

        assert not relay.is_released()  # the relay times its pulse by itself
        bench.plug_in()
        assert name_reading(await bench.door.read_pass(text)) == "E_REPLAY"
        bench.door.use_inside()
        assert (await bench.list_events())[-1] == ("opened", {"by": "inside"})

    _tell(tmp_path, story)


def test_the_event_and_the_record_of_a_door_say_nothing_of_whose_pass_it_was(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        phones = bench.issuer.issue(10)
        for phone in phones:
            assert await bench.show(phone) == "pass"
        events = [event.to_wire() for event in bench.store.read_events(0, 100)]
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())

        assert [set(event) for event in events] == [{"id", "seq", "at", "kind", "by"}] * 10
        for phone in phones:
            assert phone.id not in held
            assert phone.id.hex().encode() not in held

    _tell(tmp_path, story)


def test_full_closed_and_withdrawn_send_away_before_the_pass_is_used_up(tmp_path: Path) -> None:
    async def story(bench: PassDoorBench) -> None:
        phone = bench.issuer.issue()[0]
        await bench.enrol(seats=0)
        assert await bench.show(phone) == "full"
        await bench.enrol()
        bench.door.withdraw()
        assert await bench.show(phone) == "revoked"
        assert await bench.press(bench.standing(KEEPER)) == "keeper"
        await bench.enrol()
        assert await bench.show(phone) == "pass"

    _tell(tmp_path, story)
