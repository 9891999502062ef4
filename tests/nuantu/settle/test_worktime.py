"""Counted time equals the slow twin's, second by second, and its borders are where the text puts them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.settle.log_days import SmallDay, small_days
from tests.oracles.worktime import count_worktime_s, find_runs, list_engaged_seconds, list_seconds_between

from nuantu.agreement.clause import Selector
from nuantu.core.errors import InputError
from nuantu.settle.log import DayLog, read_log
from nuantu.settle.roster import read_roster
from nuantu.settle.worktime import (
    Counted,
    Intervals,
    count_engaged,
    count_online,
    count_worktime,
    find_engaged,
    find_holdings,
    intersect,
    merge_definitions,
    read_spells,
    unite,
)


def _read(log: LogBuilder) -> DayLog:
    with tempfile.TemporaryDirectory() as folder:
        return read_log(log.write(Path(folder)))


def _by_worker(log: DayLog, counted: Counted) -> dict[str, int]:
    return {log.worker_ids[who]: int(seconds) for who, seconds in zip(counted.worker, counted.seconds, strict=True)}


@given(small_days(), st.integers(0, 500), st.sampled_from((None, 1, 600, 1200)))
@settings(deadline=None, max_examples=80)
def test_counted_time_equals_its_slow_twin(day: SmallDay, allowance_pm: int, exclude_rest_s: int | None) -> None:
    """Engaged, online and working time of every worker and local day, however orders and rests overlap."""
    log = _read(day.log)
    rows, spells = log.events.to_pylist(), read_spells(log)
    terms = merge_definitions([build_clause("worktime_definition", base="engaged", allowance_pm=allowance_pm,
                                            exclude_rest=exclude_rest_s)], read_roster(log))
    for _, begin_s, end_s in log.days():
        window = (begin_s, end_s)
        engaged, online, worked = {}, {}, {}
        for worker in day.workers:
            inside = range(*window)
            engaged[worker] = sum(s in inside for s in list_engaged_seconds(rows, worker, log.end_s))
            online[worker] = sum(
                s in inside for s in list_seconds_between(rows, worker, "online", "offline", log.end_s))
            worked[worker] = count_worktime_s(rows, worker, window, allowance_pm, exclude_rest_s)
        assert _by_worker(log, count_engaged(spells, *window)) == {w: s for w, s in engaged.items() if s}
        assert _by_worker(log, count_online(spells, *window)) == {w: s for w, s in online.items() if s}
        due = {worker: worked[worker] for worker, seconds in engaged.items() if seconds}
        assert _by_worker(log, count_worktime(spells, terms, *window)) == due


@given(small_days())
@settings(deadline=None, max_examples=50)
def test_spells_are_the_runs_of_engaged_seconds(day: SmallDay) -> None:
    """Merged intervals are the longest runs without a break; touching ones are one."""
    log = _read(day.log)
    spells = unite(find_engaged(log))
    rows = log.events.to_pylist()
    for code, worker in enumerate(log.worker_ids):
        mine = spells.take(spells.worker == code)
        runs = [(b, e) for b, e in zip(mine.begin_s.tolist(), mine.end_s.tolist(), strict=True) if b < e]
        assert runs == find_runs(list_engaged_seconds(rows, worker, log.end_s))


def test_overlapping_orders_count_once_and_name_their_events() -> None:
    """Two orders at once for 50 minutes in all: 50 minutes, from the first acceptance to the last delivery."""
    log = LogBuilder()
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:10", delivered="10:40")
    log.order("A2", worker="W1", created="10:05", accepted="10:20", delivered="11:00")
    read = _read(log)
    counted = count_engaged(read_spells(read), *read.days()[0][1:])
    assert counted.seconds.tolist() == [50 * 60]
    assert (counted.first_event.tolist(), counted.last_event.tolist()) == ([4], [7])


def test_touching_orders_are_one_spell() -> None:
    """The next order accepted in the second of a delivery leaves no gap."""
    log = LogBuilder()
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="10:30")
    log.order("A2", worker="W1", created="10:00", accepted="10:30", delivered="10:45")
    log.order("A3", worker="W1", created="10:00", accepted="10:45:01", delivered="11:00")
    spells = unite(find_engaged(_read(log)))
    assert (spells.end_s - spells.begin_s).tolist() == [45 * 60, 15 * 60 - 1]


def test_a_reassigned_order_leaves_the_first_hands() -> None:
    """Each of two holders is engaged for his own part, and only the second delivers."""
    log = LogBuilder()
    log.register("W1")
    log.register("W2")
    log.create("A1", "10:00")
    log.accept("W1", "A1", "10:00")
    log.add("reassigned", "10:10", order_id="A1", worker_id="W1")
    log.accept("W2", "A1", "10:15")
    log.deliver("W2", "A1", "10:40")
    read = _read(log)
    held = find_holdings(read)
    assert [(read.worker_ids[w], bool(d)) for w, d in zip(held.worker, held.delivered, strict=True)] == [
        ("W1", False), ("W2", True)]
    assert _by_worker(read, count_engaged(read_spells(read), *read.days()[0][1:])) == {"W1": 600, "W2": 1500}


def test_an_order_still_in_hand_counts_up_to_the_last_event() -> None:
    """A log that ends early takes nothing that was worked before its end; only own events are evidence of it."""
    log = LogBuilder()
    log.register("W1")
    log.register("W2")
    log.create("A1", "10:00")
    log.online("W1", "10:00")
    log.accept("W1", "A1", "10:05")
    log.online("W2", "10:25")
    read = _read(log)
    spells = read_spells(read)
    engaged, online = (count(spells, *read.days()[0][1:]) for count in (count_engaged, count_online))
    assert (_by_worker(read, engaged), _by_worker(read, online)) == ({"W1": 1200}, {"W1": 1500})
    assert [(one.first_event.tolist(), one.last_event.tolist()) for one in (engaged, online)] == [
        ([5], [5]), ([4], [4])]


def test_shifts_that_touch_within_one_second_are_both_counted() -> None:
    """Going online for the second shift before going offline from the first loses nothing."""
    log = LogBuilder()
    log.register("W1")
    log.online("W1", "10:00")
    log.online("W1", "11:00")
    log.offline("W1", "11:00")
    log.offline("W1", "12:00")
    read = _read(log)
    assert _by_worker(read, count_online(read_spells(read), *read.days()[0][1:])) == {"W1": 7200}


def test_of_several_definitions_the_better_terms_hold_for_each_worker() -> None:
    """The larger allowance and the fewer rests taken out, but only for those whom a definition covers."""
    log = LogBuilder()
    log.register("W1", worker_class="dedicated")
    log.register("W2", worker_class="crowd")
    read = _read(log)
    wide = build_clause("worktime_definition", base="engaged", allowance_pm=50, exclude_rest=1200)
    narrow = build_clause("worktime_definition", base="engaged", allowance_pm=100, exclude_rest=600,
                          selector=Selector(worker_class=frozenset({"dedicated"})))
    terms = merge_definitions([wide, narrow], read_roster(read))
    assert (terms.covers.tolist(), terms.allowance_pm.tolist(), terms.exclude_rest_s.tolist()) == (
        [True, True], [100, 50], [1200, 1200])
    assert merge_definitions([narrow], read_roster(read)).covers.tolist() == [True, False]


@pytest.mark.parametrize(("last", "sentence"), [
    (("accepted", "W2"), "accepted while it is in hand .order A1."),
    (("delivered", "W2"), "delivered by someone in whose hands it is not .order A1."),
    (("offline", "W2"), "worker W2 has offline without online"),
])
def test_a_log_that_contradicts_itself_is_refused(last: tuple[str, str], sentence: str) -> None:
    """No time is counted from events that cannot both be true."""
    log = LogBuilder()
    log.register("W1")
    log.register("W2")
    log.create("A1", "10:00")
    log.accept("W1", "A1", "10:00")
    kind, worker = last
    log.add(kind, "10:30", worker_id=worker, order_id=None if kind == "offline" else "A1")
    read = _read(log)
    with pytest.raises(InputError, match=sentence):
        read_spells(read)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(1, 9)), max_size=12),
       st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(1, 9)), max_size=12))
def test_common_pieces_are_the_common_seconds(one: list[tuple[int, int, int]], two: list[tuple[int, int, int]]) -> None:
    """Intersecting two united sets gives exactly the seconds that both have."""
    left, right = (unite(_intervals(drawn)) for drawn in (one, two))
    spell, begin, end = intersect(left, right)
    pieces = {(int(left.worker[s]), second) for s, b, e in zip(spell, begin, end, strict=True)
              for second in range(int(b), int(e))}
    assert pieces == _seconds(one) & _seconds(two)


def _intervals(drawn: list[tuple[int, int, int]]) -> Intervals:
    worker, begin, length = (np.array([row[place] for row in drawn], np.int64) for place in range(3))
    nobody = np.zeros(len(drawn), np.int64)
    return Intervals(worker, begin, begin + length, nobody, nobody)


def _seconds(drawn: list[tuple[int, int, int]]) -> set[tuple[int, int]]:
    return {(worker, second) for worker, begin, length in drawn for second in range(begin, begin + length)}
