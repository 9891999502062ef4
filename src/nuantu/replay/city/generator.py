"""Write a whole synthetic city day, piece by piece, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from nuantu.replay.city.options import PLACE_CODE, CityOptions
from nuantu.replay.city.orders import OrderBook
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.tables import list_tables
from nuantu.replay.city.world import make_world
from nuantu.replay.day import DayInfo
from nuantu.replay.readers.native import DayWriter

#: Called with the number of orders written so far.
Progress = Callable[[int], None]

SPEED_M_PER_H = 20_000
DETOUR_PM = 1300
PICKUP_SERVICE_S, DROPOFF_SERVICE_S = 120, 180
ROWS_PER_GROUP = 65_536


def describe_day(options: CityOptions) -> DayInfo:
    """What day.json says of a generated day."""
    return DayInfo(
        name=f"synthetic city, {options.orders} orders, seed {options.seed}",
        date=options.date, tz=options.tz, currency="CNY", rules="open",
        source=f"nuantu city --orders {options.orders} --seed {options.seed} --riders {options.rider_count}: "
               f"{_tell_apart(options)}invented, calibrated to published statistics (docs/city.md)",
        speed_m_per_h=SPEED_M_PER_H, detour_pm=DETOUR_PM, travel_unit_s=1,
        pickup_service_s=PICKUP_SERVICE_S, dropoff_service_s=DROPOFF_SERVICE_S,
    )


def _tell_apart(options: CityOptions) -> str:
    """What the command ``nuantu city`` has no option for."""
    said = [f"work place {options.place_code}"] if options.place_code != PLACE_CODE else []
    said += [f"no {name}" for name in ("wind", "season") if not getattr(options, name)]
    return "".join(f"{one}, " for one in said)


def write_city(options: CityOptions, folder: Path, progress: Progress | None = None) -> Path:
    """Write the day that these options ask for into a new folder, whole or not at all.

    The same options give the same bytes on the same versions of the libraries. Raises ``InputError`` where the
    folder cannot be written or holds something already.
    """
    with DayWriter(folder, describe_day(options)) as writer:
        streams = Streams(options.seed)
        world = make_world(options, streams)
        for name, table in list_tables(world, options).items():
            writer.append(name, table)
        ground = world.plan.ground
        book = OrderBook(options, streams, world.merchants, world.addresses, world.districts,
                         (ground.width_m, ground.height_m))
        written = 0
        for group in _gather_groups(book.write_batches()):
            writer.append("orders", group)
            written += group.num_rows
            if progress is not None:
                progress(written)
    return folder


def _gather_groups(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Join small batches into row groups of about ``ROWS_PER_GROUP`` rows."""
    waiting: list[pa.Table] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= ROWS_PER_GROUP:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting, rows = [], 0
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()
