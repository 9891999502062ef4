"""The records an auditor is handed, as Ibis tables: events, candidates, ledger, and the local days that they span.

Nothing is taken on trust here: a file that cannot be read, or lacks a column that is never null, is refused by file
and field; a column that may be null is taken as wholly null where it is absent, and the check that needs it says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import ir

from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER, Table, conform, read_parquet
from nuantu.core.times import local_date, local_day_bounds_s

LONGEST_LOG_DAYS = 400
#: No figure of a day comes near; beyond it products would no longer fit into whole numbers.
LARGEST = 10**11
LARGEST_FACTOR = 10**9
FACTORS = ("quantity", "rate_minor", "rate_per")


class Records:
    """Log and ledger of one replayed or recorded span, opened for queries in an embedded database in memory.

    ``events`` has one column more than the published table: ``day_s``, the UTC second at which the local day of the
    event began. ``manifest`` is the log's; ``run`` is run.json where one stands beside the log, else ``None``.
    """

    def __init__(self, log_folder: Path, ledger_path: Path, run: dict[str, Any] | None) -> None:
        self.log_folder = log_folder
        self.ledger_path = ledger_path
        self.run = run
        self.manifest = read_object(log_folder / "manifest.json", ("date", "tz", "currency", "events", "events_sha256"))
        self.date, self.tz = read_day_of(self.manifest, log_folder / "manifest.json")
        self.event_rows = read_lenient(EVENTS, log_folder / "events.parquet")
        if not self.event_rows.num_rows:
            raise InputError("the log holds no event", file=log_folder / "events.parquet",
                             fix="hand in the log of a day")
        self.ledger_rows = read_lenient(LEDGER, ledger_path)
        self.candidate_rows = read_lenient(CANDIDATES, log_folder / "candidates.parquet")
        self._con = ibis.duckdb.connect()
        self._kept = 0
        self.first_s: int = pc.min(self.event_rows["at_s"]).as_py()
        self.last_s: int = pc.max(self.event_rows["at_s"]).as_py()
        self.days = self._register("days", self._list_days())
        self.events = self.keep(self.add_day(self._register("events", self.event_rows)))
        self.ledger = self._register("ledger", self.ledger_rows)
        self.candidates = self._register("candidates", self.candidate_rows)

    def keep(self, expr: ir.Table) -> ir.Table:
        """Compute a table once and hold it; several checks build upon it."""
        self._kept += 1
        return self._con.create_table(f"kept_{self._kept}", expr)

    def add_day(self, table: ir.Table, at: str = "at_s") -> ir.Table:
        """The table with ``day_s``, the begin of the local day on which ``at`` falls."""
        days = self.days.select("day_s", "day_end_s")
        joined = table.join(days, [table[at] >= days.day_s, table[at] < days.day_end_s])
        return joined.drop("day_end_s")

    def of_kind(self, *kinds: str) -> ir.Table:
        """Events of these kinds."""
        return self.events.filter(self.events.kind.isin(kinds))

    def rows(self, expr: ir.Table) -> list[dict[str, Any]]:
        """Run an expression and fetch its rows."""
        fetched: list[dict[str, Any]] = self._con.to_pyarrow(expr).to_pylist()
        return fetched

    def value(self, expr: ir.Value) -> Any:
        """Run an expression of one value and fetch it."""
        return self._con.to_pyarrow(expr).as_py()

    def lacks(self, kinds: tuple[str, ...], field: str) -> bool:
        """Whether there are events of these kinds and not one of them carries the field."""
        concerned = self.event_rows.filter(pc.is_in(self.event_rows["kind"], pa.array(kinds)))
        return bool(concerned.num_rows) and concerned[field].null_count == concerned.num_rows

    @cached_property
    def workers(self) -> ir.Table:
        """One row a worker of the log, as first registered: worker_id, worker_class, vehicle, tenure_days, place_code.

        Someone who never registered stands there with nulls; the check of the records names him.
        """
        named = self.events.filter(self.events.worker_id.notnull()).select("worker_id").distinct()
        first = self.first_of(self.of_kind("registered"), "worker_id").select(
            "worker_id", "worker_class", "vehicle", "tenure_days", "place_code")
        return self.keep(named.left_join(first, "worker_id").drop("worker_id_right"))

    @cached_property
    def traits(self) -> tuple[tuple[str, str, str, int | None, str | None], ...]:
        """Worker id, class, vehicle, tenure in days and place code of every worker."""
        rows = self.rows(self.workers.order_by("worker_id"))
        return tuple((row["worker_id"], row["worker_class"] or "", row["vehicle"] or "", row["tenure_days"],
                      row["place_code"]) for row in rows)

    @cached_property
    def orders(self) -> ir.Table:
        """One row an order as first placed: order_id, created_id, placed_s, merchant_id, district_id, compound_id,
        distance_m, ready_estimate_s."""
        first = self.first_of(self.of_kind("created"), "order_id")
        return self.keep(first.select(
            "order_id", "merchant_id", "district_id", "compound_id", "distance_m", "ready_estimate_s",
            created_id=first.event_id, placed_s=first.at_s,
        ))

    def first_of(self, events: ir.Table, *by: str) -> ir.Table:
        """Of each group the event with the smallest id."""
        window = ibis.window(group_by=list(by), order_by="event_id")
        return events.mutate(_rank=ibis.row_number().over(window)).filter(lambda t: t["_rank"] == 0).drop("_rank")

    def _register(self, name: str, table: pa.Table) -> ir.Table:
        # Expressions of one column that may and one that may not be null do not unite; none of ours rests on it.
        table = table.cast(pa.schema([field.with_nullable(nullable=True) for field in table.schema]))
        # An expression, not the Arrow table itself: that path of the library drops its view by an empty name.
        return self._con.create_table(name, ibis.memtable(table))

    def _list_days(self) -> pa.Table:
        first, last = local_date(self.first_s, self.tz), local_date(self.last_s, self.tz)
        count = (last - first).days + 1
        if count > LONGEST_LOG_DAYS:
            raise InputError(f"the log spans {count} days, from {first} to {last}", field="at_s",
                             file=self.log_folder / "events.parquet", fix="hand in a log of at most 400 days")
        rows = []
        for number in range(count):
            day = first + timedelta(days=number)
            begin_s, end_s = local_day_bounds_s(day, self.tz)
            rows.append({"day": day.isoformat(), "day_s": begin_s, "day_end_s": end_s})
        return pa.Table.from_pylist(rows)


def list_rows(types: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> ir.Table:
    """A small table of rows that are known here, columns by name with the type of each (``string``, ``int64``)."""
    arrow = {"string": pa.string(), "int64": pa.int64()}
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [pa.array(list(column), arrow[kind]) for column, kind in zip(columns, types.values(), strict=True)]
    return ibis.memtable(pa.table(dict(zip(types, arrays, strict=True))))


def read_lenient(wanted: Table, path: Path) -> pa.Table:
    """Read a published table; a column that may be null may also be absent."""
    table = read_parquet(path)
    for column in wanted.columns:
        if column.null is not None and column.name not in table.column_names:
            table = table.append_column(column.to_arrow(), pa.nulls(table.num_rows, column.to_arrow().type))
    table = conform(table, wanted, path)
    for column in wanted.columns:
        if column.type == "int64":
            refuse_huge(table, column.name, path, LARGEST_FACTOR if column.name in FACTORS else LARGEST)
    return table


def refuse_huge(table: pa.Table, name: str, path: Path, limit: int) -> None:
    """Refuse a whole number that no day can hold, by file, row and field."""
    low, high = pc.min_max(table[name]).as_py().values()
    if low is not None and (low < -limit or high > limit):
        wild = pc.or_(pc.less(table[name], -limit), pc.greater(table[name], limit))
        row = pc.index(pc.fill_null(wild, fill_value=False), value=True).as_py() + 1
        raise InputError(f"the number {low if low < -limit else high} is beyond any day", file=path, line=row,
                         field=name, fix="correct the row")


def read_day_of(manifest: dict[str, Any], path: Path) -> tuple[date, str]:
    """The local date and the time zone of a log, or a refusal by field."""
    try:
        day = date.fromisoformat(str(manifest["date"]))
    except ValueError as error:
        raise InputError(f"{manifest['date']!r} is no date", file=path, field="date", fix="write YYYY-MM-DD") from error
    try:
        ZoneInfo(str(manifest["tz"]))
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise InputError(f"{manifest['tz']!r} is no time zone", file=path, field="tz",
                         fix="write an IANA name such as Asia/Shanghai") from error
    return day, str(manifest["tz"])


def read_object(path: Path, fields: tuple[str, ...]) -> dict[str, Any]:
    """Read one JSON object and refuse it where it is none or lacks a field."""
    if not path.is_file():
        raise InputError("the file does not exist", file=path, fix="check the path or write the file again")
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"this is not JSON ({error})", file=path, fix="write it again") from error
    if not isinstance(value, dict):
        raise InputError("this is not a JSON object", file=path, fix="write it again")
    for field in fields:
        if field not in value:
            raise InputError("the field is missing", file=path, field=field, fix="write it again")
    return value


def open_records(folder: Path, ledger_path: Path | None = None) -> Records:
    """Open OUT (a folder with log/ and ledger.parquet) or a log folder with a ledger named beside it."""
    out = folder if (folder / "log").is_dir() else folder.parent
    log_folder = folder / "log" if (folder / "log").is_dir() else folder
    run_path = out / "run.json"
    run = read_object(run_path, ("digests", "book")) if run_path.is_file() else None
    return Records(log_folder, ledger_path or out / "ledger.parquet", run)
