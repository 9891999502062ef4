"""Days of the published Meal Delivery Routing instances: four tab-separated files, minutes and metres.

An instance has no date: it gets one, and its minute 0 is the local midnight of that date. Every courier is a worker
with one shift. Ready times are exact, so the estimate of an order's ready time is its ready time.
Source of the format: https://github.com/grubhub/mdrplib.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.core.errors import InputError
from nuantu.core.tables import find_table
from nuantu.core.times import DEFAULT_TZ
from nuantu.replay.day import Day, DayInfo, TableName
from nuantu.replay.origin import Origin
from nuantu.replay.readers.tabbed import FIRST_LINE, TabbedFile, read_tabbed
from nuantu.replay.validation import INFO_BOUNDS, check_date, check_day, check_info, shorten

ORDERS_FILE = "orders.txt"
COURIERS_FILE = "couriers.txt"
RESTAURANTS_FILE = "restaurants.txt"
PARAMETERS_FILE = "instance_parameters.txt"
FILES = (ORDERS_FILE, COURIERS_FILE, RESTAURANTS_FILE, PARAMETERS_FILE)

DEFAULT_DATE = dt.date(2018, 3, 1)
CURRENCY = "USD"
MINUTE_S = 60
#: What the shipped agreement for these instances pays: per order, and at least per hour on duty.
SHIPPED_PAY = (Decimal(10), Decimal(15))

_SPEED = "meters_per_minute"
_PICKUP = "pickup service minutes"
_DROPOFF = "dropoff service minutes"
_TARGET = "target click-to-door"
_LONGEST = "maximum click-to-door"
_PAY = "pay per order"
_HOURLY = "guaranteed pay per hour"
_PARAMETERS = (_SPEED, _PICKUP, _DROPOFF, _TARGET, _LONGEST, _PAY, _HOURLY)


def read_mdrp(folder: Path, *, date: dt.date | None = None, tz: str | None = None) -> Day:
    """Read an instance folder as the day ``date`` (default 2018-03-01) in ``tz`` (default Asia/Shanghai).

    Raises InputError with file, line (the header is line 1) and the file's own field name.
    """
    folder = Path(folder)
    check_date(date or DEFAULT_DATE, tz or DEFAULT_TZ, Origin(fields={"date": "--date", "tz": "--tz"}))
    info = _read_info(folder, date or DEFAULT_DATE, tz or DEFAULT_TZ)
    restaurants = read_tabbed(folder / RESTAURANTS_FILE, ("restaurant", "x", "y"))
    couriers = read_tabbed(folder / COURIERS_FILE, ("courier", "x", "y", "on_time", "off_time"))
    orders = read_tabbed(folder / ORDERS_FILE, ("order", "x", "y", "placement_time", "restaurant", "ready_time"))
    begin_s = info.begin_s
    worker_ids = couriers.ids("courier")
    ready = _read_times(orders, "ready_time", begin_s)
    day = Day(
        info,
        orders=_build("orders", orders, {
            "order_id": orders.ids("order"), "merchant_id": orders.ids("restaurant"), "x_m": orders.floats("x"),
            "y_m": orders.floats("y"), "placed_s": _read_times(orders, "placement_time", begin_s),
            "ready_estimate_s": ready, "ready_s": ready}),
        merchants=_build("merchants", restaurants, {
            "merchant_id": restaurants.ids("restaurant"), "x_m": restaurants.floats("x"),
            "y_m": restaurants.floats("y")}),
        workers=_build("workers", couriers, {
            "worker_id": worker_ids, "worker_class": ["courier"] * len(worker_ids),
            "vehicle": ["unknown"] * len(worker_ids)}),
        shifts=_build("shifts", couriers, {
            "shift_id": worker_ids, "worker_id": worker_ids, "on_s": _read_times(couriers, "on_time", begin_s),
            "off_s": _read_times(couriers, "off_time", begin_s), "x_m": couriers.floats("x"),
            "y_m": couriers.floats("y")}),
        folder=folder,
    )
    _check_stop_names(orders, restaurants)
    return check_day(day, _find_origins(folder, begin_s))


def _read_info(folder: Path, date: dt.date, tz: str) -> DayInfo:
    parameters = read_tabbed(folder / PARAMETERS_FILE, _PARAMETERS)
    if len(parameters.rows) != 1:
        raise InputError(f"the file has {len(parameters.rows)} rows of parameters and needs one", file=parameters.path,
                         line=min(len(parameters.rows), 1) + FIRST_LINE, field=parameters.header[0],
                         fix="keep one row under the header")
    values = {name: parameters.decimals(name)[0] for name in _PARAMETERS}
    for name, value in values.items():
        if value < 0:
            raise parameters.refuse(0, name, f"{value} is not at least 0", "correct the number")
    return check_info(DayInfo(
        name=folder.resolve().name,
        date=date,
        tz=tz,
        currency=CURRENCY,
        rules="mdrp",
        source=_describe(values),
        speed_m_per_h=_scale(parameters, _SPEED, values[_SPEED], "speed_m_per_h"),
        detour_pm=1000,
        travel_unit_s=MINUTE_S,
        pickup_service_s=_scale(parameters, _PICKUP, values[_PICKUP], "pickup_service_s"),
        dropoff_service_s=_scale(parameters, _DROPOFF, values[_DROPOFF], "dropoff_service_s"),
    ), Origin(folder))


def _scale(parameters: TabbedFile, name: str, value: Decimal, column: str) -> int:
    """Metres a minute as metres an hour, minutes as seconds: either way sixty times as many, and whole."""
    scaled, (lowest, highest) = value * 60, INFO_BOUNDS[column]
    if not lowest <= scaled <= highest:
        raise parameters.refuse(0, name, f"{value} is not between {lowest / 60:g} and {highest / 60:g}",
                                "correct the number")
    if scaled != int(scaled):
        raise parameters.refuse(0, name, f"{value} has too many decimals: sixty times it must be whole",
                                "correct the number")
    return int(scaled)


def _describe(values: Mapping[str, Decimal]) -> str:
    text = (f"published Meal Delivery Routing instance; it pays {values[_PAY]:f} an order and at least "
            f"{values[_HOURLY]:f} an hour on duty, aims at {values[_TARGET]:f} and allows {values[_LONGEST]:f} minutes "
            "click-to-door")
    if (values[_PAY], values[_HOURLY]) != SHIPPED_PAY:
        text += f"; the agreement mdrp-2018 says {SHIPPED_PAY[0]} and {SHIPPED_PAY[1]} instead"
    return text


def _read_times(file: TabbedFile, field: str, begin_s: int) -> list[int]:
    return [begin_s + MINUTE_S * minute for minute in file.whole(field)]


def _build(name: TableName, file: TabbedFile, columns: Mapping[str, list[Any]]) -> pa.Table:
    schema = find_table("day", name).to_arrow()
    empty = [None] * len(file.rows)
    return pa.table([pa.array(columns.get(column.name, empty), column.type) for column in schema], schema=schema)


def _find_origins(folder: Path, begin_s: int) -> dict[TableName, Origin]:
    couriers = Origin(folder / COURIERS_FILE, FIRST_LINE, {
        "worker_id": "courier", "shift_id": "courier", "x_m": "x", "y_m": "y", "on_s": "on_time", "off_s": "off_time",
    }, begin_s, MINUTE_S)
    return {
        "orders": Origin(folder / ORDERS_FILE, FIRST_LINE, {
            "order_id": "order", "merchant_id": "restaurant", "x_m": "x", "y_m": "y", "placed_s": "placement_time",
            "ready_estimate_s": "ready_time", "ready_s": "ready_time"}, begin_s, MINUTE_S),
        "merchants": Origin(folder / RESTAURANTS_FILE, FIRST_LINE, {
            "merchant_id": "restaurant", "x_m": "x", "y_m": "y"}),
        "workers": couriers,
        "shifts": couriers,
    }


def _check_stop_names(orders: TabbedFile, restaurants: TabbedFile) -> None:
    """The published solution files name stops by id and a courier's first place ``0``: no id may be mistaken."""
    taken = {"0": "the place where a courier comes on duty"}
    for file, field in ((restaurants, "restaurant"), (orders, "order")):
        for row, name in enumerate(file.ids(field)):
            if name in taken:
                raise file.refuse(row, field, f"{shorten(name)} already means {taken[name]}", "rename it")
        taken |= dict.fromkeys(file.ids(field), f"a {field}")
