"""What gates and doors share: a beginning without a record, lists that last, forgetting by the day."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import DAY_S

from nuantu.gates.local_day import find_day
from nuantu.gates.pass_lists import BUNDLE, TRUST
from nuantu.passes.verdict import PassError


def test_lists_that_were_taken_over_are_there_after_a_power_cut(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        book = bench.gate.book
        book.take_list(TRUST, bench.issuer.make_trust(4))
        book.take_list(bench.issuer.status_name, bench.issuer.make_status([1], bench.issuer.now_s + 1))
        await bench.restart()

        assert bench.gate.book.lists.trust.version == 4
        assert next(iter(bench.gate.book.lists.status.values())).is_revoked(1)

    run_gate(tmp_path, story)


def test_a_refused_list_changes_nothing_on_the_disk(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        before = bench.store.load_passes().lists
        try:
            bench.gate.book.take_list(TRUST, bench.issuer.make_trust(9, signers=1))
        except PassError:
            bench.gate.book.raise_alarm("list refused: trust")
        await bench.gate.journal.settle()

        assert bench.store.load_passes().lists == before
        assert bench.gate.book.alarms == {"list refused: trust"}
        bench.gate.book.take_list(TRUST, bench.issuer.make_trust(9))
        assert bench.gate.book.alarms == set()

    run_gate(tmp_path, story)


def test_an_alarm_is_told_once_as_long_as_it_stands(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        for _ in range(3):
            bench.gate.book.raise_alarm("clock")

        assert bench.gate.read_counts(find_day(bench.clock.wall)) == {"alarm:clock": 1}

    run_gate(tmp_path, story)


def test_a_day_later_uses_are_gone_a_week_later_keys_and_the_lists_of_past_windows_too(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        await bench.show(bench.issuer.issue()[0])
        bench.gate.tick()
        held = []
        for days in (1, 7):
            bench.clock.pass_time(days * DAY_S + 60)
            bench.gate.tick()
            bench.gate.book.drop_past_lists()
            await bench.gate.journal.settle()
            passes = bench.store.load_passes()
            held.append((len(passes.seen), len(passes.keys), sorted(passes.lists)))

        assert held == [(0, 1, ["bundle", "descriptor", "trust"]), (0, 0, ["bundle", "descriptor", "trust"])]
        assert bench.store.load().facts["step_floor"] == str(bench.issuer.now_s // 15)

    run_gate(tmp_path, story)


def test_rules_of_tomorrow_do_not_take_those_of_today_along_over_a_power_cut(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        bench.gate.book.take_list(BUNDLE, bench.issuer.make_bundle(2, (((0, 60),),) * 7,
                                                                   from_s=bench.issuer.now_s + DAY_S))
        for _ in range(2):
            await bench.restart()
            lists = bench.gate.book.lists
            today, tomorrow = (lists.find_policy(bench.issuer.now_s + at_s) for at_s in (60, DAY_S))
            assert today is not None
            assert tomorrow is not None
            assert (today.hours[0], tomorrow.hours[0]) == (((0, 1_440),), ((0, 60),))
        bench.clock.pass_time(2 * DAY_S)
        bench.gate.book.take_list(BUNDLE, bench.issuer.make_bundle(3))
        assert [one.version for one in bench.gate.book.lists.bundles] == [3]

    run_gate(tmp_path, story)
