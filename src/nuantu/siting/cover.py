"""Maximal covering by a real solver: the best choice found, and what no choice can exceed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from nuantu.core.errors import NuantuError
from nuantu.siting.bound import PARTS, find_prices, prove_bound
from nuantu.siting.greedy import choose_greedily, exchange, shake
from nuantu.siting.instance import Instance
from nuantu.siting.problem import Ints

#: Stop when no choice can be better by more than this share, or after so many seconds.
GAP, SECONDS = 0.001, 30.0
#: A hair below the whole number that a bound rounds to.
_HAIR = 1e-6


class SolverError(NuantuError):
    """The solver is not installed, or gave no answer."""


@dataclass(frozen=True)
class Cover:
    """Chosen rows, what they cover, what no choice exceeds, the prices that prove it or None, by whom, how long.

    ``bound_by`` is ``prices`` (provable in whole numbers), ``tree`` (the solver's search) or ``all`` (everything is
    covered). ``ended`` is ``proven`` (gap within what was asked) or ``time``.
    """

    rows: Ints
    value: int
    bound: int
    bound_by: str
    prices: Ints
    ended: str
    solver: str
    seconds: float

    @property
    def gap(self) -> float:
        """Share of the bound that may be missing."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def cover_most(instance: Instance, *, gap: float = GAP, seconds: float = SECONDS) -> Cover:
    """Choose the rows that cover the most, until the gap is proven or the time is over.

    Raises SolverError where OR-Tools is not installed or the solver fails.
    """
    begin = time.monotonic()
    rows = exchange(instance, choose_greedily(instance))
    value = instance.value(rows)
    everything = int(instance.weights.sum())
    empty = np.zeros(len(instance.weights), dtype=np.int64)
    if value == everything:
        return Cover(rows, value, value, "all", empty, "proven", "", time.monotonic() - begin)
    by, name = "prices", ""
    prices, bound = find_prices(instance, instance.sites, value)
    if bound > value * (1 + gap):
        rows, name = shake(instance, rows), "GLOP"
        value = instance.value(rows)
        left_s = max(0.5, seconds - (time.monotonic() - begin))
        better, likely = solve_relaxation(instance, left_s)
        if prove_bound(instance, better, instance.sites) < bound:
            prices, bound = better, prove_bound(instance, better, instance.sites)
        likely = shake(instance, exchange(instance, likely))
        if instance.value(likely) > value:
            rows, value = likely, instance.value(likely)
    if bound > value * (1 + gap):
        left_s = max(0.5, seconds - (time.monotonic() - begin))
        found, told_bound, name = solve_scip(instance, rows, gap, left_s)
        if instance.value(found) > value:
            rows, value = found, instance.value(found)
        if told_bound < bound:
            bound, by = max(told_bound, value), "tree"
    ended = "proven" if bound <= value * (1 + gap) + _HAIR else "time"
    return Cover(rows, value, bound, by, prices, ended, name, time.monotonic() - begin)


def solve_relaxation(instance: Instance, seconds: float) -> tuple[Ints, Ints]:
    """The program whose candidates may be built in part: its duals as prices (in parts), and its fullest rows.

    Without time for it the prices are the weights, which prove nothing.
    """
    builder = _load_solver()
    model = builder.Model()
    _write_program(model, instance, whole=False)
    solver = builder.Solver("GLOP")
    solver.set_time_limit_in_seconds(seconds)
    if solver.solve(model) != builder.SolveStatus.OPTIMAL:
        return instance.weights * PARTS, np.arange(instance.sites)
    duals = np.asarray(solver.dual_values(model.get_linear_constraints()))[1:]
    prices: Ints = np.clip(np.round(np.abs(duals) * PARTS).astype(np.int64), 0, instance.weights * PARTS)
    built = np.asarray(solver.values(model.get_variables()))[:instance.covers.shape[0]]
    return prices, np.argsort(-built, kind="stable")[:instance.sites]


def solve_scip(instance: Instance, start: Ints, gap: float, seconds: float) -> tuple[Ints, int, str]:
    """SCIP on the mixed integer program: rows, the bound of its tree, its name."""
    builder = _load_solver()
    points, sites = len(instance.weights), instance.covers.shape[0]
    model = builder.Model()
    _write_program(model, instance, whole=True)
    covered = np.asarray(instance.covers[start].sum(axis=0)).ravel() > 0
    for row in start:
        model.add_hint(model.var_from_index(int(row)), 1)
    for point in np.flatnonzero(covered):
        model.add_hint(model.var_from_index(sites + int(point)), 1)
    solver = builder.Solver("SCIP")
    solver.set_time_limit_in_seconds(seconds)
    # SCIP's gap is relative to the value, ours to the bound: ours is the smaller, so its limit is safe.
    # Weights are whole numbers: less than one between value and bound is no gap.
    solver.set_solver_specific_parameters(
        f"limits/gap = {gap}\nlimits/absgap = {1 - _HAIR}\nrandomization/randomseedshift = 1")
    status = solver.solve(model)
    if status not in (builder.SolveStatus.OPTIMAL, builder.SolveStatus.FEASIBLE):
        if status == builder.SolveStatus.NOT_SOLVED or "time" in solver.status_string().lower():
            return start, int(instance.weights.sum()), "SCIP"
        raise SolverError(f"SCIP gave no answer ({solver.status_string() or status})")
    values = np.asarray(solver.values(model.get_variables()))[:sites]
    rows = np.flatnonzero(values > 0.5)
    assert len(rows) <= instance.sites
    assert points
    return rows, int(np.floor(solver.best_objective_bound + _HAIR)), "SCIP"


def _write_program(model: Any, instance: Instance, *, whole: bool) -> None:
    """Rows first (0 or 1), then points (0 to 1): at most so many rows, and no point without a row that covers it."""
    from scipy.sparse import csr_array, eye_array, hstack, vstack  # here, so that reading a file stays quick

    sites, points = instance.covers.shape
    choose = csr_array((np.ones(sites), (np.zeros(sites, dtype=np.int64), np.arange(sites))),
                       shape=(1, sites + points))
    cover = hstack([instance.covers.T.astype(np.float64), -eye_array(points)])
    matrix = csr_array(vstack([choose, cover]))
    lower = np.zeros(points + 1)
    lower[0] = -np.inf
    upper = np.full(points + 1, np.inf)
    upper[0] = instance.sites
    gain = np.concatenate([np.zeros(sites), instance.weights.astype(np.float64)])
    model.helper.fill_model_from_sparse_data(np.zeros(sites + points), np.ones(sites + points), gain, lower, upper,
                                             _as_matrix(matrix))
    model.helper.set_maximize(True)
    for row in range(sites if whole else 0):
        model.helper.set_var_integrality(row, True)  # noqa: FBT003 (the name says what is true)


def _as_matrix(matrix: Any) -> Any:
    from scipy.sparse import csr_matrix  # the solver's reader knows the older form alone

    return csr_matrix(matrix)


def _load_solver() -> Any:
    try:
        from ortools.linear_solver.python import model_builder
    except ImportError as error:
        raise SolverError(f"OR-Tools cannot be loaded ({error}); install it, and keep highspy out of its "
                          "environment") from error
    return model_builder
