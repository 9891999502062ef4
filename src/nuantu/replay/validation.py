"""What makes a day usable, checked in one place for every reader; the first defect is named by file and line."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.core.errors import InputError
from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.core.times import DAY_S
from nuantu.replay.day import KEYS, TABLE_NAMES, Day, DayInfo, TableName
from nuantu.replay.origin import Origin

#: Farthest that a place may lie from the origin of the local plane; beyond it no plane is local.
FARTHEST_M = 10_000_000
#: Later than any moment of a day.
FARTHEST_S = 2**60
LONGEST_ID = 100

WORDS: Mapping[tuple[TableName, str], tuple[str, ...]] = {
    ("workers", "worker_class"): ("crowd", "dedicated", "courier"),
    ("workers", "vehicle"): ("ebike", "car", "truck", "unknown"),
    ("alerts", "kind"): ("wind", "rain", "heat", "cold", "snow", "fog", "thunder", "haze"),
    ("alerts", "level"): ("blue", "yellow", "orange", "red"),
    ("preferences", "component"): ("rest_slot", "max_distance"),
    ("street_edges", "class"): ("expressway", "arterial", "street", "lane", "path"),
    ("features", "kind"): ("river", "lake", "park", "rail"),
}
#: Lowest and highest sensible value of whole-number columns.
BOUNDS: Mapping[tuple[TableName, str], tuple[int, int]] = {
    ("orders", "floor"): (-20, 300),
    ("orders", "weight_g"): (0, 10_000_000),
    ("workers", "tenure_days"): (0, 36_600),
    ("compounds", "gate_delay_s"): (0, DAY_S),
    ("preferences", "distance_m"): (0, FARTHEST_M),
}
INFO_BOUNDS: Mapping[str, tuple[int, int]] = {
    "speed_m_per_h": (1, 1_000_000),
    "detour_pm": (1000, 10_000),
    "travel_unit_s": (1, 3600),
    "pickup_service_s": (0, DAY_S),
    "dropoff_service_s": (0, DAY_S),
}
TIMES: Mapping[TableName, tuple[str, ...]] = {
    "orders": ("placed_s", "ready_estimate_s", "ready_s"),
    "shifts": ("on_s", "off_s"),
    "alerts": ("issued_s", "from_s", "to_s"),
    "preferences": ("from_s", "to_s"),
}
#: Tables with outlines.
AREAS: tuple[TableName, ...] = ("districts", "features")
PLACES: tuple[tuple[TableName, str], ...] = (
    ("merchants", "x_m"), ("merchants", "y_m"), ("orders", "x_m"), ("orders", "y_m"), ("shifts", "x_m"),
    ("shifts", "y_m"), ("compounds", "gate_x_m"), ("compounds", "gate_y_m"), ("street_nodes", "x_m"),
    ("street_nodes", "y_m"), ("street_edges", "length_m"),
)
REFERENCES: tuple[tuple[TableName, str, TableName], ...] = (
    ("orders", "merchant_id", "merchants"), ("shifts", "worker_id", "workers"),
    ("merchants", "district_id", "districts"), ("orders", "district_id", "districts"),
    ("orders", "compound_id", "compounds"), ("alerts", "district_id", "districts"),
    ("alerts", "supersedes", "alerts"), ("compounds", "district_id", "districts"),
    ("preferences", "worker_id", "workers"),
    ("street_edges", "from_node", "street_nodes"), ("street_edges", "to_node", "street_nodes"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A day under check, with the origin of each of its tables."""

    day: Day
    origins: Mapping[TableName, Origin]

    def origin(self, name: TableName) -> Origin:
        """Where this table was read; a table made in memory is called by its own name."""
        return self.origins.get(name) or Origin(file=name)

    def refuse_first(self, name: TableName, column: str, bad: NDArray[np.bool_], what: str, fix: str) -> None:
        """Refuse the first row for which ``bad`` (shape (rows,)) is true; ``{value}`` in ``what`` is its value."""
        if bad.any():
            row = int(bad.argmax())
            table = self.day.table(name)
            assert table is not None
            value = table.column(column)[row].as_py()
            if column in TIMES.get(name, ()):
                value = self.origin(name).time(value)
            raise self.origin(name).refuse(row, column, what.replace("{value}", shorten(value)), fix)


def check_day(day: Day, origins: Mapping[TableName, Origin] | None = None) -> Day:
    """Return the day if it is usable; raise InputError for the first defect otherwise."""
    checked = Checked(day, origins or {})
    for name in TABLE_NAMES:
        if day.table(name) is not None:
            _check_rows(checked, name)
            _check_ids(checked, name)
    for reference in REFERENCES:
        _check_reference(checked, *reference)
    _check_places(checked)
    _check_words_and_bounds(checked)
    _check_window(checked)
    _check_orders(checked)
    _check_shifts(checked)
    _check_alerts(checked)
    _check_preferences(checked)
    _check_rings(checked)
    return day


def check_info(info: DayInfo, origin: Origin) -> DayInfo:
    """Return the info if every field is sensible; raise InputError for the first that is not."""
    if not info.name.strip() or len(info.name) > 2 * LONGEST_ID or not info.name.isprintable():
        raise origin.refuse(None, "name", "the name is empty, too long or holds control characters",
                            "give the day a short name")
    check_date(info.date, info.tz, origin)
    if info.currency not in MINOR_PER_MAJOR:
        raise origin.refuse(None, "currency", f"{shorten(info.currency)} is not one of {', '.join(MINOR_PER_MAJOR)}",
                            "name one of them")
    if info.rules not in ("mdrp", "open"):
        raise origin.refuse(None, "rules", f"{shorten(info.rules)} is not one of mdrp, open", "name one of them")
    for column, (lowest, highest) in INFO_BOUNDS.items():
        value = getattr(info, column)
        if not lowest <= value <= highest:
            raise origin.refuse(None, column, f"{shorten(value)} is not between {lowest} and {highest}",
                                "correct the value")
    return info


def check_date(date: dt.date, tz: str, origin: Origin) -> None:
    """Refuse a time zone that nobody knows and a date outside the years 1901 to 2199."""
    try:
        ZoneInfo(tz)
    except (ValueError, OSError, LookupError) as error:
        raise origin.refuse(None, "tz", f"{shorten(tz)} is no known time zone",
                            "write an IANA name such as Asia/Shanghai") from error
    if not 1900 < date.year < 2200:
        raise origin.refuse(None, "date", f"{date} lies outside the years 1901 to 2199", "correct the date")


def shorten(value: object) -> str:
    """A value as it may stand in a sentence: quoted where it is text, and never long."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _check_rows(checked: Checked, name: TableName) -> None:
    table = checked.day.table(name)
    if name in ("orders", "merchants", "workers", "shifts") and not (table and table.num_rows):
        raise InputError(f"there are no {name}, so there is no day to replay", file=checked.origin(name).file,
                         fix="give at least one row")


def _check_ids(checked: Checked, name: TableName) -> None:
    table, key = checked.day.table(name), KEYS[name]
    assert table is not None
    keys = table.column(key)
    if pa.types.is_string(keys.type):
        bad = pc.or_(pc.greater(pc.utf8_length(keys), LONGEST_ID), pc.match_substring_regex(keys, r"[\s\pC\pZ]|^$"))
        checked.refuse_first(name, key, bad.to_numpy(), f"{{value}} is empty, longer than {LONGEST_ID} characters or "
                             "holds spaces or control characters", "give a plain id")
    else:
        numbers = checked.day.ints(name, key)
        checked.refuse_first(name, key, (numbers < 0) | (numbers >= len(numbers)),
                             "{value} is not between 0 and the number of rows less one", "number the rows from 0")
    if pc.count_distinct(keys).as_py() == table.num_rows:
        return
    first_row: dict[Any, int] = {}
    for row, value in enumerate(keys.to_pylist()):
        if value in first_row:
            origin = checked.origin(name)
            raise origin.refuse(row, key, f"{shorten(value)} stands here again after line "
                                f"{origin.first_line + first_row[value]}", "give each row an id of its own")
        first_row[value] = row


def _check_reference(checked: Checked, name: TableName, column: str, target: TableName) -> None:
    table, targets = checked.day.table(name), checked.day.table(target)
    if table is None:
        return
    values = table.column(column)
    known = targets.column(KEYS[target]).combine_chunks() if targets is not None else pa.array([], values.type)
    bad = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known))).to_numpy()
    where = checked.origin(target).file
    checked.refuse_first(name, column, bad, f"{{value}} does not stand in {where}" if targets is not None
                         else f"{{value}} is named but the day has no {target}", f"correct it or add it to {target}")


def _check_places(checked: Checked) -> None:
    for name, column in PLACES:
        if checked.day.table(name) is not None:
            lowest = 0 if column == "length_m" else -FARTHEST_M
            values = checked.day.floats(name, column)
            bad = ~((values >= lowest) & (values <= FARTHEST_M))
            checked.refuse_first(name, column, bad, f"{{value}} is not a number between {lowest} and {FARTHEST_M} "
                                 "metres", "correct the number")


def _check_words_and_bounds(checked: Checked) -> None:
    for (name, column), words in WORDS.items():
        table = checked.day.table(name)
        if table is not None:
            bad = pc.invert(pc.is_in(table.column(column), value_set=pa.array(words))).to_numpy()
            checked.refuse_first(name, column, bad, f"{{value}} is not one of {', '.join(words)}",
                                 "write one of them")
    for (name, column), (lowest, highest) in BOUNDS.items():
        if checked.day.table(name) is not None:
            values = checked.day.ints(name, column, null=lowest)
            checked.refuse_first(name, column, (values < lowest) | (values > highest),
                                 f"{{value}} is not between {lowest} and {highest}", "correct the number")


def _check_window(checked: Checked) -> None:
    """Times lie from one day before the day begins to two days after it ends."""
    info = checked.day.info
    lowest, highest = info.begin_s - DAY_S, info.end_s + 2 * DAY_S
    for name, columns in TIMES.items():
        if checked.day.table(name) is None:
            continue
        origin = checked.origin(name)
        for column in columns:
            values = checked.day.ints(name, column, null=lowest)
            checked.refuse_first(name, column, (values < lowest) | (values > highest),
                                 f"{{value}} is not between {origin.time(lowest)} and {origin.time(highest)}, a day "
                                 f"before {info.date} to two days after it", "correct the time")


def _check_orders(checked: Checked) -> None:
    origin, placed = checked.origin("orders"), checked.day.ints("orders", "placed_s")
    for column in ("ready_estimate_s", "ready_s"):
        bad = checked.day.ints("orders", column) < placed
        at = origin.time(placed[int(bad.argmax())])
        checked.refuse_first("orders", column, bad, f"{origin.name(column)} {{value}} lies before "
                             f"{origin.name('placed_s')} {at}", "correct one of the two")


def _check_shifts(checked: Checked) -> None:
    day, origin = checked.day, checked.origin("shifts")
    on, off = day.ints("shifts", "on_s"), day.ints("shifts", "off_s")
    bad = off <= on
    checked.refuse_first("shifts", "off_s", bad, f"{origin.name('off_s')} {{value}} is not after "
                         f"{origin.name('on_s')} {origin.time(on[int(bad.argmax())])}", "correct one of the two")
    worker = day.positions("shifts", "worker_id", "workers")
    order = np.lexsort((on, worker))
    clash = (worker[order][1:] == worker[order][:-1]) & (on[order][1:] < off[order][:-1])
    overlapping = np.zeros(len(on), np.bool_)
    overlapping[order[1:][clash]] = True
    checked.refuse_first("shifts", "on_s", overlapping, "the shift begins at {value}, before another of the same "
                         "worker has ended", "a worker has one shift at a time")


def _check_alerts(checked: Checked) -> None:
    day = checked.day
    if day.alerts is None or not day.alerts.num_rows:
        return
    issued, ends = day.ints("alerts", "issued_s"), day.ints("alerts", "to_s")
    checked.refuse_first("alerts", "to_s", ends <= day.ints("alerts", "from_s"),
                         "to_s {value} is not after from_s", "correct one of the two")
    checked.refuse_first("alerts", "issued_s", issued >= ends,
                         "issued_s {value} is not before to_s", "correct one of the two")
    replaced = day.positions("alerts", "supersedes", "alerts")
    checked.refuse_first("alerts", "supersedes", (replaced >= 0) & (issued[replaced] >= issued),
                         "{value} was not issued before the alert that replaces it", "an alert replaces an earlier one")


def _check_preferences(checked: Checked) -> None:
    """A rest slot has both ends, a greatest distance its metres; where both ends stand, they are in order."""
    table, day = checked.day.preferences, checked.day
    if table is None or not table.num_rows:
        return
    slot = np.array([word == "rest_slot" for word in table.column("component").to_pylist()])
    origin = checked.origin("preferences")
    for column, fix in (("from_s", "say when it begins"), ("to_s", "say when it ends")):
        known = table.column(column).is_valid().to_numpy()
        bare = slot & ~known
        if bare.any():
            raise origin.refuse(int(bare.argmax()), column, "a rest slot has no such moment", fix)
    bare = ~slot & ~table.column("distance_m").is_valid().to_numpy()
    if bare.any():
        raise origin.refuse(int(bare.argmax()), "distance_m", "a greatest distance has no metres", "state them")
    bad = day.ints("preferences", "to_s", null=FARTHEST_S) <= day.ints("preferences", "from_s", null=-FARTHEST_S)
    checked.refuse_first("preferences", "to_s", bad, f"{{value}} is not after {origin.name('from_s')}",
                         "correct one of the two")


def _check_rings(checked: Checked) -> None:
    for name in AREAS:
        table = checked.day.table(name)
        if table is None:
            continue
        kinds = table.column("kind").to_pylist() if name == "features" else ["area"] * table.num_rows
        for row, (ring, kind) in enumerate(zip(table.column("ring_m").to_pylist(), kinds, strict=True)):
            least = 2 if kind == "rail" else 3
            if any(value is None or not math.isfinite(value) or abs(value) > FARTHEST_M for value in ring):
                what = f"the outline holds a number that is not between {-FARTHEST_M} and {FARTHEST_M} metres"
            elif len(ring) % 2:
                what = f"the outline has {len(ring)} numbers, so its last point has no y"
            elif len(ring) < 2 * least:
                what = f"the outline has {len(ring) // 2} points and needs {least}"
            else:
                continue
            raise checked.origin(name).refuse(row, "ring_m", what, "write x and y of each point in turn")
