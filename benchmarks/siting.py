"""How long maximal covering takes, and how near to the best it surely is: cities of several shapes and seeds.

Each is drawn, written as a file and given to ``nuantu siting`` in a process of its own, as a person would: reading,
reach, choice, proof, curve and reasons are all in the time. A line a city: proven gap, what ended it, seconds of wall
and processor, newly covered. The target is a proven gap of at most 1 % within 30 s for 600 candidates, 5,000 points and
30 sites; the table says of each whether it holds, and the exit status is 1 where one does not.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

SIZE_M = 20_000.0
GAP, SECONDS = 0.01, 30.0
Drawn = tuple[np.ndarray, np.ndarray, np.ndarray]
Draw = Callable[[np.random.Generator, int, int], Drawn]


def draw_even(rng: np.random.Generator, candidates: int, points: int) -> Drawn:
    """Everything anywhere, every point the same."""
    return (rng.uniform(0, SIZE_M, (candidates, 2)), rng.uniform(0, SIZE_M, (points, 2)),
            np.ones(points, dtype=np.int64))


def draw_weighted(rng: np.random.Generator, candidates: int, points: int) -> Drawn:
    """Everything anywhere, a few points that count much."""
    one, other, _ = draw_even(rng, candidates, points)
    return one, other, np.ceil(rng.lognormal(3, 1.2, points)).astype(np.int64)


def draw_clustered(rng: np.random.Generator, candidates: int, points: int) -> Drawn:
    """Sixty quarters of different width; candidates and points lie in them."""
    middles, wide = rng.uniform(0, SIZE_M, (60, 2)), rng.uniform(200, 1500, 60)

    def scatter(count: int) -> np.ndarray:
        which = rng.integers(0, 60, count)
        return middles[which] + rng.normal(size=(count, 2)) * wide[which][:, None]
    return scatter(candidates), scatter(points), np.ceil(rng.lognormal(2, 1, points)).astype(np.int64)


def draw_unreachable(rng: np.random.Generator, candidates: int, points: int) -> Drawn:
    """Candidates in one corner only: most of the demand is out of everybody's reach."""
    _, other, weights = draw_weighted(rng, candidates, points)
    return rng.uniform(0, SIZE_M * 0.6, (candidates, 2)), other, weights


def draw_crowded(rng: np.random.Generator, candidates: int, points: int) -> Drawn:
    """Candidates wall to wall in the middle: many nearly equal choices, the hardest to tell apart."""
    _, other, weights = draw_clustered(rng, candidates, points)
    return SIZE_M / 2 + rng.normal(size=(candidates, 2)) * SIZE_M / 8, other, weights


SHAPES: dict[str, Draw] = {"even": draw_even, "weighted": draw_weighted, "clustered": draw_clustered,
                           "unreachable": draw_unreachable, "crowded": draw_crowded}


def write_city(path: Path, shape: str, seed: int, sizes: tuple[int, int], walk_m: float) -> None:
    """A siting file of a drawn city."""
    places, points, weights = SHAPES[shape](np.random.default_rng([seed, len(shape)]), *sizes)
    told: dict[str, Any] = {
        "format": "nuantu-siting/1", "name": f"{shape} {seed}", "walk": {"metres": walk_m}, "sources": {"demand": {}},
        "candidates": [{"id": f"c{n}", "x_m": float(x), "y_m": float(y)} for n, (x, y) in enumerate(places)],
        "points": [{"id": f"p{n}", "x_m": float(x), "y_m": float(y), "demand": int(w)}
                   for n, ((x, y), w) in enumerate(zip(points, weights, strict=True))]}
    path.write_text(json.dumps(told))


def solve(path: Path, words: argparse.Namespace) -> tuple[dict[str, Any], float, float]:
    """The plan, seconds of wall, seconds of processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    ended = subprocess.run([str(Path(sys.executable).parent / "nuantu"), "siting", str(path), "--sites",
                            str(words.sites), "--gap", str(words.gap), "--seconds", str(words.seconds), "--json"],
                           capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return json.loads(ended.stdout), wall, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> int:
    """Print a line a city, and whether all of them hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--walks", type=float, nargs="*", default=[800.0, 1600.0, 2600.0], help="metres")
    parser.add_argument("--candidates", type=int, default=600)
    parser.add_argument("--points", type=int, default=5000)
    parser.add_argument("--sites", type=int, default=30)
    parser.add_argument("--gap", type=float, default=0.005, help="stop at this gap")
    parser.add_argument("--seconds", type=float, default=25.0, help="give the solver so long")
    words = parser.parse_args()
    print(f"{words.candidates} candidates, {words.points} points, {words.sites} sites; the machine's load is "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'shape':12} {'seed':>4} {'walk m':>7} {'gap %':>7} {'ended':>7} {'by':>6} {'wall s':>7} {'cpu s':>6} "
          f"{'gained':>8} {'out of reach':>13}")
    held = []
    with tempfile.TemporaryDirectory() as folder:
        for shape in words.shapes:
            for walk_m in words.walks:
                for seed in range(1, words.seeds + 1):
                    path = Path(folder) / "city.json"
                    write_city(path, shape, seed, (words.candidates, words.points), walk_m)
                    plan, wall, busy = solve(path, words)
                    held.append(plan["gap"] <= GAP and wall <= SECONDS)
                    print(f"{shape:12} {seed:4} {walk_m:7.0f} {100 * plan['gap']:7.3f} {plan['ended']:>7} "
                          f"{plan['bound_by']:>6} {wall:7.1f} {busy:6.1f} {plan['gained']:8} "
                          f"{plan['out_of_reach']['weight'] / plan['total']:13.1%}{'' if held[-1] else '  NOT HELD'}",
                          flush=True)
    print(f"{sum(held)} of {len(held)} have a proven gap of at most {GAP:.0%} within {SECONDS:.0f} s")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
