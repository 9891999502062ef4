"""How a generated day compares with published statistics, each with its source and a band."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.replay.city.geometry import Floats, Ints
from nuantu.replay.readers.native import FILES, read_info

#: derived: from published counts; measured: on published data; press: a press report; ours: nobody published it.
Mark = Literal["derived", "measured", "press", "ours"]

_TSL = "Meituan INFORMS-TSL challenge, 17–24 Oct 2022, aggregates"
_RAPPI = "mdrp-sim, 24 city-days of a Colombian platform"
_OURS = "our assumption"


@dataclass(frozen=True)
class Sample:
    """What is measured of a written day: arrays over orders, shifts and gates, and counts."""

    hour: Ints
    distance_m: Floats
    prep_s: Floats
    late_s: Floats
    gated: Floats
    shift_s: Floats
    tenure_days: Floats
    gate_s: Floats
    dedicated: float
    riders: int
    merchants: int

    @property
    def orders(self) -> int:
        """Orders of the day."""
        return len(self.hour)


@dataclass(frozen=True)
class Statistic:
    """One figure: in words, as published, by whom, and the band in which a generated day must lie."""

    key: str
    zh: str
    en: str
    unit: str
    published: str
    source: str
    mark: Mark
    low: float
    high: float
    measure: Callable[[Sample], float]


@dataclass(frozen=True)
class Measured:
    """A statistic with the figure of one day."""

    statistic: Statistic
    value: float

    @property
    def within(self) -> bool:
        """Whether the day lies in the band."""
        return self.statistic.low <= self.value <= self.statistic.high


def _share(values: Floats | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    return 100 * float(np.mean(values))


STATISTICS: Final[tuple[Statistic, ...]] = (
    Statistic("lunch_first", "11–12 点订单占比", "orders placed 11:00–12:00", "%", "≈ 19", _TSL, "derived", 18, 20,
              lambda s: _share(s.hour == 11)),
    Statistic("lunch_second", "12–13 点订单占比", "orders placed 12:00–13:00", "%", "≈ 10", _TSL, "derived",
              9.3, 10.7, lambda s: _share(s.hour == 12)),
    Statistic("distance_mean", "商家到顾客直线距离均值", "merchant to customer, straight, mean", "km", "1.6–1.7",
              _RAPPI, "measured", 1.55, 1.75, lambda s: float(s.distance_m.mean()) / 1000),
    Statistic("distance_p90", "商家到顾客直线距离九成位", "merchant to customer, straight, 90th percentile", "km",
              "3.0", _RAPPI, "measured", 2.8, 3.2, lambda s: float(np.quantile(s.distance_m, 0.9)) / 1000),
    Statistic("prep_mean", "下单到出餐均值", "placed to ready, mean", "min", "21–26", _RAPPI, "measured", 21, 26,
              lambda s: float(s.prep_s.mean()) / 60),
    Statistic("on_hours", "每名骑手在线时长均值", "app-on time of a rider, mean", "h", "7–8", _RAPPI, "measured", 7, 8,
              lambda s: float(s.shift_s.sum()) / 3600 / s.riders),
    Statistic("orders_per_rider", "每名骑手单量", "orders of a rider", "orders", "≈ 14", _TSL, "derived", 12, 15,
              lambda s: s.orders / s.riders),
    Statistic("late_kitchens", "出餐晚于预估 1 分钟以上", "ready at least 1 min after the estimate", "%", "—", _OURS,
              "ours", 15, 26, lambda s: _share(s.late_s >= 60)),
    Statistic("late_by", "其中平均晚", "of these, mean delay", "min", "—", _OURS, "ours", 4.5, 7.5,
              lambda s: float(s.late_s[s.late_s >= 60].mean()) / 60),
    Statistic("gated", "送进有门禁小区的订单", "orders behind a registered gate", "%", "—", _OURS, "ours", 28, 46,
              lambda s: _share(s.gated)),
    Statistic("gate_delay", "门禁平均耗时", "time lost at a gate, mean", "min", "—", _OURS, "ours", 2.3, 3.6,
              lambda s: float(s.gate_s.mean()) / 60),
    Statistic("new_riders", "入行 30 天以内的骑手", "riders in their first 30 days", "%", "—", _OURS, "ours", 7, 15,
              lambda s: _share(s.tenure_days <= 30)),
    Statistic("dedicated", "专送骑手占比", "dedicated riders", "%", "—", _OURS, "ours", 30, 40,
              lambda s: 100 * s.dedicated),
    Statistic("orders_per_merchant", "每个商家单量", "orders of a merchant", "orders", "—", _OURS, "ours", 20, 34,
              lambda s: s.orders / s.merchants),
)


def measure_city(folder: Path) -> list[Measured]:
    """Every statistic of the native day in this folder, in order of declaration."""
    sample = take_sample(folder)
    return [Measured(statistic, statistic.measure(sample)) for statistic in STATISTICS]


def take_sample(folder: Path) -> Sample:
    """Read what the statistics need; orders come one row group at a time."""
    info = read_info(folder / "day.json")
    merchants = _read(folder / FILES["merchants"])
    places = dict(zip(merchants["merchant_id"].to_pylist(),
                      zip(merchants["x_m"].to_pylist(), merchants["y_m"].to_pylist(), strict=True), strict=True))
    shifts, workers = _read(folder / FILES["shifts"]), _read(folder / FILES["workers"])
    with pq.ParquetFile(folder / FILES["orders"]) as file:
        parts = [_sample_orders(file.read_row_group(k), places, info.begin_s) for k in range(file.num_row_groups)]
    return Sample(
        hour=np.concatenate([part["hour"] for part in parts]).astype(np.int64),
        **{name: np.concatenate([part[name] for part in parts])
           for name in ("distance_m", "prep_s", "late_s", "gated")},
        shift_s=_floats(shifts, "off_s") - _floats(shifts, "on_s"),
        tenure_days=_floats(workers, "tenure_days"),
        gate_s=_floats(_read(folder / FILES["compounds"]), "gate_delay_s"),
        dedicated=workers["worker_class"].to_pylist().count("dedicated") / workers.num_rows,
        riders=workers.num_rows, merchants=merchants.num_rows,
    )


def _sample_orders(rows: pa.Table, places: Mapping[str, tuple[float, float]], begin_s: int) -> dict[str, Floats]:
    origin = np.array([places[name] for name in rows["merchant_id"].to_pylist()])
    placed, ready = _floats(rows, "placed_s"), _floats(rows, "ready_s")
    return {
        "hour": (placed - begin_s) // 3600,
        "distance_m": np.hypot(_floats(rows, "x_m") - origin[:, 0], _floats(rows, "y_m") - origin[:, 1]),
        "prep_s": ready - placed,
        "late_s": ready - _floats(rows, "ready_estimate_s"),
        "gated": rows["compound_id"].is_valid().to_numpy().astype(np.float64),
    }


def _read(path: Path) -> pa.Table:
    return pq.read_table(path, partitioning=None)


def _floats(table: pa.Table, column: str) -> Floats:
    values: Floats = table[column].to_numpy().astype(np.float64)
    return values


def write_rows(measured: list[Measured]) -> list[tuple[str, ...]]:
    """The calibration as text: statistic in both languages, published, mark, source, band, figure, within."""
    return [
        (f"{m.statistic.zh} · {m.statistic.en}",
         m.statistic.published if m.statistic.mark == "ours" else f"{m.statistic.published} {m.statistic.unit}",
         m.statistic.mark, m.statistic.source, f"{m.statistic.low:g}–{m.statistic.high:g}",
         f"{_round(m.value)} {m.statistic.unit}", "✓" if m.within else "✗")
        for m in measured
    ]


def _round(value: float) -> str:
    return f"{value:.{max(0, 2 - int(math.log10(max(abs(value), 1))))}f}"
