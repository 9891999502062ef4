"""A delivery day: what was ordered, who worked and where, as Arrow tables with numpy views."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.core.places import LineTravel
from nuantu.core.tables import DAY_TABLES
from nuantu.core.times import local_day_bounds_s

RuleSet = Literal["mdrp", "open"]
TableName = Literal["orders", "merchants", "workers", "shifts", "districts", "alerts", "compounds", "preferences",
                    "street_nodes", "street_edges", "features"]
FORMAT = "nuantu-day/1"
DAY_FILE = "day.json"

#: Tables of a day in the order of their declaration, without day.json itself.
TABLE_NAMES: tuple[TableName, ...] = tuple(cast("TableName", table.name) for table in DAY_TABLES[1:])
#: The column of each table that names its rows.
KEYS: Mapping[TableName, str] = {
    "orders": "order_id", "merchants": "merchant_id", "workers": "worker_id", "shifts": "shift_id",
    "districts": "district_id", "alerts": "alert_id", "compounds": "compound_id",
    "preferences": "preference_id", "street_nodes": "node_id", "street_edges": "edge_id", "features": "feature_id",
}


@dataclass(frozen=True, slots=True)
class DayInfo:
    """The fields of day.json; their meaning and units stand in ``nuantu.core.tables``."""

    name: str
    date: dt.date
    tz: str
    currency: str
    rules: RuleSet
    source: str
    speed_m_per_h: int
    detour_pm: int
    travel_unit_s: int
    pickup_service_s: int
    dropoff_service_s: int

    @property
    def begin_s(self) -> int:
        """UTC seconds of the local midnight at which the day begins."""
        return local_day_bounds_s(self.date, self.tz)[0]

    @property
    def end_s(self) -> int:
        """UTC seconds of the local midnight at which the day ends, exclusive."""
        return local_day_bounds_s(self.date, self.tz)[1]

    def to_json(self) -> dict[str, Any]:
        """The object that day.json holds, fields in published order."""
        values = {column.name: getattr(self, column.name, None) for column in DAY_TABLES[0].columns}
        return values | {"format": FORMAT, "date": self.date.isoformat()}


@dataclass(frozen=True, eq=False)
class Day:
    """One validated day.

    Each table has exactly the published schema; optional tables that the day lacks are ``None``. ``folder`` is
    where the day was read, ``None`` for a day made in memory. Two days are the same when their ``digest`` is.
    """

    info: DayInfo
    orders: pa.Table
    merchants: pa.Table
    workers: pa.Table
    shifts: pa.Table
    districts: pa.Table | None = None
    alerts: pa.Table | None = None
    compounds: pa.Table | None = None
    preferences: pa.Table | None = None
    street_nodes: pa.Table | None = None
    street_edges: pa.Table | None = None
    features: pa.Table | None = None
    folder: Path | None = None
    _views: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    @property
    def rules(self) -> RuleSet:
        """The rule set that the day was made for."""
        return self.info.rules

    @property
    def tz(self) -> str:
        """IANA name of the time zone of its local date."""
        return self.info.tz

    @cached_property
    def travel(self) -> LineTravel:
        """The day's travel model."""
        return LineTravel(self.info.speed_m_per_h, self.info.detour_pm, self.info.travel_unit_s)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the info and every value of every table: equal days in equal row order share it.

        It depends on no file format, so a day keeps its digest when it is written natively and read again.
        """
        total = hashlib.sha256(json.dumps(self.info.to_json(), sort_keys=True, ensure_ascii=False).encode())
        for name in TABLE_NAMES:
            table = self.table(name)
            if table is not None:
                total.update(f"\0{name}\0{table.num_rows}".encode())
                for column in table.column_names:
                    total.update(f"\0{column}\0".encode())
                    _update_column(total.update, table.column(column))
        return total.hexdigest()

    def table(self, name: TableName) -> pa.Table | None:
        """The table of this name, ``None`` where the day lacks it."""
        return getattr(self, name)

    def ints(self, name: TableName, column: str, *, null: int | None = None) -> NDArray[np.int64]:
        """A whole-number column, shape (rows,), read-only; nulls become ``null``, which must then be given."""
        return cast("NDArray[np.int64]", self._view((name, column, f"int{null}"), lambda: self._numbers(
            name, column, null, np.int64)))

    def floats(self, name: TableName, column: str) -> NDArray[np.float64]:
        """A float column without nulls, shape (rows,), read-only."""
        return cast("NDArray[np.float64]", self._view((name, column, "float"), lambda: self._numbers(
            name, column, None, np.float64)))

    def texts(self, name: TableName, column: str) -> tuple[str | None, ...]:
        """A text column as Python strings; ``None`` for null."""
        return cast("tuple[str | None, ...]", self._view((name, column, "text"), lambda: tuple(
            self._present(name).column(column).to_pylist())))

    def ids(self, name: TableName) -> tuple[str, ...]:
        """The names of a table's rows (its key column as text)."""
        return cast("tuple[str, ...]", self.texts(name, KEYS[name]))

    def positions(self, name: TableName, column: str, target: TableName) -> NDArray[np.int64]:
        """For each row of ``name`` the row in ``target`` that its ``column`` refers to, -1 where null."""
        def find() -> NDArray[np.int64]:
            keys = self._present(target).column(KEYS[target]).combine_chunks()
            found = pc.index_in(self._present(name).column(column), value_set=keys)
            return cast("NDArray[np.int64]", found.fill_null(-1).to_numpy().astype(np.int64))
        return cast("NDArray[np.int64]", self._view((name, column, "position", target), find))

    def _present(self, name: TableName) -> pa.Table:
        table = self.table(name)
        if table is None:
            raise KeyError(f"the day has no table {name}")
        return table

    def _numbers(self, name: TableName, column: str, null: int | None, kind: type) -> NDArray[Any]:
        values = self._present(name).column(column)
        if values.null_count:
            if null is None:
                raise ValueError(f"{name}.{column} holds nulls: say what they become")
            values = values.fill_null(null)
        return cast("NDArray[Any]", values.to_numpy().astype(kind, copy=False))

    def _view(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        if key not in self._views:
            view = make()
            if isinstance(view, np.ndarray):
                view = view.view()
                view.flags.writeable = False
            self._views[key] = view
        return self._views[key]


def _update_column(update: Callable[[bytes], object], column: pa.ChunkedArray) -> None:
    """Feed nulls, then lengths and values of a column, in one form whatever its chunks and offsets."""
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # a column without rows
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if array.null_count:
        update(np.packbits(array.is_null().to_numpy(zero_copy_only=False)).tobytes())
        array = array.drop_null()
    if pa.types.is_list(array.type):
        update(pc.list_value_length(array).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        array = array.flatten()
    if pa.types.is_string(array.type):
        update(pc.binary_length(array).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        update("".join(array.to_pylist()).encode())
    else:
        kind = "<f8" if pa.types.is_floating(array.type) else "<i8"
        update(array.to_numpy(zero_copy_only=False).astype(kind).tobytes())
