"""Whom a clause concerns: its selector held against the workers of the log."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause, Selector
from nuantu.audit.tables import Frame, Records, list_rows
from nuantu.core.times import local_date, local_midnight_s


def covered_by(clause: Clause, records: Records) -> tuple[str, ...]:
    """Ids of the workers of the log whom the clause concerns, in order."""
    return tuple(row[0] for row in records.traits if clause.selector.covers_worker(*row[1:]))


def holds_at_end(clause: Clause, frame: Frame) -> bool:
    """Whether this version of the clause is in force on the last day of the log, which judges what takes long."""
    return clause.days is None or local_date(frame.last_s, frame.tz) <= clause.days[1]


def limit_to(clause: Clause, records: Records, table: ir.Table) -> ir.Table:
    """The rows of a table (with worker_id and day_s) that the clause concerns: covered workers, on days it holds on.

    Of a clause that holds throughout the log no ``day_s`` is asked for.
    """
    return limit_to_workers(clause, records, limit_to_days(clause, records, table))


def limit_to_days(clause: Clause, records: Records, table: ir.Table) -> ir.Table:
    """The rows of a table (with day_s) that fall on days on which the clause holds."""
    if clause.days is None:
        return table
    first_s, last_s = (local_midnight_s(day, records.tz) for day in clause.days)
    return table.filter(table.day_s >= first_s, table.day_s <= last_s)


def limit_to_workers(clause: Clause, records: Records, table: ir.Table) -> ir.Table:
    """The rows of a table (with worker_id) of workers whom the clause covers, on whatever day."""
    if clause.selector == Selector():
        return table
    covered = list_rows({"worker_id": "string"}, [(worker,) for worker in covered_by(clause, records)])
    return table.semi_join(covered, "worker_id")
