"""Small instance folders in the published format, drawn at random."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def write_instance(folder: Path, seed: int, *, orders: int = 60, couriers: int = 12, span_m: int = 6000) -> Path:
    """Four files: few restaurants, so that bundles pay; some meals that take long; shifts that end within the day."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)

    def place() -> str:
        return "\t".join(str(v) for v in rng.integers(0, span_m, 2))

    (folder / "restaurants.txt").write_text(
        "restaurant\tx\ty\n" + "".join(f"r{k}\t{place()}\n" for k in range(1, 7)))
    rows = []
    for k in range(1, orders + 1):
        placed = int(rng.integers(0, 300))
        rows.append(f"o{k}\t{place()}\t{placed}\tr{int(rng.integers(1, 7))}\t{placed + int(rng.integers(1, 40))}\n")
    (folder / "orders.txt").write_text("order\tx\ty\tplacement_time\trestaurant\tready_time\n" + "".join(rows))
    shifts = []
    for k in range(1, couriers + 1):
        begin = int(rng.integers(0, 200))
        shifts.append(f"c{k}\t{place()}\t{begin}\t{begin + int(rng.integers(90, 240))}\n")
    (folder / "couriers.txt").write_text("courier\tx\ty\ton_time\toff_time\n" + "".join(shifts))
    (folder / "instance_parameters.txt").write_text(
        "meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\t"
        "maximum click-to-door\tpay per order\tguaranteed pay per hour\n320\t4\t4\t40\t90\t10\t15\n")
    return folder
