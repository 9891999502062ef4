"""A set of generated days that differ as days do: date, weather, demand, riders and wage district."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from nuantu.core.errors import InputError
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import CityOptions

FIRST_DATE = dt.date(2026, 1, 5)
#: Dates lie this far apart: all weekdays and all seasons come up within 28 days.
STEP_DAYS, YEAR_DAYS = 13, 364
MOST_DAYS = YEAR_DAYS
#: Districts of Beijing, Nanjing, Suzhou and Hangzhou in turn, each with a minimum wage that held on every date.
PLACE_CODES = ("110105", "320106", "320508", "330106")
#: Fewer riders than a city's own margin: limits on hours and orders are reached, as on the demo's day.
ORDERS_A_RIDER = 14.5
#: Demand by weekday, from Monday; and how far days stray from it, as a share.
WEEKDAY_SHARE = (0.95, 0.96, 0.97, 0.98, 1.05, 1.06, 1.03)
DEMAND_SPREAD, RIDER_SPREAD = 0.08, 0.05
WIND_SHARE, SEASON_SHARE = 0.5, 0.6


def plan_days(count: int, seed: int, orders: int, first: dt.date = FIRST_DATE) -> tuple[CityOptions, ...]:
    """What to ask of the generator for each of ``count`` days of about ``orders`` orders, the first on ``first``.

    The same arguments give the same days, and fewer days are the first of more.

    Raises
    ------
    InputError
        For a number of days or orders that cannot be made.
    """
    if not 1 <= count <= MOST_DAYS:
        raise InputError(f"{count} days cannot be made", field="--days", fix=f"ask for 1 to {MOST_DAYS}")
    CityOptions(orders, seed)
    return tuple(_plan_day(number, seed, orders, first) for number in range(count))


def _plan_day(number: int, seed: int, orders: int, first: dt.date) -> CityOptions:
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
    offset = number * STEP_DAYS % YEAR_DAYS + number * STEP_DAYS // YEAR_DAYS
    date = first + dt.timedelta(days=offset)
    demand = WEEKDAY_SHARE[date.weekday()] * float(rng.lognormal(0, DEMAND_SPREAD))
    riders = orders / ORDERS_A_RIDER * float(rng.lognormal(0, RIDER_SPREAD))
    return CityOptions(
        orders=max(1, round(orders * demand)), seed=int(rng.integers(2**31)), date=date, riders=max(1, round(riders)),
        place_code=PLACE_CODES[number % len(PLACE_CODES)], wind=bool(rng.uniform() < WIND_SHARE),
        season=bool(rng.uniform() < SEASON_SHARE),
    )


def name_days(count: int) -> tuple[str, ...]:
    """Names of the folders of so many days."""
    width = max(2, len(str(count)))
    return tuple(f"day-{number:0{width}d}" for number in range(1, count + 1))


def write_days(plan: Sequence[CityOptions], out: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Write every day into a folder of its own below the new folder ``out``, all or none.

    Raises
    ------
    InputError
        Where something stands there already, or the folder cannot be written.
    """
    if out.exists() or out.is_symlink():
        raise InputError("something stands where the days are to go", file=out, field="--out", fix="name a new folder")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        raise InputError(f"the days cannot be written ({os.strerror(error.errno or 0)})", file=out, field="--out",
                         fix="name a folder that you may write") from error
    try:
        fresh.chmod(0o755)
        for done, (name, options) in enumerate(zip(name_days(len(plan)), plan, strict=True), 1):
            write_city(options, fresh / name)
            if progress is not None:
                progress(done, len(plan))
        fresh.replace(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
