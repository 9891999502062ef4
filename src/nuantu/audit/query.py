"""What a check hands to the auditor: the units it looks at, and an expression that returns the breaching ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.scope import holds_at_end, limit_to, limit_to_days, limit_to_workers
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Frame, Records

Number = int | str | None


@dataclass(frozen=True)
class Case:
    """One audit: the records, the intervals drawn from them, and the clauses in force."""

    records: Records
    spells: Spells
    clauses: tuple[Clause, ...]

    def limit(self, clause: Clause, table: ir.Table) -> ir.Table:
        """Rows (worker_id, day_s) that the clause concerns: of workers whom it covers, on days on which it holds."""
        return limit_to(clause, self.records, table)

    def limit_workers(self, clause: Clause, table: ir.Table) -> ir.Table:
        """Rows (worker_id) of workers whom the clause covers, on whatever day: for what runs on from day to day."""
        return limit_to_workers(clause, self.records, table)

    def limit_days(self, clause: Clause, table: ir.Table) -> ir.Table:
        """Rows (day_s) on days on which the clause holds."""
        return limit_to_days(clause, self.records, table)

    def limit_lines(self, clause: Clause, lines: ir.Table) -> ir.Table:
        """Ledger lines (worker_id, period) that the clause concerns; a longer period counts by its last day."""
        if clause.days is not None:
            first, last = (day.isoformat() for day in clause.days)
            lines = lines.filter(lines.period >= first, lines.period <= last)
        return limit_to_workers(clause, self.records, lines)

    def holds_at_end(self, clause: Clause) -> bool:
        """Whether this version of the clause is in force on the last day of the log, which judges what takes long."""
        return holds_at_end(clause, self.records)

    def ids_of_type(self, clause: Clause) -> list[str]:
        """Ids of the clauses of this clause's type that hold on one of its days, each once."""
        return list(dict.fromkeys(other.id for other in self.clauses
                                  if other.type.name == clause.type.name and meet_in_time(clause, other)))

    @cached_property
    def uneven(self) -> ir.Table:
        """Events that do not follow on from the one before: event_id, at_s, worker_id, order_id, last_id, last_s."""
        # Most logs have none: names are only carried along where numbers and times alone show some.
        found = _find_uneven(self.records.events.select("event_id", "at_s"))
        events = self.records.events.select("event_id", "at_s", "worker_id", "order_id")
        return self.records.keep(_find_uneven(events if self.records.value(found.count()) else events.limit(0)))

    @cached_property
    def alerts(self) -> ir.Table:
        """Alerts with the window in which they hold: alert_id (event), reason, level, district_id, from_s, to_s.

        An alert holds from its begin, but not before it was issued, to its end or the issue of what replaces it.
        """
        issued = self.records.of_kind("alert")
        heirs = issued.filter(issued.ref_event_id.notnull()).group_by(alert_id="ref_event_id").agg(
            heir_s=lambda t: t.at_s.min())
        own = issued.select("at_s", "reason", "level", "district_id", "from_s", "to_s", alert_id="event_id")
        joined = own.left_join(heirs, "alert_id")
        return self.records.keep(joined.select(
            "alert_id", "reason", "level", "district_id",
            from_s=ibis.greatest(joined.from_s, joined.at_s),
            to_s=ibis.least(joined.to_s, joined.heir_s.fill_null(joined.to_s)),
        ))


def _find_uneven(events: ir.Table) -> ir.Table:
    window = ibis.window(order_by="event_id")
    spaced = events.mutate(last_id=events.event_id.lag().over(window).fill_null(0),
                           last_s=events.at_s.lag().over(window))
    return spaced.filter((spaced.event_id - spaced.last_id != 1) | (spaced.at_s < spaced.last_s))


def meet_in_time(one: Clause, other: Clause) -> bool:
    """Whether two clauses of a log hold on a common day."""
    if one.days is None or other.days is None:
        return True
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


@dataclass(frozen=True)
class Need:
    """A field without which a check can say nothing: events of these kinds must carry it."""

    kinds: tuple[str, ...]
    field: str

    def __str__(self) -> str:
        return f"events.{self.field} ({', '.join(self.kinds)})"


@dataclass(frozen=True)
class Query:
    """The expressions of one check.

    ``units``: one row a unit concerned. ``breaches``: worker_id, order_id, event_ids, line_ids, ground and the
    numbers of the arithmetic, one row a breaching unit. ``missing``: rows like breaches, with ``field``, for units of
    which nothing can be said. ``grounds`` holds
    the arithmetic of each ground, with the row's and the ``figures``' names in braces. ``tally`` are counts that
    stand in the row of what was kept. ``note`` is said of the clause as a whole beside what was kept or does not apply,
    with the ``figures``' names and those of ``noted``, a table of one row, in braces.
    """

    unit: str
    units: ir.Table
    breaches: ir.Table
    grounds: Mapping[str, str]
    figures: Mapping[str, Number] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    missing: ir.Table | None = None
    tally: Mapping[str, ir.Table] = field(default_factory=dict)
    note: str = ""
    noted: ir.Table | None = None


@dataclass(frozen=True)
class Across:
    """A check that looks at all workers at once, in two steps.

    ``gather`` says what a part of the workers hands over: few rows, whole numbers and texts. ``judge`` judges the rows
    of all parts together; they have a column more, ``part``, the number of the bucket in which the events and lines of
    the row stand (null where there is one log), and ``judge`` knows no more of the log than its frame.
    """

    gather: Callable[[Clause, Case], ir.Table]
    judge: Callable[[Clause, Frame, ir.Table], Query]

    def check(self, clause: Clause, case: Case) -> Query:
        """Both steps on one log."""
        gathered = self.gather(clause, case).mutate(part=ibis.null("int64"))
        return self.judge(clause, case.records, case.records.keep(gathered))


FRAME = ("worker_id", "order_id", "event_ids", "line_ids", "ground")


def fault(
    table: ir.Table, ground: str, *, worker: str | None = "worker_id", order: str | None = "order_id",
    events: tuple[str, ...] = (), lines: str | None = None, numbers: tuple[str, ...] = (),
) -> ir.Table:
    """Rows of one ground in the frame that every check shares; arguments name columns of the table.

    A table with a column ``part`` keeps it: its events and lines are those of that part of the log.
    """
    if "part" in table.columns:
        numbers = (*numbers, "part")
    nothing = ibis.null("array<int64>")
    return table.select(
        worker_id=table[worker] if worker else ibis.null("string"),
        order_id=table[order] if order else ibis.null("string"),
        event_ids=ibis.array([table[name] for name in events]) if events else nothing,
        line_ids=nothing if lines is None else table[lines],
        ground=ibis.literal(ground),
        **{name: table[name] for name in numbers},
    )


def lacking(table: ir.Table, what: str, **columns: Any) -> ir.Table:
    """Rows of units of which nothing can be said for want of this field; the rest as for ``fault``."""
    return fault(table, "missing", **columns).mutate(field=ibis.literal(what))


def stack(*tables: ir.Table) -> ir.Table:
    """Faults of several grounds under one another; a number that one ground does not have is null there."""
    types = {name: kind for table in tables for name, kind in table.schema().items()}
    stacked = None
    for table in tables:
        filled = table.mutate(**{name: ibis.null(kind) for name, kind in types.items() if name not in table.columns})
        rows = filled.select(*types)
        stacked = rows if stacked is None else stacked.union(rows)
    if stacked is None:
        raise ValueError("nothing to stack")
    return stacked
