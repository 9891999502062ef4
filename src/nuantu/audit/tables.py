"""The records an auditor is handed, as Ibis tables: events, candidates, ledger, and the local days that they span.

Nothing is taken on trust here: a file that cannot be read, or lacks a column that is never null, is refused by file
and field; a column that may be null is taken as wholly null where it is absent, and the check that needs it says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import ibis
import pyarrow as pa
from ibis import ir
from ibis.backends import BaseBackend

from nuantu.audit.embedded import FEW_ROWS, EmbeddedBackend, open_embedded
from nuantu.audit.lives import HELD, LIFE, list_odd_steps, tell_hands, tell_lives
from nuantu.audit.loading import Loaded, encode_words, load_table, telling
from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.core.times import DAY_S, local_date, local_day_bounds_s

LONGEST_LOG_DAYS = 400
#: What the lives of orders and workers are told by; the other columns of the log only slow a query down.
PLAIN: Final = ("event_id", "at_s", "kind", "worker_id", "order_id")


class Frame:
    """An engine with the local date, time zone, first and last second of a log: what a judgement needs beside sums.

    ``date`` is the one that the manifest names. Tables that are kept live in the engine until ``release``.
    """

    def __init__(self, con: BaseBackend, day: date, tz: str, span: tuple[int, int]) -> None:
        self.date, self.tz = day, tz
        self.first_s, self.last_s = span
        self._con = con
        self._place, self._numbers = _take_place(con), count(1)
        self._kept: list[str] = []
        self._encoded: list[tuple[dict[str, frozenset[str]], str]] = []

    def keep(self, expr: ir.Table) -> ir.Table:
        """Compute a table once and hold it; several checks build upon it."""
        self._kept.append(f"kept_{self._place}_{next(self._numbers)}")
        return self._con.create_table(self._kept[-1], expr)

    def release(self) -> None:
        """Let go of all that was kept, for an engine that goes on to other records; nothing can be asked after it."""
        while self._kept:
            # Words of our own: Ibis 12 leaves the name out of the statement that it writes itself.
            self._con.raw_sql(f"DROP TABLE {self._kept.pop()}")
        while self._encoded and isinstance(self._con, EmbeddedBackend):
            self._con.forget_words(*self._encoded.pop())
        _list_places(self._con).discard(self._place)

    def register(self, table: pa.Table) -> ir.Table:
        """Hand a table of rows that are known here to the engine."""
        # Expressions of one column that may and one that may not be null do not unite; none of ours rests on it.
        table = table.cast(pa.schema([field.with_nullable(nullable=True) for field in table.schema]))
        # An expression, not the Arrow table itself: that path of the library drops its view by an empty name.
        return self.keep(ibis.memtable(table))

    def rows(self, expr: ir.Table) -> list[dict[str, Any]]:
        """Run an expression and fetch its rows."""
        fetched: list[dict[str, Any]] = self.fetch(expr).to_pylist()
        return fetched

    def fetch(self, expr: ir.Table) -> pa.Table:
        """Run an expression and fetch it as a table."""
        return self._con.to_pyarrow(expr)

    def value(self, expr: ir.Value) -> Any:
        """Run an expression of one value and fetch it."""
        return self._con.to_pyarrow(expr).as_py()


def _list_places(con: BaseBackend) -> set[int]:
    """The numbers of the frames that are open on an engine."""
    places: set[int] = vars(con).setdefault("nuantu_places", set())
    return places


def _find_place(con: BaseBackend) -> int:
    """The least number that no open frame of the engine has: its tables have names of their own, and those of frames
    that follow one another have the same, so that what was asked of one is asked of the next in the same words."""
    places = _list_places(con)
    return next(number for number in count(1) if number not in places)


def _take_place(con: BaseBackend) -> int:
    place = _find_place(con)
    _list_places(con).add(place)
    return place


class Records(Frame):
    """Log and ledger of one replayed or recorded span, opened for queries in an embedded database in memory, or in
    the engine of ``con``.

    ``events`` has one column more than the published table: ``day_s``, the UTC second at which the local day of the
    event began. ``manifest`` is the log's; ``run`` is run.json where one stands beside the log, else ``None``.
    ``span`` are the first and last second of the log of which these records are a part; their own without it.
    ``scanned`` leaves the rows in their files: each question reads the columns that it is about, which for few
    questions is less than to copy all rows into the engine, and for many is more. It believes what the files say of
    themselves (a part whose statistics exclude a row is not read), so it is for files that one wrote oneself.
    """

    def __init__(self, log_folder: Path, ledger_path: Path, run: dict[str, Any] | None,
                 con: BaseBackend | None = None, span: tuple[int, int] | None = None, *, scanned: bool = False) -> None:
        self.log_folder = log_folder
        self.ledger_path = ledger_path
        self.run = run
        self.manifest = read_object(log_folder / "manifest.json", ("date", "tz", "currency", "events", "events_sha256"))
        day, tz = read_day_of(self.manifest, log_folder / "manifest.json")
        engine = open_embedded() if con is None else con
        # Files that are scanned have names as long as these records are asked; others only until they are copied.
        raw = f"raw_{_find_place(engine)}" if scanned else "raw"
        with ExitStack() as stack:
            if isinstance(engine, EmbeddedBackend) and not scanned:
                stack.callback(engine.take_back, *(f"{raw}_{name}" for name in ("events", "ledger", "candidates")))
            self._load(engine, raw, (day, tz), span, scanned=scanned)

    def _load(self, engine: BaseBackend, raw: str, place: tuple[date, str], span: tuple[int, int] | None, *,
              scanned: bool) -> None:
        log_folder = self.log_folder
        events = load_table(engine, f"{raw}_events", EVENTS, log_folder / "events.parquet", believed=scanned)
        if not events.rows:
            raise InputError("the log holds no event", file=log_folder / "events.parquet",
                             fix="hand in the log of a day")
        ledger = load_table(engine, f"{raw}_ledger", LEDGER, self.ledger_path, believed=scanned)
        candidates = load_table(engine, f"{raw}_candidates", CANDIDATES, log_folder / "candidates.parquet",
                                believed=scanned)
        self._carried, self.scanned = events.carried, scanned
        self._files: tuple[Loaded, ...] = ()
        super().__init__(engine, *place, span or events.ranges["at_s"])
        self.days = self.register(self._list_days())
        if scanned:
            self._files = (events, ledger, candidates)
            self.events = events.widen(self.add_day(events.table))
            self.ledger, self.candidates = ledger.widen(ledger.table), candidates.widen(candidates.table)
        else:
            events, ledger, candidates = self._encode(events, ledger, candidates)
            self.events = events.widen(events.keep(lambda table: self.keep(self.add_day(table))))
            self.ledger = ledger.widen(ledger.keep(self.keep))
            self.candidates = candidates.widen(candidates.keep(self.keep))
        self.sizes = {"log": events.rows, "ledger": ledger.rows}

    def keep(self, expr: ir.Table) -> ir.Table:
        """Compute a table once and hold it; a fault of a file that only shows then is named by row."""
        with self._telling():
            return super().keep(expr)

    def fetch(self, expr: ir.Table) -> pa.Table:
        """Run an expression and fetch it as a table; faults as ``keep`` names them."""
        with self._telling():
            return super().fetch(expr)

    def value(self, expr: ir.Value) -> Any:
        """Run an expression of one value and fetch it; faults as ``keep`` names them."""
        with self._telling():
            return super().value(expr)

    def _telling(self) -> ExitStack:
        """What the engine cannot read of files that it scans is read again row by row."""
        stack = ExitStack()
        for file in self._files:
            stack.enter_context(telling(file.wanted, file.path))
        return stack

    def _encode(self, *tables: Loaded) -> Sequence[Loaded]:
        """On the embedded engine, tables with dictionaries for words that repeat; on others, as they are."""
        if not isinstance(self._con, EmbeddedBackend):
            return tables
        views, suffix = {one.name: one.words for one in tables}, f"_{self._place}"
        self._encoded.append((views, suffix))
        return encode_words(self._con, tables, suffix)

    def add_day(self, table: ir.Table, at: str = "at_s") -> ir.Table:
        """The table with ``day_s``, the begin of the local day on which ``at`` falls."""
        if self._even_days:
            passed = (table[at] - self._first_day_s) // DAY_S
            return table.mutate(day_s=passed * DAY_S + self._first_day_s)
        days = self.days.select("day_s", "day_end_s")
        joined = table.join(days, [table[at] >= days.day_s, table[at] < days.day_end_s])
        return joined.drop("day_end_s")

    def of_kind(self, *kinds: str) -> ir.Table:
        """Events of these kinds."""
        return self.events.filter(self.events.kind.isin(kinds))

    def lacks(self, kinds: tuple[str, ...], field: str) -> bool:
        """Whether there are events of these kinds and not one of them carries the field."""
        concerned = self.of_kind(*kinds)
        # One row that carries it says enough, and mostly stands at the beginning.
        if field in self._carried and self._has_rows(concerned.filter(concerned[field].notnull())):
            return False
        return self._has_rows(concerned)

    def _has_rows(self, table: ir.Table) -> bool:
        return bool(self.value(table.limit(1).count()))

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
        distance_m, ready_estimate_s, weight_g, floor, place_code."""
        orders = self._list_orders(self.of_kind("created"))
        return orders if self.scanned else self.keep(orders)

    def orders_among(self, rows: ir.Table) -> ir.Table:
        """The ``orders`` of a few rows (order_id)."""
        if not self.scanned:
            return self.orders.semi_join(rows, "order_id")
        return self._list_orders(self.of_kind("created").semi_join(rows, "order_id"))

    def _list_orders(self, created: ir.Table) -> ir.Table:
        first = self.first_of(created, "order_id")
        return first.select(
            "order_id", "merchant_id", "district_id", "compound_id", "distance_m", "ready_estimate_s", "weight_g",
            "floor", "place_code", created_id=first.event_id, placed_s=first.at_s,
        )

    @cached_property
    def ready(self) -> ir.Table:
        """When each order was first said to be ready: order_id, ready_id, ready_s."""
        first = self.first_of(self.of_kind("merchant_ready"), "order_id")
        return self.keep(first.select("order_id", ready_id="event_id", ready_s="at_s"))

    @cached_property
    def lives(self) -> ir.Table:
        """The lives of orders, a row each, as ``tell_lives`` tells them."""
        return self.keep(tell_lives(self.events.select(*PLAIN)))

    @cached_property
    def odd_steps(self) -> ir.Table | None:
        """The steps of orders whose life is not plain (``PLAIN`` columns); ``None`` where all are."""
        return self._list_odd(self.lives, LIFE)

    @cached_property
    def hands(self) -> ir.Table:
        """The lives of orders as far as they were in a hand: ``tell_hands`` where few questions are asked."""
        return self.keep(tell_hands(self.events.select(*PLAIN))) if self.scanned else self.lives

    @cached_property
    def odd_hands(self) -> ir.Table | None:
        """The steps of orders that are not plain in ``hands``; ``None`` where all are."""
        return self._list_odd(self.hands, HELD) if self.scanned else self.odd_steps

    def _list_odd(self, lives: ir.Table, kinds: Sequence[str]) -> ir.Table | None:
        if not self.value((~lives.plain).sum().fill_null(0)):
            return None
        return self.keep(list_odd_steps(self.events.select(*PLAIN), lives, kinds))

    def first_of(self, events: ir.Table, *by: str) -> ir.Table:
        """Of each group the event with the smallest id."""
        times = events.group_by(*by).agg(times=events.count())
        if not self.value(times.times.max().fill_null(0)) > 1:
            return events
        window = ibis.window(group_by=list(by), order_by="event_id")
        return events.mutate(_rank=ibis.row_number().over(window)).filter(lambda t: t["_rank"] == 0).drop("_rank")

    def _list_days(self) -> pa.Table:
        first, last = local_date(self.first_s, self.tz), local_date(self.last_s, self.tz)
        count = (last - first).days + 1
        if count > LONGEST_LOG_DAYS:
            raise InputError(f"the log spans {count} days, from {first} to {last}", field="at_s",
                             file=self.log_folder / "events.parquet", fix="hand in a log of at most 400 days")
        rows: list[dict[str, Any]] = []
        for number in range(count):
            day = first + timedelta(days=number)
            begin_s, end_s = local_day_bounds_s(day, self.tz)
            rows.append({"day": day.isoformat(), "day_s": begin_s, "day_end_s": end_s})
        self._first_day_s = rows[0]["day_s"]
        # Where the clocks are never changed a day's begin follows by division; otherwise it is looked up.
        self._even_days = all(row["day_end_s"] - row["day_s"] == DAY_S for row in rows)
        return pa.Table.from_pylist(rows)


def list_rows(types: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> ir.Table:
    """A small table of rows that are known here, columns by name with the type of each (``string``, ``int64``)."""
    told = tuple(rows)
    return (_list_few if len(told) <= FEW_ROWS else _list_many)(tuple(types.items()), told)


def _list_many(types: tuple[tuple[str, str], ...], rows: tuple[tuple[Any, ...], ...]) -> ir.Table:
    arrow = {"string": pa.string(), "int64": pa.int64()}
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return ibis.memtable(pa.table({name: pa.array(list(column), arrow[kind])
                                   for column, (name, kind) in zip(columns, types, strict=True)}))


#: The same few rows are the same table whenever they are asked for.
_list_few = lru_cache(maxsize=1024)(_list_many)


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


def open_records(folder: Path, ledger_path: Path | None = None, con: BaseBackend | None = None,
                 span: tuple[int, int] | None = None, *, scanned: bool = False) -> Records:
    """Open OUT (a folder with log/ and ledger.parquet) or a log folder with a ledger named beside it.

    ``span`` and ``scanned``: as ``Records`` takes them.
    """
    out = folder if (folder / "log").is_dir() else folder.parent
    log_folder = folder / "log" if (folder / "log").is_dir() else folder
    run_path = out / "run.json"
    run = read_object(run_path, ("digests", "book")) if run_path.is_file() else None
    return Records(log_folder, ledger_path or out / "ledger.parquet", run, con, span, scanned=scanned)
