"""The solver's answer is the best of all choices, its bound is true, and its gap is told honestly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.nuantu.siting.small_sitings import draw_sitings
from tests.nuantu.siting.test_instance import best_of

from nuantu.siting.bound import prove_bound
from nuantu.siting.cover import cover_most, solve_relaxation, solve_scip
from nuantu.siting.instance import make_instance
from nuantu.siting.problem import Place, Siting, Source
from nuantu.siting.reach import measure_reach


@settings(max_examples=40)
@given(draw_sitings())
def test_the_solver_finds_what_trying_all_finds(siting: Siting) -> None:
    """SCIP itself, without the shortcuts before it, reaches the optimum and proves it."""
    for sites in (1, 3):
        instance = make_instance(measure_reach(siting), siting.weights, sites)
        if not len(instance.weights):
            continue
        rows, bound, _name = solve_scip(instance, np.array([], dtype=np.int64), 0.0, 30)
        assert (instance.value(rows), bound) == (best_of(instance), best_of(instance))


@settings(max_examples=40)
@given(draw_sitings())
def test_the_duals_of_the_relaxation_prove_a_true_bound(siting: Siting) -> None:
    """Whatever the linear solver rounds, its prices never prove less than the best choice."""
    instance = make_instance(measure_reach(siting), siting.weights, 2)
    if not len(instance.weights):
        return
    prices, rows = solve_relaxation(instance, 30)

    assert len(set(rows.tolist())) == instance.sites
    assert best_of(instance) <= prove_bound(instance, prices, instance.sites) <= int(instance.weights.sum())


@settings(max_examples=40)
@given(draw_sitings())
def test_the_whole_way_ends_at_the_optimum(siting: Siting) -> None:
    """With no gap allowed, value and bound meet at the best choice."""
    instance = make_instance(measure_reach(siting), siting.weights, 2)
    cover = cover_most(instance, gap=0.0)

    assert (cover.value, cover.bound, cover.ended) == (best_of(instance), best_of(instance), "proven")
    assert len(cover.rows) <= instance.sites


def draw_city(seed: int, candidates: int = 60, points: int = 300) -> Siting:
    """A siting on which greed is not enough."""
    rng = np.random.default_rng(seed)
    places = [Place(f"c{n}", "", float(x), float(y)) for n, (x, y) in enumerate(rng.uniform(0, 9000, (candidates, 2)))]
    return Siting("city", places,
                  [], [f"p{n}" for n in range(points)], rng.uniform(0, 9000, (points, 2)), [Source("orders")],
                  np.ceil(rng.lognormal(2, 1, (points, 1))).astype(np.int64), 2000.0)


@pytest.mark.parametrize("seed", range(3))
def test_a_gap_is_what_the_two_figures_say(seed: int) -> None:
    """A wide gap stops early; a narrow one does better or as well; each bound holds for the better value."""
    instance = make_instance(measure_reach(draw_city(seed)), draw_city(seed).weights, 12)
    wide, narrow = cover_most(instance, gap=0.05), cover_most(instance, gap=0.0, seconds=900)

    assert wide.gap == (wide.bound - wide.value) / wide.bound <= 0.05
    assert narrow.gap == 0
    assert wide.value <= narrow.value <= wide.bound
    assert instance.value(narrow.rows) == narrow.value


def test_no_time_is_said_and_not_hidden() -> None:
    """Stopped at once, the answer is the quick one, its bound still holds, and it says that time ended it."""
    instance = make_instance(measure_reach(draw_city(1)), draw_city(1).weights, 12)
    cut, whole = cover_most(instance, gap=0.0, seconds=0.001), cover_most(instance, gap=0.0, seconds=900)

    assert cut.value <= whole.value <= cut.bound
    assert (cut.ended == "time") == (cut.bound > cut.value)
