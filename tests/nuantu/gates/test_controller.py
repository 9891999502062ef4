"""A door lets in whom it should, refuses the rest by name, writes down what it did, and never keeps anybody in."""

from __future__ import annotations

import ast
import asyncio
import inspect
import threading
from pathlib import Path

import pytest
from tests.nuantu.gates.doors import FORMER, KEEPER, NIGHT_S, RIDER, Bench, allow, run_door

from nuantu.gates import controller, lock
from nuantu.gates.codes import WINDOW_S
from nuantu.gates.controller import PULSE_S
from nuantu.gates.store import Change
from nuantu.gates.wire import Hours, Order


def test_a_once_code_opens_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        code = bench.once(3)

        assert [await bench.press(code), await bench.press(code)] == ["once", "used"]
        assert bench.lock.pulses == 1
        assert await bench.list_events() == [("opened", {"by": "once"}), ("refused", {"why": "used"})]

    run_door(tmp_path, story)


def test_nothing_is_released_before_the_record_holds_it(tmp_path: Path) -> None:
    """The disk is made to wait: the lock waits with it, and opens when the row is there."""
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.door.journal.settle()
        go_on = threading.Event()
        bench.executor.submit(go_on.wait)
        pressing = asyncio.ensure_future(bench.press(bench.once()))
        await asyncio.sleep(0.2)
        before = (pressing.done(), bench.lock.pulses)
        go_on.set()

        assert (before, await pressing, bench.lock.pulses) == ((False, 0), "once", 1)

    run_door(tmp_path, story)


def test_the_same_code_pressed_twice_at_once_opens_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        code = bench.once()

        assert sorted(await asyncio.gather(*(bench.press(code) for _ in range(5)))) == ["once"] + ["used"] * 4
        assert bench.lock.pulses == 1

    run_door(tmp_path, story)


def test_a_used_code_stays_used_after_a_crash(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        once, standing = bench.once(3), bench.standing()
        assert [await bench.press(once), await bench.press(standing)] == ["once", "standing"]
        await bench.restart(away_s=10)

        assert [await bench.press(once), await bench.press(standing)] == ["used", "used"]

    run_door(tmp_path, story)


@pytest.mark.parametrize("jump_s", [-365 * 86_400, -WINDOW_S, WINDOW_S, 365 * 86_400])
def test_a_clock_that_jumps_there_and_back_revives_no_code(tmp_path: Path, jump_s: int) -> None:
    """Also where the hub is gone and the door believes its machine's clock."""
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.restart()
        code = bench.once(3)
        assert await bench.press(code) == "once"
        bench.clock.wall += jump_s
        bench.door.tick()
        elsewhere = bench.once(3)
        assert elsewhere != code or jump_s < 0  # the door never stands before the last time the hub told
        bench.clock.wall -= jump_s
        bench.door.tick()

        assert await bench.press(code) == "used"
        assert [facts for kind, facts in await bench.list_events() if kind == "clock_jump"] == [
            {"by_s": jump_s}, {"by_s": -jump_s}]

    run_door(tmp_path, story)


def test_setting_the_machines_clock_moves_nothing_once_the_hub_was_heard(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        bench.clock.wall -= 86_400
        bench.clock.pass_time(5)

        assert bench.door.clock.now() == NIGHT_S + 5
        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


@pytest.mark.parametrize(("code", "told"), [
    ("00000000", "wrong"), ("1234", "wrong"), ("１２３４５６７８", "wrong"), ("", "wrong"),
])
def test_a_code_of_nobody_is_wrong(tmp_path: Path, code: str, told: str) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()

        assert await bench.press(code) == told
        assert bench.lock.pulses == 0

    run_door(tmp_path, story)


def test_who_comes_late_is_told_so_and_locks_nothing(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        late = [bench.once(serial, later=-2) for serial in range(6)]

        assert [await bench.press(code) for code in late] == ["expired"] * 6
        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_keys_open_within_their_days_and_not_when_withdrawn(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(allow(1, "standing", (NIGHT_S - 100, NIGHT_S + 100)),
                          allow(2, "standing", (NIGHT_S - 100, NIGHT_S)),
                          allow(3, "keeper", (NIGHT_S + 1, NIGHT_S + 2)))

        assert [await bench.press(bench.standing(number)) for number in (1, 1, 2, 3, FORMER)] == [
            "standing", "used", "expired", "expired", "revoked"]
        assert [await bench.press(bench.standing(1, later)) for later in (-1, 1, -2, 2)] == [
            "standing", "standing", "wrong", "wrong"]

    run_door(tmp_path, story)


def test_five_wrong_codes_lock_the_keypad_for_ten_minutes(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        assert [await bench.press("00000000") for _ in range(6)] == ["wrong"] * 5 + ["locked_out"]
        assert bench.door.describe()["keypad_locked_until"] == NIGHT_S + 600
        bench.clock.pass_time(6)
        assert await bench.press(bench.once()) == "locked_out"
        bench.clock.pass_time(594)

        assert await bench.press(bench.once()) == "once"
        assert [kind for kind, _facts in await bench.list_events("refused", "opened")] == ["lockout"]

    run_door(tmp_path, story)


def test_a_locked_keypad_stays_locked_through_a_restart_and_ends_all_the_same(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for _ in range(5):
            await bench.press("00000000")
        await bench.restart(away_s=30)
        assert await bench.press(bench.once()) == "locked_out"
        bench.clock.pass_time(570)

        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_a_lock_out_that_is_over_is_not_found_again_under_another_clock(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for _ in range(5):
            await bench.press("00000000")
        bench.clock.pass_time(600)
        bench.door.tick()
        await bench.restart(away_s=-550)

        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_a_keeper_lifts_a_locked_keypad(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for _ in range(6):
            await bench.press("00000000")
        assert await bench.press(bench.standing(KEEPER)) == "locked_out"  # one look in five seconds
        bench.clock.pass_time(5)

        assert await bench.press(bench.standing(KEEPER)) == "keeper"
        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_hammering_a_locked_keypad_does_not_fill_the_record(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for _ in range(500):
            await bench.press("00000000")

        assert len(await bench.list_events()) == 7  # five wrong, the lock-out, one look

    run_door(tmp_path, story)


def test_an_order_opens_once_within_its_time_and_lifts_the_lock(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(seats=0)
        for _ in range(5):
            await bench.press("00000000")
        order = Order("0e2b", "unlock", NIGHT_S + 60)
        await bench.door.obey(order)
        await bench.door.obey(order)
        await bench.restart()
        await bench.enrol()
        await bench.door.obey(order)
        late = Order("late", "unlock", NIGHT_S + 5)
        await bench.door.obey(late)
        await bench.door.obey(late)
        await bench.door.obey(Order("odd", "dance", NIGHT_S + 60))

        assert bench.lock.pulses == 0  # after the restart
        assert not bench.door.keypad.is_locked(bench.clock.steady)
        assert (await bench.list_events("refused", "lockout"))[0] == ("opened", {"by": "order", "order": "0e2b"})
        assert [facts for kind, facts in await bench.list_events() if "order" in facts] == [
            {"by": "order", "order": "0e2b"}, {"why": "expired", "order": "late"}, {"why": "unknown", "order": "odd"}]

    run_door(tmp_path, story)


def test_a_full_room_refuses_all_but_keepers_and_orders(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(seats=2)
        assert await bench.press(bench.once(0)) == "once"
        bench.door.count_in()
        assert await bench.press(bench.once(1)) == "once"
        assert await bench.press(bench.once(2)) == "full"  # one is inside, one was let in and has not passed yet
        bench.door.count_in()
        assert await bench.press(bench.standing()) == "full"
        assert await bench.press(bench.standing(KEEPER)) == "keeper"
        await bench.door.obey(Order("help", "unlock", NIGHT_S + 60))
        assert bench.lock.pulses == 4
        bench.clock.pass_time(31)
        bench.door.count_out()

        assert await bench.press(bench.once(2)) == "once"  # refused for being full, a code is not used up

    run_door(tmp_path, story)


def test_a_count_that_nothing_confirms_for_six_hours_keeps_nobody_out(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(seats=1)
        bench.door.count_in()
        assert await bench.press(bench.once()) == "full"
        bench.clock.pass_time(6 * 3_600)
        assert bench.door.describe()["count_doubtful"] is True
        assert await bench.press(bench.once()) == "once"
        bench.door.correct_count(1)

        assert await bench.press(bench.once(1)) == "full"

    run_door(tmp_path, story)


def test_hours_close_the_door_for_codes_until_they_are_no_longer_known(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        hours = Hours(((NIGHT_S - 600, NIGHT_S), (NIGHT_S + 600, NIGHT_S + 1_200)), NIGHT_S + 86_400)
        await bench.enrol(hours=hours)
        assert [await bench.press(bench.once()), await bench.press(bench.standing(KEEPER))] == ["closed", "keeper"]
        bench.clock.pass_time(600)
        assert await bench.press(bench.once()) == "once"
        bench.clock.pass_time(600)
        assert await bench.press(bench.once()) == "closed"
        bench.clock.pass_time(86_400)

        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_lists_age_without_the_hub_and_once_codes_do_not(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        bench.clock.pass_time(24 * 3_600 - 1)
        assert await bench.press(bench.standing()) == "standing"
        bench.clock.pass_time(31)
        assert [await bench.press(bench.standing()), await bench.press(bench.once())] == ["stale", "once"]
        bench.clock.pass_time(6 * 86_400 - 60)
        assert await bench.press(bench.standing(KEEPER)) == "keeper"
        bench.clock.pass_time(61)
        assert [await bench.press(bench.standing(KEEPER)), await bench.press(bench.once())] == ["stale", "once"]
        bench.door.hear_time(round(bench.clock.wall))

        assert [await bench.press(bench.standing()), await bench.press(bench.standing(KEEPER))] == [
            "standing", "keeper"]

    run_door(tmp_path, story)


def test_setting_the_clock_back_does_not_make_the_list_younger(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for _ in range(23):
            bench.clock.pass_time(3_600)
            bench.door.tick()
        await bench.restart(away_s=-20 * 3_600)
        bench.clock.pass_time(3_600 + 60)

        assert await bench.press(bench.standing()) == "stale"

    run_door(tmp_path, story)


def test_one_goes_in_for_each_open_and_more_rings(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for serial in range(6):  # six riders in ten seconds
            assert await bench.press(bench.once(serial)) == "once"
        for _ in range(7):
            bench.door.count_in()

        told = await bench.list_events()
        assert [kind for kind, _facts in told] == ["opened"] * 6 + ["entered"] * 7 + ["tailgating"]
        assert bench.door.describe()["people"] == 7

    run_door(tmp_path, story)


def test_an_open_is_worth_one_person_for_half_a_minute(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.press(bench.once())
        bench.clock.pass_time(30)
        bench.door.count_in()

        assert (await bench.list_events())[-1] == ("tailgating", {"over": 1})

    run_door(tmp_path, story)


def test_a_leaf_that_stands_open_rings_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(held_open_s=60)
        await bench.press(bench.once())
        bench.door.move_leaf(is_open=True)
        for _ in range(5):
            bench.clock.pass_time(20)
            bench.door.tick()
        bench.door.move_leaf(is_open=False)
        bench.door.move_leaf(is_open=False)

        assert await bench.list_events("opened") == [
            ("contact_open", {}), ("held_open", {"for_s": 60}), ("contact_closed", {"open_s": 100})]

    run_door(tmp_path, story)


def test_a_leaf_that_nothing_freed_was_forced(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        bench.door.move_leaf(is_open=True)
        bench.door.move_leaf(is_open=False)
        bench.door.use_inside()
        bench.door.move_leaf(is_open=True)

        assert await bench.list_events("contact_open", "contact_closed") == [
            ("tamper", {"why": "forced"}), ("opened", {"by": "inside"})]

    run_door(tmp_path, story)


def test_a_fire_release_stays_until_a_person_at_the_door_resets_it(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        bench.door.set_fire(burning=True)
        bench.door.set_fire(burning=True)
        await bench.door.journal.settle()
        await bench.restart(away_s=3_600)
        assert bench.lock.is_released()
        bench.door.move_leaf(is_open=True)
        bench.door.count_in()
        bench.clock.pass_time(3_600)
        bench.door.tick()
        bench.door.set_fire(burning=False)
        assert not bench.lock.is_released()

        assert await bench.list_events() == [
            ("opened", {"by": "fire"}), ("contact_open", {}), ("entered", {}), ("fire_over", {})]

    run_door(tmp_path, story)


def test_nothing_the_hub_can_say_ends_a_fire_release(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.door.set_fire(burning=True)
        await bench.enrol(seats=0, hours=Hours((), NIGHT_S + 86_400))
        await bench.door.obey(Order("lock", "lock", NIGHT_S + 60))
        bench.door.withdraw()

        assert bench.lock.is_released()

    run_door(tmp_path, story)


def test_the_relay_falls_back_after_its_pulse(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.press(bench.once())
        assert bench.door.describe()["locked"] is False
        bench.clock.pass_time(PULSE_S)

        assert bench.door.describe()["locked"] is True

    run_door(tmp_path, story)


def test_a_withdrawn_door_lets_in_keepers_only_also_after_a_restart(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        bench.door.withdraw()
        await bench.door.journal.settle()
        await bench.restart()
        assert [await bench.press(one) for one in (bench.once(), bench.standing(), bench.standing(KEEPER))] == [
            "revoked", "revoked", "keeper"]
        await bench.enrol()

        assert await bench.press(bench.once()) == "once"

    run_door(tmp_path, story)


def test_what_the_hub_told_is_held_through_a_restart(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol(seats=5, hours=Hours(((1, 2),), 3))
        bench.door.count_in()
        await bench.door.journal.settle()
        before = (bench.door.config, bench.door.keyring.allow, bench.door.door_id, bench.door.passage.people)
        await bench.restart()

        assert (bench.door.config, bench.door.keyring.allow, bench.door.door_id, bench.door.passage.people) == before

    run_door(tmp_path, story)


def test_a_door_says_how_it_ended_before(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.door.start("1")
        await bench.door.stop()
        await bench.restart()
        await bench.door.start("1")
        await bench.restart()
        await bench.door.start("1")

        assert [facts["after"] for _kind, facts in await bench.list_events()] == ["first", "stop", "crash"]

    run_door(tmp_path, story)


def test_equipment_is_told_when_it_changes_and_not_too_often(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        for value in (21.5, 22.0, None):
            bench.door.measure("heater-1", value)
        bench.clock.pass_time(600)
        bench.door.measure("heater-1", 23.0)
        bench.clock.pass_time(600)
        bench.door.measure("heater-1", 23.0)
        for number in range(100):
            bench.door.measure(f"lamp-{number}", 1)

        assert [facts for _kind, facts in await bench.list_events()][:2] == [
            {"mark": "heater-1", "value": 21.5}, {"mark": "heater-1", "value": 23.0}]
        assert len(bench.door.describe()["equipment"]) == 64

    run_door(tmp_path, story)


def test_the_hub_hears_at_once_of_what_somebody_waits_for(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.press(bench.once())
        bench.door.count_in()
        await bench.door.journal.settle()
        calm = bench.door.wake.is_set()
        bench.door.call_help()
        await bench.door.journal.settle()
        hurried = bench.door.wake.is_set()
        bench.door.wake.clear()
        for _ in range(100):
            bench.door.count_out()
        await bench.door.journal.settle()

        assert (calm, hurried, bench.door.wake.is_set()) == (False, True, True)

    run_door(tmp_path, story)


# --- exit -----------------------------------------------------------------------------------------------------------


def test_a_lock_has_no_command_that_locks() -> None:
    """The whole of what software can do to a door: release it, and end what it released."""
    commands = {name for name, _one in inspect.getmembers(lock.Lock, inspect.isfunction) if not name.startswith("_")}

    assert commands == {"pulse", "hold_open", "end_hold", "is_released"}


def test_the_only_hold_that_ends_is_the_one_that_fire_began() -> None:
    """``end_hold`` is called in one place, which only the reset at the door reaches."""
    tree = ast.parse(inspect.getsource(controller))
    callers = {function.name for function in ast.walk(tree)
               if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
               for call in ast.walk(function) if isinstance(call, ast.Call)
               and isinstance(call.func, ast.Attribute) and call.func.attr == "end_hold"}

    assert callers == {"set_fire"}


@pytest.mark.parametrize("trouble", ["strange", "withdrawn", "full", "closed", "locked", "fire", "disk", "plain"])
def test_exit_is_free_whatever_is_the_matter(tmp_path: Path, trouble: str) -> None:
    """The handle is heard of, never asked; the relay is not touched, and nothing rings for forcing."""
    async def story(bench: Bench) -> None:
        if trouble != "strange":
            await bench.enrol(seats=0 if trouble == "full" else None,
                              hours=Hours((), NIGHT_S + 86_400) if trouble == "closed" else None)
        if trouble == "withdrawn":
            bench.door.withdraw()
        if trouble == "locked":
            for _ in range(5):
                await bench.press("00000000")
        if trouble == "fire":
            bench.door.set_fire(burning=True)
        await bench.door.journal.settle()
        if trouble == "disk":
            bench.store.limit(1)
            await _fill(bench)
        before = bench.lock.is_released()
        bench.door.use_inside()
        bench.door.move_leaf(is_open=True)
        bench.door.count_out()
        bench.door.move_leaf(is_open=False)

        assert bench.lock.is_released() == before
        assert bench.door.describe()["people"] == 0
        assert ("tamper", {"why": "forced"}) not in await bench.list_events()

    run_door(tmp_path, story)


async def _fill(bench: Bench) -> None:
    for number in range(50):
        bench.door.journal.note(Change(facts={f"ballast-{number}": "x" * 4_000}))
    await bench.door.journal.settle()


def test_on_a_full_disk_only_who_must_be_let_in_is(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.door.journal.settle()
        bench.store.limit(1)
        await _fill(bench)
        keeper = bench.standing(KEEPER)
        assert [await bench.press(one) for one in (bench.once(), bench.standing(), keeper, keeper)] == [
            "unrecorded", "unrecorded", "keeper", "used"]
        await bench.door.obey(Order("help", "unlock", NIGHT_S + 60))
        assert bench.lock.pulses == 2
        assert bench.door.describe()["unrecorded"] >= 2

        bench.store.limit(65_536)
        bench.door.tick()
        assert [await bench.press(one) for one in (bench.once(), bench.standing())] == ["once", "standing"]
        assert [facts for kind, facts in await bench.list_events() if kind == "opened"] == [
            {"by": "keeper", "late": True}, {"by": "order", "order": "help", "late": True}, {"by": "once"},
            {"by": "standing"}]
        assert bench.door.describe()["unrecorded"] == 0

    run_door(tmp_path, story)


def test_numbers_of_people_stand_in_no_event(tmp_path: Path) -> None:
    """What a door writes down of an open is the kind of code, and nothing that leads to a key or a code."""
    async def story(bench: Bench) -> None:
        await bench.enrol()
        for code in (bench.once(), bench.standing(), bench.standing(KEEPER), bench.standing(FORMER), bench.once()):
            await bench.press(code)

        assert [facts for _kind, facts in await bench.list_events()] == [
            {"by": "once"}, {"by": "standing"}, {"by": "keeper"}, {"why": "revoked"}, {"why": "used"}]
        assert RIDER not in [value for _kind, facts in await bench.list_events() for value in facts.values()]

    run_door(tmp_path, story)
