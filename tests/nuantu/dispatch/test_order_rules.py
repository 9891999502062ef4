"""Rules about single orders."""

from __future__ import annotations

import numpy as np
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all

from nuantu.dispatch.order_rules import Offering, find_offering


def test_several_offers_show_all_that_any_of_them_asks_for_with_the_longest_time() -> None:
    """Two clauses cover the first worker, one the second, none the third."""
    offerings = [Offering("a", np.array([True, True, False]), frozenset({"pay"}), 30),
                 Offering("b", np.array([True, False, False]), frozenset({"destination"}), 45)]

    assert find_offering(offerings, 0) == (["destination", "pay"], 45)
    assert find_offering(offerings, 1) == (["pay"], 30)
    assert find_offering(offerings, 2) is None


def test_each_clause_comes_through_with_its_figures() -> None:
    """Lowered from clauses: who is new, what a storm leaves, what is added where."""
    rules = lower_all(
        build_clause("new_rider_protection", "N", days=30, distance=3000),
        build_clause("weather_stop", "S", stop_level="red", shrink_level="orange", radius=5000, share=600),
        build_clause("access_friction", "G", added={"c-1": 300}, gate=120),
        build_clause("eta_max_of", "E", parts=frozenset({"city"}), city=2100),
        build_clause("eta_window", "W", width=300), build_clause("meal_ready_dispatch", "M", before=60),
        build_clause("preference_constraints", "P", honoured=frozenset({"max_distance"}), least=1000))

    assert [(r.covers.tolist(), r.distance_m, r.weight_g) for r in rules.new_riders] == [
        ([True, False, False], 3000, None)]
    assert [(r.stop_level, r.shrink_level, r.most_m, r.kinds) for r in rules.storms] == [(4, 3, 3000, frozenset())]
    assert [(dict(r.added_s), r.gate_s) for r in rules.frictions] == [({"c-1": 300}, 120)]
    assert [(r.parts, r.city_s, r.base_s) for r in rules.eta_parts] == [(frozenset({"city"}), 2100, 0)]
    assert [r.width_s for r in rules.eta_windows] == [300]
    assert [r.before_s for r in rules.ready_firsts] == [60]
    assert [(r.least_m, r.notice_s) for r in rules.wishes] == [(1000, 0)]
