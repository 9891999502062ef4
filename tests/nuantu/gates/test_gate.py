"""A gate lets in whom it should, once, keeps nobody's id, and forgets what it keeps."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import DAY_S, GATE, PaperIssuer

from nuantu.gates.local_day import find_day, show_day
from nuantu.passes.credential import PassClass


def test_a_good_code_releases_its_lane_once(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone, other = bench.issuer.issue(2)
        text = phone.show(bench.clock.wall)

        assert [await bench.scan(text), await bench.scan(text), await bench.scan(text, 2),
                await bench.show(other, 2)] == ["OK", "E_REPLAY", "E_REPLAY", "OK"]
        assert bench.pulses() == [1, 1]
        assert bench.gate.read_counts(find_day(bench.clock.wall)) == {"OK": 2, "E_REPLAY": 2}

    run_gate(tmp_path, story)


def test_a_rider_comes_again_with_the_next_step(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]

        assert await bench.show(phone) == "OK"
        bench.clock.pass_time(15)
        assert await bench.show(phone) == "OK"

    run_gate(tmp_path, story)


@pytest.mark.parametrize(("kind", "gate", "verdict"), [
    (PassClass.DOOR, GATE, "E_SCOPE"), (PassClass.GATE, GATE + 1, "E_AUD"), (PassClass.GATE, GATE, "OK")])
def test_a_gate_takes_its_own_class_and_its_own_codes_alone(tmp_path: Path, kind: PassClass, gate: int,
                                                           verdict: str) -> None:
    async def story(bench: GateBench) -> None:
        assert await bench.show(bench.issuer.issue(kind=kind)[0], gate=gate) == verdict

    run_gate(tmp_path, story)


def test_xp54_two_lanes_that_read_one_code_at_once_let_one_in(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        for phone in bench.issuer.issue(20):
            text = phone.show(bench.clock.wall)
            told = await asyncio.gather(*(bench.scan(text, lane) for lane in (1, 2, 1, 2)))
            assert sorted(told) == ["E_REPLAY", "E_REPLAY", "E_REPLAY", "OK"]
            bench.clock.pass_time(5)
        assert sum(bench.pulses()) == 20

    run_gate(tmp_path, story)


def test_xp56_what_was_accepted_before_a_power_cut_is_not_accepted_after_it(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone, other = bench.issuer.issue(2)
        text = phone.show(bench.clock.wall)
        assert await bench.scan(text) == "OK"
        await bench.restart()

        assert [await bench.scan(text), await bench.show(other)] == ["E_REPLAY", "OK"]

    run_gate(tmp_path, story)


def test_xp56_a_gate_whose_record_is_gone_waits_out_what_may_have_been_shown(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]
        texts = [phone.show(bench.clock.wall, steps=step) for step in (-2, 0, 2)]
        assert await bench.scan(texts[1]) == "OK"
        await bench.pull_plug()
        for path in tmp_path.iterdir():
            path.unlink()
        bench.store = None  # type: ignore[assignment]
        await _plug_in_anew(bench)

        assert [await bench.scan(text) for text in texts] == ["E_REPLAY"] * 3
        bench.clock.pass_time(105)
        assert await bench.show(phone) == "OK"

    run_gate(tmp_path, story)


async def _plug_in_anew(bench: GateBench) -> None:
    """As a gate starts whose record was put aside: nothing says what was let in before."""
    from nuantu.gates.gate import Gate
    from nuantu.gates.pass_record import PassStore

    bench.store = PassStore(bench.folder / "gate.db")
    bench.gate = Gate(bench.store, bench.issuer.make_lists(), bench.clock, bench.executor, bench.faults.append)
    await bench.gate.start()
    bench.gate.hear_time(round(bench.clock.wall))


def test_xp49_a_clock_that_is_a_day_behind_is_amber_and_never_believed_below_the_floor(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        old, phone = bench.issuer.issue(1, bench.issuer.now_s - DAY_S)[0], bench.issuer.issue()[0]
        true_s = bench.clock.wall + 600
        stale = old.show(bench.clock.wall - DAY_S)
        await bench.restart(-DAY_S)
        told = await bench.gate.scan(1, phone.show(true_s))

        assert (told.verdict.code.value, told.light, told.opens) == ("E_CLOCK", "amber", False)
        assert await bench.scan(stale) == "E_EXP"
        assert "clock" in bench.gate.book.alarms
        assert await bench.scan(phone.show(true_s)) == "E_REPLAY"
        assert bench.pulses() == [0, 0]

    run_gate(tmp_path, story, synced=False)


def test_xp50_a_clock_that_is_a_day_ahead_refuses_rings_and_is_set_right_by_the_hub(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]
        true_s = bench.clock.wall
        bench.clock.wall += DAY_S
        told = await bench.gate.scan(1, phone.show(true_s))

        assert (told.verdict.code.value, told.light) == ("E_EXP", "red")
        assert bench.gate.describe()["alarms"] == ["clock"]
        bench.gate.hear_time(round(true_s))
        assert await bench.scan(phone.show(true_s)) == "OK"
        assert bench.gate.book.alarms == set()

    run_gate(tmp_path, story, synced=False)


def test_a_hub_that_tells_a_time_before_what_is_signed_is_not_believed(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        before = bench.gate.clock.now()
        bench.gate.hear_time(before - 7_200)

        assert bench.gate.clock.now() == before
        assert bench.gate.book.alarms == {"hub clock"}

    run_gate(tmp_path, story)


def test_xp57_a_flood_of_garbage_keeps_nobody_waiting_and_fills_nothing(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        told, good = [], []
        for phone in bench.issuer.issue(4):
            for _ in range(50):
                told.append(await bench.scan(f"XT1:{len(told):0900}", 1))
                bench.clock.pass_time(0.02)
            good.append(await bench.show(phone, 1))
        bench.gate.tick()
        await bench.gate.journal.settle()
        scans = bench.store.read_scans(0, 2**40)

        assert good == ["OK"] * 4
        assert set(told) == {"E_FORMAT", "E_RATE"}
        assert 10 <= told.count("E_FORMAT") <= 15
        assert sum(n for scan, n in scans if scan.verdict != "OK") == told.count("E_FORMAT")
        assert bench.gate.read_counts(find_day(bench.clock.wall))["E_RATE"] == told.count("E_RATE")

    run_gate(tmp_path, story)


def test_a_flood_on_one_lane_is_none_on_the_other(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        for _ in range(1_000):
            await bench.scan("garbage", 1)
        phone = bench.issuer.issue()[0]

        assert await bench.show(phone, 1) == "E_RATE"
        assert await bench.show(phone, 2) == "OK"

    run_gate(tmp_path, story)


def test_no_file_of_a_gate_holds_a_credentials_id_or_what_was_scanned(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phones = bench.issuer.issue(30)
        texts = [phone.show(bench.clock.wall) for phone in phones]
        for text in texts:
            await bench.scan(text)
            await bench.scan(text, 2)
        await bench.show(bench.issuer.issue(kind=PassClass.DOOR)[0])
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        bench.gate.tick()
        await bench.gate.journal.settle()
        held += b"".join(path.read_bytes() for path in tmp_path.iterdir())
        shown = repr(bench.gate.describe()).encode()

        assert bench.gate.book.keys.mark(find_day(bench.clock.wall), phones[0].id) in held
        for phone, text in zip(phones, texts, strict=True):
            for secret in (phone.id, phone.id.hex().encode(), text[4:40].encode(), phone.credential[20:40]):
                assert secret not in held
                assert secret not in shown

    run_gate(tmp_path, story)


def test_the_ring_holds_a_minute_a_verdict_and_a_mark_under_a_key_that_is_forgotten_after_seven_days(
        tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]
        await bench.show(phone)
        await bench.scan("garbage")
        day = find_day(bench.clock.wall)
        key = bench.gate.book.keys.find(day)
        assert key is not None
        bench.gate.tick()
        await bench.gate.journal.settle()

        assert [tuple(scan) for scan, _n in bench.store.read_scans(0, 2**40)] == [
            (int(bench.clock.wall) // 60, b"", "E_FORMAT"),
            (int(bench.clock.wall) // 60, bench.gate.book.keys.mark(day, phone.id), "OK")]
        for days, kept in ((7, True), (1, False)):
            bench.clock.pass_time(days * DAY_S)
            bench.gate.tick()
            await bench.gate.journal.settle()
            held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
            assert (key in held, bench.gate.book.keys.find(day) is not None) == (kept, kept)
        assert bench.store.read_scans(0, 2**40) == []
        assert bench.gate.read_counts(day) == {"OK": 1, "E_FORMAT": 1}

    run_gate(tmp_path, story)


def test_after_an_incident_a_minute_is_handed_over_and_that_is_counted(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone, later = bench.issuer.issue(2)
        await bench.show(phone)
        bench.clock.pass_time(60)
        await bench.show(later)
        day, minute = find_day(bench.issuer.now_s), 12 * 60
        handed = await bench.gate.hand_over(day, minute)

        assert show_day(day) == "2026-01-01"
        assert handed == (bench.gate.book.keys.find(day), [bench.gate.book.keys.mark(day, phone.id).hex()])
        assert await bench.gate.hand_over(day - 1, minute) is None
        assert bench.gate.read_counts(day)["handed over"] == 1

    run_gate(tmp_path, story)


def test_whom_a_guard_lets_in_is_counted_by_reason_and_how_long_people_stood_is_measured(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        bench.gate.let_by_hand(2, "phone")
        for phone, seconds in zip(bench.issuer.issue(3), (4, 6, 90), strict=True):
            await bench.show(phone)
            bench.clock.pass_time(seconds)
            bench.gate.pass_through(1)
            bench.gate.pass_through(1)
        await bench.gate.stop()
        await bench.restart()

        assert bench.gate.read_counts(find_day(bench.clock.wall)) == {
            "OK": 3, "manual:phone": 1, "measured": 2, "seconds": 10}

    run_gate(tmp_path, story)


def test_the_compounds_hours_refuse_in_their_own_words(tmp_path: Path) -> None:
    class NightOnly(PaperIssuer):
        def make_bundle(self, *args: object, **options: object) -> bytes:
            return super().make_bundle(hours=(((0, 300),),) * 7)

    async def story(bench: GateBench) -> None:
        told = await bench.gate.scan(1, bench.issuer.issue()[0].show(bench.clock.wall))

        assert (told.verdict.code.value, told.words) == (
            "E_SCOPE", "约定的通行时间之外。 · Outside the hours that were agreed.")

    run_gate(tmp_path, story, issuer=NightOnly())


def test_a_full_disk_lets_nobody_in_by_a_code_and_says_so(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]
        bench.store.limit(1)
        told = await bench.gate.scan(1, phone.show(bench.clock.wall))
        filled = 0
        while told.opens and filled < 400:
            filled += 1
            told = await bench.gate.scan(1, bench.issuer.issue()[0].show(bench.clock.wall))

        assert (told.verdict.code.value, told.verdict.reason, told.light) == ("E_RATE", "the record is full", "red")
        bench.store.limit(60_000)
        bench.clock.pass_time(15)
        assert await bench.show(phone) == "OK"

    run_gate(tmp_path, story)
