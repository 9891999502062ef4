#!/usr/bin/env python3
"""Compile every kernel once, by running each rule set and policy on a day of a few orders.

Compiled kernels are kept beside their sources, so that the first real run starts at once.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

from nuantu.cli import nuantu
from nuantu.dispatch.policies import POLICIES

ROOT = Path(__file__).resolve().parents[1]
AGREEMENTS = ROOT / "agreements"


def write_mdrp_day(folder: Path) -> None:
    """Four restaurants, three couriers and a dozen orders in the published text form."""
    folder.mkdir()
    places = [(1000 * k, 700 * (k % 3)) for k in range(4)]
    restaurants = "".join(f"r{k + 1}\t{x}\t{y}\n" for k, (x, y) in enumerate(places))
    orders = "".join(
        f"o{k + 1}\t{400 * k}\t{1500 - 90 * k}\t{600 + 3 * k}\tr{k % 4 + 1}\t{612 + 3 * k}\n" for k in range(12)
    )
    couriers = "".join(f"c{k + 1}\t{900 * k}\t{300 * k}\t580\t760\n" for k in range(3))
    header = "meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\t"
    header += "maximum click-to-door\tpay per order\tguaranteed pay per hour\n320\t4\t4\t40\t90\t10\t15\n"
    (folder / "restaurants.txt").write_text("restaurant\tx\ty\n" + restaurants)
    (folder / "orders.txt").write_text("order\tx\ty\tplacement_time\trestaurant\tready_time\n" + orders)
    (folder / "couriers.txt").write_text("courier\tx\ty\ton_time\toff_time\n" + couriers)
    (folder / "instance_parameters.txt").write_text(header)


def run_nuantu(*words: str | Path) -> None:
    """Run one command in this process, without its output."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        nuantu([str(word) for word in words], standalone_mode=False)


def main() -> None:
    """Run every policy under both rule sets where it serves them."""
    layers = [AGREEMENTS / name for name in ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")]
    open_book = ["--agreement", AGREEMENTS / "platform-2025"]
    open_book += [word for layer in layers for word in ("--layer", layer)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_mdrp_day(folder / "mdrp")
        run_nuantu("city", "--orders", "150", "--seed", "1", "--out", folder / "city")
        for policy in POLICIES:
            run_nuantu("replay", folder / "mdrp", "--agreement", AGREEMENTS / "mdrp-2018", "--policy", policy,
                       "--out", folder / f"mdrp-{policy}")
        run_nuantu("replay", folder / "city", *open_book, "--policy", "nuantu", "--out", folder / "open")


if __name__ == "__main__":
    main()
