"""What a what-if takes, and how often its intervals hold: parts ``coverage``, ``binding``, ``pay`` and ``all``.

    coverage   share of intervals that hold the true effect, on made-up days (93 to 97 %)
    binding    a binding clause on 6 generated days of about 1,000 orders (30 s)
    all        a binding clause on 24 of them (180 s)
    pay        a pay clause on the same 24, whose days were lived before, kept where nobody named a place (10 s)

The command runs in a process of its own, as a person would start it: starting, reading and writing are all in the time.
The load of the machine stands beside each figure. The exit status is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from nuantu.replay.city.days import plan_days, write_days
from nuantu.whatif.coverage import SHAPES, simulate_coverage

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("coverage", "binding", "all", "pay")
LOWEST, HIGHEST = 0.93, 0.97
LIMITS_S = {"binding": 30.0, "all": 180.0, "pay": 10.0}
BIND, PAY = "YG-orders-in-hand.cap=3", "YG-piece-rate.base=6.50CNY"
RUN = "from nuantu.commands.whatif import whatif; whatif()"


def main() -> int:
    """Run the parts; 0 where every one held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--seed", type=int, default=7)
    words = parser.parse_args()
    held = []
    with tempfile.TemporaryDirectory() as folder:
        days = Path(folder) / "days"
        if set(words.parts) - {"coverage"}:
            write_days(plan_days(24, words.seed, 1000), days)
            measure_whatif(days, 1, BIND, days.parent / "shelf")  # compiled code is there from the first run on
        for part in words.parts:
            print(f"--- {part}", flush=True)
            held.append(check_coverage() if part == "coverage" else check_time(part, days))
    return 0 if all(held) else 1


def check_coverage() -> bool:
    """Every shape of day effects by 6 and 24 days, 20,000 trials each."""
    held = True
    for shape in SHAPES:
        for days in (6, 24):
            share = simulate_coverage(shape, days, seeds=2, trials=20_000, seed=1)
            held = held and LOWEST <= share <= HIGHEST
            print(f"{shape:10} {days:3} days  {100 * share:.2f} %", flush=True)
    return held


def check_time(part: str, days: Path) -> bool:
    """One run of the command on an empty shelf; the pay clause once more on the shelf that its first run left."""
    count, change = (6 if part == "binding" else 24), (PAY if part == "pay" else BIND)
    shelf = days.parent / f"shelf-{part}"
    load = os.getloadavg()[0]
    seconds, told = measure_whatif(days, count, change, shelf)
    if part == "pay":
        print(f"{change}, {count} days never lived before: {seconds:.1f} s, load before {load:.2f}", flush=True)
        load = os.getloadavg()[0]
        seconds, told = measure_whatif(days, count, change, shelf)
    diff = told["pay_per_hour"]
    print(f"{change}, {count} days: {seconds:.1f} s (limit {LIMITS_S[part]:.0f}), load before {load:.2f}; pay per hour "
          f"{diff['diff']:+.3f} ({diff['low']:+.3f} to {diff['high']:+.3f})", flush=True)
    return seconds <= LIMITS_S[part] and all(row["n_days"] == count for name, row in told.items() if name != "inputs")


def measure_whatif(days: Path, count: int, change: str, shelf: Path) -> tuple[float, dict[str, Any]]:
    """Seconds of one run on the first days, and what it printed."""
    layers = [word for name in ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")
              for word in ("--layer", str(ROOT / "agreements" / name))]
    named = [str(path) for path in sorted(days.iterdir())[:count]]
    begin = time.perf_counter()
    ended = subprocess.run([sys.executable, "-c", RUN, "--agreement", str(ROOT / "agreements" / "platform-2025"),
                            *layers, "--set", change, "--json", "--days", *named], check=True, capture_output=True,
                           text=True, env={**os.environ, "NUANTU_SHELF": str(shelf)})
    return time.perf_counter() - begin, json.loads(ended.stdout)


if __name__ == "__main__":
    sys.exit(main())
