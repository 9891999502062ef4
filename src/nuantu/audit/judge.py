"""From the rows of a check to verdicts: breaches stand one by one, what was kept is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nuantu.agreement.clause import Clause
from nuantu.audit.query import FRAME, Case, Query
from nuantu.audit.tables import Frame, Records
from nuantu.audit.verdict import Answer, Verdict, name_bucket
from nuantu.core.times import format_clock

#: Numbers of an arithmetic that are moments: said by the local clock.
MOMENTS = frozenset({"at_s", "due_at_s", "shown_at_s", "reach_s", "done_s", "from_s", "to_s", "push_s"})


@dataclass(frozen=True, slots=True)
class Explained:
    """Explanations on record: (clause_id, worker_id or None, order_id or None)."""

    rows: frozenset[tuple[str, str | None, str | None]]

    def covers(self, clause_id: str, worker_id: str | None, order_id: str | None) -> bool:
        """Whether one of them is about this clause and this worker and order, or about the clause for everybody."""
        about = [(clause_id, worker, order) for worker in (worker_id, None) for order in (order_id, None)]
        return not self.rows.isdisjoint(about)


def read_explained(records: Records) -> Explained:
    """Gather the explanations that were sent."""
    rows = records.rows(records.of_kind("explanation_sent").select("clause_id", "worker_id", "order_id"))
    return Explained(frozenset((row["clause_id"], row["worker_id"], row["order_id"]) for row in rows))


def judge(clause: Clause, query: Query, case: Case, explained: Explained) -> list[Verdict]:
    """All verdicts of one clause, breaches first, in order of their events."""
    lost = [str(need) for need in query.needs if case.records.lacks(need.kinds, need.field)]
    if lost:
        units = _count(case.records, query)["units"]
        return [replace(_blank(clause, query.unit), verdict="insufficient_evidence", units=units, missing=tuple(lost),
                        arithmetic=f"units {units}")]
    return weigh(clause, query, case.records, explained)


def weigh(clause: Clause, query: Query, frame: Frame, explained: Explained) -> list[Verdict]:
    """All verdicts of one clause whose fields are there, on whatever its expressions are computed from."""
    blank = _blank(clause, query.unit)
    units = _count(frame, query)
    broken = [_tell(blank, clause, query, {**row, **_say_moments(row, frame.tz)}, explained)
              for row in frame.rows(query.breaches)]
    unknown = [] if query.missing is None else [_miss(blank, row) for row in frame.rows(query.missing)]
    if not units["units"] and not broken and not unknown:
        return [replace(blank, verdict="not_applicable", arithmetic=_note(query, frame) or "units 0")]
    kept = units["units"] - len({_name_unit(one) for one in (*broken, *unknown)})
    verdicts = sorted(broken, key=_sort_key) + sorted(unknown, key=_sort_key)
    if kept > 0:
        counted = "; ".join(f"{name} {number}" for name, number in units.items())
        said = f"{counted}; kept {kept}"
        if query.note:
            said = f"{said}; {_note(query, frame)}"
        verdicts.append(replace(blank, verdict="complied", units=kept, arithmetic=said))
    return verdicts


def _blank(clause: Clause, unit: str) -> Verdict:
    return Verdict(
        clause_id=clause.id, type=clause.type.name, layer=clause.layer, version=clause.version, worker_id=None,
        order_id=None, verdict="complied", explained=None, units=0, unit=unit, event_ids=(), line_ids=(),
        arithmetic="", missing=(),
    )


def _note(query: Query, frame: Frame) -> str:
    """What is said of the clause as a whole."""
    row = {} if query.noted is None else frame.rows(query.noted)[0]
    numbers = {name: "none" if value is None else value for name, value in {**query.figures, **row}.items()}
    return query.note.format(**numbers)


def _count(frame: Frame, query: Query) -> dict[str, int]:
    """Units of the clause, and the further counts that its check asks for."""
    counts = {"units": query.units.count(), **{name: table.count() for name, table in query.tally.items()}}
    return {name: int(frame.value(count)) for name, count in counts.items()}


def _say_moments(row: Mapping[str, Any], tz: str) -> dict[str, str]:
    return {name: format_clock(row[name], tz, seconds=True) for name in MOMENTS & row.keys() if row[name] is not None}


def _tell(blank: Verdict, clause: Clause, query: Query, row: Mapping[str, Any], explained: Explained) -> Verdict:
    numbers = {name: "none" if value is None else value
               for name, value in {**query.figures, **row}.items() if name not in FRAME}
    answer: Answer = "violated" if clause.strength == "must" else "departed"
    known = explained.covers(clause.id, row["worker_id"], row["order_id"]) if answer == "departed" else None
    return replace(blank, worker_id=row["worker_id"], order_id=row["order_id"], verdict=answer, explained=known,
                   units=1, event_ids=_clean(row["event_ids"]), line_ids=_clean(row["line_ids"]),
                   arithmetic=query.grounds[row["ground"]].format(**numbers) + _name_part(row))


def _name_part(row: Mapping[str, Any]) -> str:
    """In which bucket the events of a row stand, where the log is in several."""
    return "" if row.get("part") is None else name_bucket(row["part"])


def _miss(blank: Verdict, row: Mapping[str, Any]) -> Verdict:
    return replace(blank, worker_id=row["worker_id"], order_id=row["order_id"], verdict="insufficient_evidence",
                   units=1, event_ids=_clean(row["event_ids"]), line_ids=_clean(row["line_ids"]),
                   arithmetic=f"missing {row['field']}{_name_part(row)}", missing=(row["field"],))


def _clean(ids: Iterable[int | None] | None) -> tuple[int, ...]:
    return tuple(sorted({number for number in ids or () if number is not None}))


def _name_unit(verdict: Verdict) -> tuple[object, ...]:
    """What tells units apart: an order with its worker, else the events, else the worker; else what is said of them."""
    if verdict.unit == "worker":
        return (verdict.worker_id,)
    if verdict.unit in ("place", "worker_span") or not (verdict.worker_id or verdict.event_ids or verdict.line_ids):
        return (verdict.worker_id, verdict.arithmetic)
    if verdict.unit == "order":
        return (verdict.worker_id, verdict.order_id)
    return (verdict.worker_id, verdict.event_ids, verdict.line_ids)


def _sort_key(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.event_ids, verdict.line_ids, verdict.worker_id or "", verdict.order_id or "", verdict.arithmetic)
