"""Our policy beside three others on the published delivery days: one table from one run, resumable.

Every figure comes from the whole chain: read, dispatch, settle, audit, and the strict checker of ``tests/oracles`` on
the solution files. Results stand in ``out/bench`` by version of the sources, policy and day; what stands there is not
run again.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".numba"))
sys.path.insert(0, str(ROOT))

POLICIES = ("nuantu", "reyes-2018", "greedy", "hungarian")
AGREEMENT = ROOT / "agreements" / "mdrp-2018"
#: Published means over all 240 days; the two of which 168 are here differ in their days.
PUBLISHED = (
    ("Reyes et al. 2018, default", 99.75, 2.39, 32.74, 1.93, 11.42),
    ("Reyes et al. 2018, best of 21", 99.73, 2.23, 32.58, 1.79, 11.42),
)


def list_days(folder: Path, pattern: str) -> list[Path]:
    """Instance folders whose names match one of the patterns, in order of name."""
    found = {path for part in pattern.replace(",", " ").split() for path in folder.glob(part)}
    return sorted(path for path in found if (path / "orders.txt").is_file())


def digest_sources() -> str:
    """What the results depend on: our sources and the agreement."""
    from nuantu.core.ids import digest_bytes

    files = [*sorted((ROOT / "src" / "nuantu").rglob("*.py")), *sorted(AGREEMENT.rglob("*.yaml"))]
    return digest_bytes(b"".join(str(f.relative_to(ROOT)).encode() + f.read_bytes() for f in files))[:12]


def run_day(day: Path, policy: str, seed: int, target: Path) -> dict[str, Any]:
    """One day under one policy through the whole chain; the row is written beside its like."""
    from tests.oracles.mdrp_rules import check_solution

    from nuantu.commands.replay import replay

    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(io.StringIO()):
        out = Path(scratch) / "out"
        replay.main([str(day), "--agreement", str(AGREEMENT), "--policy", policy, "--seed", str(seed), "--out",
                     str(out), "--json"], standalone_mode=False)
        row: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        row["faults"] = check_solution(day, out / "mdrp")
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".part")
    half.write_text(json.dumps(row), encoding="utf-8")
    half.rename(target)
    return row


def run_all(days: list[Path], policies: list[str], seed: int, store: Path, jobs: int) -> list[dict[str, Any]]:
    """All rows, those that stand already and those that are still to be made."""
    places = {(policy, day): store / policy / f"{day.name}-{seed}.json" for policy in policies for day in days}
    todo = sorted((key for key, place in places.items() if not place.is_file()),
                  key=lambda key: -(key[1] / "orders.txt").stat().st_size)
    begin = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        runs = [pool.submit(run_day, day, policy, seed, places[policy, day]) for policy, day in todo]
        for done, run in enumerate(as_completed(runs), 1):
            run.result()
            spent = time.perf_counter() - begin
            print(f"\r{done} of {len(todo)} runs, {spent:.0f} s", end="", file=sys.stderr, flush=True)
    if todo:
        print(file=sys.stderr)
    return [json.loads(place.read_text(encoding="utf-8")) | {"policy": policy}
            for (policy, _), place in places.items()]


def mean(rows: list[dict[str, Any]], name: str) -> float:
    """Mean over days."""
    return sum(row[name] for row in rows) / len(rows)


def tell_policy(policy: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One line of the table."""
    orders = sum(row["orders"] for row in rows)
    return {
        "policy": policy, "days": len(rows), "feasible": sum(not row["faults"] for row in rows),
        "orders": orders, "delivered": sum(row["delivered"] for row in rows),
        "left": sum(row["orders"] - row["delivered"] - row["undeliverable"] for row in rows),
        "undeliverable": sum(row["undeliverable"] for row in rows),
        "delivered_pct": 100 * sum(row["delivered"] / row["orders"] for row in rows) / len(rows),
        "excess": mean(rows, "excess_mean_min"), "ctd": mean(rows, "ctd_mean_min"), "rtp": mean(rows, "rtp_mean_min"),
        "cost": mean(rows, "cost_per_order"), "gini": mean(rows, "gini_orders_per_hour"),
        "violated": sum(row["verdicts"].get("violated", 0) for row in rows),
        "wall_s": sum(row["wall_s"]["total"] for row in rows) / len(rows),
        "wall_max_s": max(row["wall_s"]["total"] for row in rows),
    }


def time_largest(days: list[Path], seed: int) -> dict[str, Any]:
    """The day with most orders, alone in a fresh process on one core, from start to verdicts."""
    day = max(days, key=lambda path: sum(1 for _ in (path / "orders.txt").open()))
    with tempfile.TemporaryDirectory() as scratch:
        command = [str(Path(sys.executable).parent / "nuantu"), "replay", str(day), "--agreement", str(AGREEMENT),
                   "--seed", str(seed), "--out", str(Path(scratch) / "out"), "--json"]
        core = sorted(os.sched_getaffinity(0))[:1]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, core))
        return {"day": day.name, "wall_s": time.perf_counter() - begin}


def print_table(table: list[dict[str, Any]], largest: dict[str, Any]) -> None:
    """The table as people read it, with the published rows below."""
    print(f"{'policy':<30}{'feasible':>10}{'delivered':>11}{'left':>6}{'excess':>8}{'ctd':>7}{'rtp':>6}{'cost':>7}"
          f"{'gini':>6}{'s/day':>7}{'max s':>7}")
    for row in table:
        print(f"{row['policy']:<30}{row['feasible']:>4} of {row['days']:<3}{row['delivered_pct']:>10.3f}%"
              f"{row['left']:>6}{row['excess']:>8.3f}{row['ctd']:>7.2f}{row['rtp']:>6.2f}{row['cost']:>7.2f}"
              f"{row['gini']:>6.3f}{row['wall_s']:>7.1f}{row['wall_max_s']:>7.1f}")
    for name, delivered, excess, ctd, rtp, cost in PUBLISHED:
        print(f"{name:<30}{'240 days':>10}{delivered:>10.2f}%{'':>6}{excess:>8.2f}{ctd:>7.2f}{rtp:>6.2f}{cost:>7.2f}")
    print(f"left: orders that were not delivered though ready before the last shift ended; "
          f"undeliverable: {table[0]['undeliverable']}")
    print(f"largest day {largest['day']}, alone on one core from start to verdicts: {largest['wall_s']:.1f} s")


def main() -> None:
    """Read the options, run what is missing, print the table and write it to out/bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shared = Path(os.environ.get("NUANTU_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--days", default="*", help="patterns of day names, separated by commas")
    parser.add_argument("--folder", type=Path, default=shared / "data" / "mdrp", help="folder of instance folders")
    parser.add_argument("--policies", default=",".join(POLICIES), help="policies, separated by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    days = list_days(given.folder, given.days)
    if not days:
        sys.exit(f"no delivery days match {given.days} in {given.folder}; benchmarks/README.md says where they are")
    policies = given.policies.split(",")
    store = ROOT / "out" / "bench" / digest_sources()
    rows = run_all(days, policies, given.seed, store, given.jobs)
    table = [tell_policy(policy, [row for row in rows if row["policy"] == policy]) for policy in policies]
    largest = time_largest(days, given.seed)
    (store / "table.json").write_text(json.dumps({"table": table, "largest": largest}, indent=1), encoding="utf-8")
    print_table(table, largest)
    for row in rows:
        if row["faults"]:
            print(f"{row['policy']} {row['name']}: {row['faults'][0]}")


if __name__ == "__main__":
    main()
