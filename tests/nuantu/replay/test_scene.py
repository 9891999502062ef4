"""The scene: what is due comes in order, caps follow alerts, gates cost what they cost."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import NOON_S, alert, make_city, make_clock, order, shift, worker

from nuantu.replay.scene import BOX_ORDERS, Due, find_gate_seconds, make_conduct


def test_what_is_due_comes_by_moment_then_by_kind_then_as_it_was_noted() -> None:
    """Work ends before new work is given at the same second."""
    scene = make_clock(make_city([], [worker(0)], [])).scene

    scene.put(20, Due.ACT, 1)
    scene.put(10, Due.ROUND)
    scene.put(10, Due.ANSWER, 5, 6)
    scene.put(10, Due.ANSWER, 3, 4)

    assert [scene.take() for _ in range(4)] == [
        (10, Due.ANSWER, 5, 6), (10, Due.ANSWER, 3, 4), (10, Due.ROUND, -1, -1), (20, Due.ACT, 1, -1)]
    assert scene.next_s is None


def test_an_alert_in_one_district_lowers_the_cap_for_all_and_without_a_clause_the_box_is_the_limit() -> None:
    """Five become two while orange holds; nobody capped carries ten."""
    day = make_city([order(0)], [worker(0)], [shift(0, 0)], [alert(0, 0, 60, district="d2")])
    capped = make_clock(day, [build_clause("concurrency_cap", "C", cap=5, cap_alert=2, alert_level="orange")]).scene

    assert [int(capped.caps(NOON_S + at)[0][0]) for at in (-1, 0, 59, 60)] == [5, 2, 2, 5]
    assert [int(part[0]) for part in make_clock(day).scene.caps(NOON_S)] == [BOX_ORDERS, -1]


def test_only_gates_without_the_pass_cost_time() -> None:
    """Four minutes at the shut compound, none where riders have the code or there is no gate."""
    day = make_city([order(0, compound="shut"), order(1, compound="open"), order(2)], [], [])

    assert find_gate_seconds(day).tolist() == [240, 0, 0]


def test_services_are_split_around_the_act() -> None:
    """Sixty seconds at a merchant and ninety at a customer, half before and half after."""
    conduct = make_conduct(make_city([], [], []), 30)

    assert (conduct.pickup_before_s, conduct.pickup_after_s) == (30, 30)
    assert (conduct.drop_before_s, conduct.drop_after_s) == (45, 45)
    assert not conduct.one_merchant_trips
    assert not conduct.pickup_by_off
