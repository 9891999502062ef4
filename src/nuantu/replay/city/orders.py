"""Orders: two peaks, a breakfast and a night; from a kitchen to a door at a calibrated distance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from scipy.spatial import cKDTree

from nuantu.core.tables import find_table
from nuantu.replay.city.addresses import Addresses
from nuantu.replay.city.districts import District
from nuantu.replay.city.geometry import Floats, Ints
from nuantu.replay.city.merchants import Merchants
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.streams import Streams

#: Orders of each hour of the day per mille. 11 and 12 o'clock are published, the other hours are ours.
HOUR_PM = (5, 3, 2, 1, 1, 2, 6, 16, 26, 34, 66, 190, 100, 56, 42, 40, 54, 92, 86, 60, 46, 36, 22, 14)
MINUTES, BATCH_MINUTES = 1440, 10
#: Straight distance from kitchen to door: a gamma distribution of this shape and mean, cut off.
DISTANCE_SHAPE, DISTANCE_MEAN_M, DISTANCE_MOST_M = 2.4, 1_650.0, 5_500.0
#: Directions tried for each order; one is chosen by how many people live or work there.
DIRECTIONS = 5
#: Share of orders to work places by hour.
_WORK_AT = ((0, 0.1), (6, 0.1), (9, 0.6), (11, 0.75), (13, 0.7), (16, 0.6), (18, 0.25), (21, 0.1), (23, 0.1))
_WORK_BY_HOUR = np.interp(np.arange(24), *np.transpose(_WORK_AT))
_SCHEMA = find_table("day", "orders").to_arrow()


class OrderBook:
    """Writes the orders of a city one stretch of the day after the other, in order of time."""

    def __init__(self, options: CityOptions, streams: Streams, merchants: Merchants, addresses: Addresses,
                 districts: tuple[District, ...], extent_m: tuple[float, float]) -> None:
        self._options, self._merchants, self._addresses = options, merchants, addresses
        self._districts = np.array([district.district_id for district in districts])
        self._extent = np.array(extent_m)
        self._tree = cKDTree(addresses.xy)
        parts = MINUTES // BATCH_MINUTES
        first, *self._streams = streams.spawn("orders", parts + 1)
        self._by_minute = first.multinomial(options.orders, weigh_minutes())

    def write_batches(self) -> Iterator[pa.Table]:
        """Tables of the published orders schema, ascending in ``placed_s`` and ``order_id``."""
        number = 1
        for part, rng in enumerate(self._streams):
            minutes = self._by_minute[part * BATCH_MINUTES : (part + 1) * BATCH_MINUTES]
            count = int(minutes.sum())
            if count:
                minute = np.repeat(np.arange(part * BATCH_MINUTES, (part + 1) * BATCH_MINUTES), minutes)
                placed = np.sort(minute * 60 + rng.integers(0, 60, count))
                yield self._fill(number, placed, rng)
                number += count

    def _fill(self, number: int, placed: Ints, rng: np.random.Generator) -> pa.Table:
        """Columns of the orders placed at these seconds of the day."""
        hour = int(placed[0]) // 3600
        merchant = self._choose_merchants(hour, len(placed), rng)
        door = self._choose_doors(merchant, hour, rng)
        estimate, ready = self._cook(merchant, placed, rng)
        compound = self._addresses.compound[door]
        begin = self._options.begin_s
        storeys = self._addresses.storeys[door]
        columns = {
            "order_id": number_ids("O", np.arange(number, number + len(placed)), self._options.orders),
            "merchant_id": number_ids("M", merchant + 1, len(self._merchants.xy)),
            "x_m": self._addresses.xy[door, 0].round(1),
            "y_m": self._addresses.xy[door, 1].round(1),
            "placed_s": begin + placed,
            "ready_estimate_s": begin + estimate,
            "ready_s": begin + ready,
            "district_id": pa.array(self._districts[self._addresses.district[door]], pa.string()),
            "compound_id": pa.array(number_ids("C", compound + 1, self._addresses.compound_count), mask=compound < 0),
            "floor": 1 + (rng.uniform(size=len(door)) * storeys).astype(np.int64),
            "weight_g": self._weigh(merchant, rng),
        }
        return pa.table(columns, schema=_SCHEMA)

    def _choose_merchants(self, hour: int, count: int, rng: np.random.Generator) -> Ints:
        part = 0 if 5 <= hour < 10 else 1 if 10 <= hour < 20 else 2
        pull = np.cumsum(self._merchants.pull[:, part])
        return np.searchsorted(pull, rng.uniform(0, pull[-1], count), side="right").clip(0, len(pull) - 1)

    def _choose_doors(self, merchant: Ints, hour: int, rng: np.random.Generator) -> Ints:
        """A door for each order, near its drawn distance, where many people are at this hour."""
        count = len(merchant)
        far = rng.gamma(DISTANCE_SHAPE, DISTANCE_MEAN_M / DISTANCE_SHAPE, count).clip(120, DISTANCE_MOST_M)
        angle = rng.uniform(0, 2 * np.pi, (count, DIRECTIONS))
        step = np.stack([np.cos(angle), np.sin(angle)], axis=-1) * far[:, None, None]
        goal = self._merchants.xy[merchant][:, None, :] + step
        found = self._tree.query(goal.reshape(-1, 2))
        miss, door = (np.asarray(part).reshape(count, DIRECTIONS) for part in found)
        share = _WORK_BY_HOUR[hour]
        weight = share * self._addresses.work + (1 - share) * self._addresses.home
        inside = ((goal >= 0) & (goal <= self._extent)).all(axis=2)
        chance = (weight[door] + 1e-3) * np.exp(-miss / 60) * np.where(inside, 1.0, 0.05) + 1e-12
        run = np.cumsum(chance, axis=1)
        pick = (run < (rng.uniform(size=count) * run[:, -1])[:, None]).sum(axis=1).clip(0, DIRECTIONS - 1)
        chosen: Ints = door[np.arange(count), pick].astype(np.int64)
        return chosen

    def _cook(self, merchant: Ints, placed: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """Estimated and true second of the day at which each order is ready; the estimate is in whole minutes."""
        count = len(merchant)
        rush = 1 + 0.12 * np.exp(-(((placed / 3600 - 11.75) / 0.8) ** 2)) \
            + 0.08 * np.exp(-(((placed / 3600 - 18.2) / 1.0) ** 2))
        mean = self._merchants.prep_s[merchant] * rush
        true = mean * rng.lognormal(0, 0.22, count)
        estimate = placed + (np.round((0.6 * true + 0.4 * mean) / 60).clip(4, 75) * 60).astype(np.int64)
        late = rng.uniform(size=count) < self._merchants.late_share[merchant] * rush
        over = np.where(late, 60 + rng.exponential(self._merchants.late_mean_s[merchant]), -rng.exponential(70, count))
        ready = np.maximum(placed + 180, estimate + np.round(over.clip(-240, 2400)).astype(np.int64))
        return estimate, ready.astype(np.int64)

    def _weigh(self, merchant: Ints, rng: np.random.Generator) -> Ints:
        """Weights in grams; now and then a whole office orders together."""
        portions = rng.choice([1, 1, 1, 2, 2, 3, 6], size=len(merchant))
        grams = self._merchants.weight_g[merchant] * portions**0.85 * rng.lognormal(0, 0.2, len(merchant))
        weights: Ints = np.round(grams.clip(150, 20_000) / 10).astype(np.int64) * 10
        return weights


def weigh_minutes() -> Floats:
    """Probability of each minute of the day: the hours' shares exactly, bending smoothly within each hour."""
    hours = np.array(HOUR_PM, dtype=float)
    bend = np.interp((np.arange(MINUTES) + 0.5) / 60, np.arange(24) + 0.5, hours).reshape(24, 60)
    weights: Floats = (bend / bend.sum(axis=1, keepdims=True) * (hours / hours.sum())[:, None]).ravel()
    return weights


def number_ids(letter: str, numbers: Ints, most: int) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Ids such as O000042, as wide as the largest needs."""
    width = max(5, len(str(most)))
    return np.array([f"{letter}{number:0{width}d}" for number in numbers.tolist()], dtype=object)
