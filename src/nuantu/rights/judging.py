"""Verdicts over one person's copy: the audit's own, where what was paid is known finely enough to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.audit.ledger_rules import PAYS as ACCOUNTS
from nuantu.audit.run import audit
from nuantu.audit.verdict import RECORDS_LAYER, Verdict
from nuantu.core.tables import LEDGER
from nuantu.core.times import local_date
from nuantu.rights.comparison import ANY, Entry
from nuantu.rights.evidence import reads_pay
from nuantu.rights.owing import Owing
from nuantu.rights.own_copy import OwnCopy, SlipLine

#: A line as it stands on a slip: once, at its amount.
PLAIN_LINE: Final = {"quantity": 1, "quantity_unit": "item", "rate_per": 1, "rounding": "half_up", "less_minor": 0}


def write_paid(copy: OwnCopy, entries: Sequence[Entry]) -> pa.Table:
    """What was paid as a published ledger.

    A ledger that was handed in stands as it is. Of a slip each row becomes a line under the clause that owed the same
    amount; where a sum agrees to the last coin, the owed lines stand for it.
    """
    if copy.ledger is not None:
        return copy.ledger
    clause_of: dict[str, str] = {}
    for entry in entries:
        for row in entry.owed_lines:
            clause_of.setdefault(row["component"], row["clause_id"])
    rows: list[dict[str, Any]] = []
    for entry in entries:
        if entry.answer == "even" and entry.owed_lines:
            rows += [dict(row) for row in entry.owed_lines]
        else:
            rows += [_write_line(line, clause_of, entry, copy) for line in entry.slips]
    numbered = [{**row, "line_id": number} for number, row in enumerate(rows, start=1)]
    return pa.Table.from_pylist(numbered, schema=LEDGER.to_arrow())


def _write_line(line: SlipLine, clause_of: Mapping[str, str], entry: Entry, copy: OwnCopy) -> dict[str, Any]:
    owed = entry.owed_lines
    ends = {"first_event_id": owed[0]["first_event_id"] if owed else 1,
            "last_event_id": owed[-1]["last_event_id"] if owed else 1}
    period = line.period if len(line.period) > 7 else next(
        (day for day in reversed(copy.days) if day.startswith(line.period)), f"{line.period}-01")
    taken = line.amount_minor < 0
    return {**PLAIN_LINE, **ends, "period": period, "account": line.account, "worker_id": copy.person.worker_id,
            "order_id": line.order_id, "component": line.component, "reason": line.reason,
            "clause_id": None if taken else clause_of.get(line.component), "rate_minor": line.amount_minor,
            "amount_minor": line.amount_minor, "currency": copy.currency}


def judge_copy(
    out: Path, copy: OwnCopy, owing: Owing, entries: Sequence[Entry], clauses: Mapping[str, Clause],
) -> list[Verdict]:
    """Verdicts of every clause in force: those of the audit, and ``insufficient_evidence`` where the copy lacks what a
    clause needs. What the audit says of the records as such is left out: they were cut or put together here.
    """
    lost = [_lack(clause, owing) for clause in clauses.values()
            if clause.id in owing.lacking or clause.id in owing.after]
    silent = set(owing.lacking) | set(owing.after)
    if len(silent) == len(clauses):
        return lost
    LEDGER.write(write_paid(copy, entries), out / "ledger.parquet")
    told = [one for one in audit(out, None, owing.book) if one.layer != RECORDS_LAYER and one.clause_id not in silent]
    return _acquit(_fold(_hold_accounts(told, entries), copy, entries), copy, entries) + lost


def _lack(clause: Clause, owing: Owing) -> Verdict:
    lacks = owing.lacking.get(owing.after.get(clause.id, clause.id), [])
    return Verdict(clause.id, clause.type.name, clause.layer, clause.version, None, None, "insufficient_evidence",
                   None, 1, "log", (), (), "", tuple(lack.field for lack in lacks))


def _hold_accounts(verdicts: Iterable[Verdict], entries: Sequence[Entry]) -> list[Verdict]:
    """What is paid for the person to others stands on no slip of theirs: where the slip is silent, nobody is accused.
    """
    silent = {account: f"payslips.csv ({account})" for account in {one.spot.account for one in entries}
              if account != "worker_pay" and all(one.answer == "unknown" for one in entries
                                                 if one.spot.account == account)}
    kept: list[Verdict] = []
    held: dict[str, Verdict] = {}
    for one in verdicts:
        accounts = {account for account, _ in ACCOUNTS.get(one.type, ())}
        if one.verdict not in ("violated", "departed", "complied") or not accounts or not accounts <= silent.keys():
            kept.append(one)
            continue
        units = one.units + (held[one.clause_id].units if one.clause_id in held else 0)
        held[one.clause_id] = _withdraw(one, units, tuple(sorted(silent[account] for account in accounts)))
    return kept + list(held.values())


def _withdraw(one: Verdict, units: int, missing: tuple[str, ...]) -> Verdict:
    """The verdict that nothing can be said of so many units."""
    return replace(one, verdict="insufficient_evidence", units=units, order_id=None, event_ids=(), line_ids=(),
                   arithmetic=f"units {units}", missing=missing, explained=None)


def _acquit(verdicts: Iterable[Verdict], copy: OwnCopy, entries: Sequence[Entry]) -> list[Verdict]:
    """Count as kept what came out even in the comparison: a top-up that was paid as owed is not broken by another
    line that was not paid."""
    uneven = {(row["clause_id"], row["period"]) for entry in entries if entry.answer != "even"
              for row in entry.owed_lines}
    paying = {row["clause_id"] for entry in entries for row in entry.owed_lines if row["order_id"] is None}
    at_s = copy.events["at_s"].to_pylist()
    kept: list[Verdict] = []
    even: dict[str, Verdict] = {}
    for one in verdicts:
        days = {local_date(at_s[event_id - 1], copy.tz).isoformat() for event_id in one.event_ids}
        broken = one.verdict in ("violated", "departed") and one.clause_id in paying
        if broken and days and not any((one.clause_id, day) in uneven for day in days):
            units = even[one.clause_id].units + 1 if one.clause_id in even else 1
            even[one.clause_id] = replace(one, verdict="complied", units=units, event_ids=(), line_ids=(),
                                          explained=None, arithmetic=f"units {units}; paid as owed {units}")
        else:
            kept.append(one)
    return kept + list(even.values())


def _fold(verdicts: Iterable[Verdict], copy: OwnCopy, entries: Sequence[Entry]) -> list[Verdict]:
    """Take back what the audit says of pay on days of which the slip does not tell pay finely enough.

    What is taken below zero stands for itself and is judged on any day.
    """
    vague = _find_vague_days(entries)
    taken = {line_id for line_id, row in _number(copy, entries) if row["amount_minor"] < 0}
    at_s = copy.events["at_s"].to_pylist()
    kept: list[Verdict] = []
    held: dict[str, Verdict] = {}
    for one in verdicts:
        days = {local_date(at_s[event_id - 1], copy.tz).isoformat() for event_id in one.event_ids}
        shaken = one.verdict in ("violated", "departed", "insufficient_evidence") and reads_pay(one.type)
        own_lines = bool(one.line_ids) and taken.issuperset(one.line_ids)
        if not (shaken and not own_lines and (days & vague.keys() or (not days and vague))):
            kept.append(one)
            continue
        missing = tuple(sorted({vague[day] for day in days & vague.keys()} or set(vague.values())))
        first = held.get(one.clause_id)
        units = one.units + (first.units if first else 0)
        missing = tuple(sorted({*missing, *(first.missing if first else ())}))
        held[one.clause_id] = _withdraw(one, units, missing)
    return kept + list(held.values())


def _find_vague_days(entries: Sequence[Entry]) -> dict[str, str]:
    """Days of which the slip speaks more coarsely than the clauses, and not to the same sum; what would have to be
    known of each."""
    vague: dict[str, str] = {}
    for entry in entries:
        coarse = entry.spot.component == ANY or (len(entry.owed_lines) > 1 and entry.spot.order_id is None)
        if entry.answer == "even" or not (coarse or entry.answer == "unknown") or entry.spot.account != "worker_pay":
            continue
        needed = entry.lacks[0] if entry.lacks else "payslips.order_id" if entry.spot.component != ANY \
            else "payslips.component"
        for row in entry.owed_lines:
            vague.setdefault(row["period"], needed)
        if len(entry.spot.period) > 7:
            vague.setdefault(entry.spot.period, needed)
    return vague


def _number(copy: OwnCopy, entries: Sequence[Entry]) -> list[tuple[int, dict[str, Any]]]:
    rows: list[dict[str, Any]] = write_paid(copy, entries).to_pylist()
    return [(row["line_id"], row) for row in rows]
