"""The records themselves: is the log whole and lived through in order, does every ledger line hold by itself?

Digests stand first: they alone show that a whole consistent history was taken out. Each rule is an expression of its
own; its name opens the arithmetic of the verdict.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from ibis import ir

from nuantu.audit.ledger_rules import LEDGER_RULES
from nuantu.audit.log_rules import LOG_RULES
from nuantu.audit.query import Case
from nuantu.audit.tables import Records
from nuantu.audit.verdict import RECORDS_LAYER, Answer, Verdict
from nuantu.core.ids import digest_bytes

Rule = Callable[[Case], ir.Table]


def check_records(case: Case) -> list[Verdict]:
    """Verdicts on log and ledger: every fault, and how many events and lines have none."""
    log = check_log_files(case.records) + _run(case, "log", LOG_RULES)
    ledger = check_ledger_files(case.records) + _run(case, "ledger", LEDGER_RULES)
    sizes = case.records.sizes
    return [*log, *_keep("log", log, sizes["log"]), *ledger, *_keep("ledger", ledger, sizes["ledger"])]


def check_log_files(records: Records) -> list[Verdict]:
    """Count and digests of the log against its manifest and, where one stands there, run.json."""
    found = []
    manifest, rows = records.manifest, records.sizes["log"]
    if manifest["events"] != rows:
        found.append(_fail("log", f"count: manifest events {manifest['events']} != rows {rows}"))
    digest = digest_bytes((records.log_folder / "events.parquet").read_bytes())
    if manifest["events_sha256"] != digest:
        found.append(_fail("log", f"manifest digest: events_sha256 {manifest['events_sha256']} != {digest}"))
    candidates = digest_bytes((records.log_folder / "candidates.parquet").read_bytes())
    for name, own in (("events", digest), ("candidates", candidates)):
        found += _compare_digest("log", records, name, own)
    return found


def check_ledger_files(records: Records) -> list[Verdict]:
    """Digest of the ledger against run.json, and its sum against summary.json, where these stand there."""
    found = _compare_digest("ledger", records, "ledger", digest_bytes(records.ledger_path.read_bytes()))
    summary_path = records.ledger_path.parent / "summary.json"
    if summary_path.is_file():
        stated = json.loads(summary_path.read_text(encoding="utf-8"))["pay_minor"]
        ledger = records.ledger
        paid = records.value(ledger.filter(ledger.account == "worker_pay").amount_minor.sum().fill_null(0))
        if int(paid) != stated:
            found.append(_fail("ledger", f"sum: worker_pay {int(paid)} != summary pay_minor {stated}"))
    return found


def _compare_digest(subject: str, records: Records, name: str, own: str) -> list[Verdict]:
    if records.run is None:
        return []
    stated = records.run["digests"].get(name)
    return [] if stated == own else [_fail(subject, f"run digest: {name} {stated} != {own}")]


UNITS: Final[Mapping[str, str]] = MappingProxyType({"log": "event", "ledger": "line"})


def _run(case: Case, subject: str, rules: Mapping[str, Rule]) -> list[Verdict]:
    found = []
    for name, rule in rules.items():
        rows = sorted(case.records.rows(rule(case)),
                      key=lambda row: (_clean(row["event_ids"]), _clean(row["line_ids"])))
        found += [_fail(subject, f"{name}: {_say(row)}", row) for row in rows]
    return found


def _say(row: Mapping[str, Any]) -> str:
    frame = ("worker_id", "order_id", "event_ids", "line_ids", "ground")
    numbers = "; ".join(f"{name} {'none' if value is None else value}" for name, value in row.items()
                        if name not in frame)
    return f"{row['ground']}; {numbers}" if numbers else str(row["ground"])


def _fail(subject: str, arithmetic: str, row: Mapping[str, Any] | None = None) -> Verdict:
    row = row or {}
    return _word(subject, "violated", arithmetic, units=1, unit=UNITS[subject] if row else "log",
                 worker_id=row.get("worker_id"), order_id=row.get("order_id"),
                 event_ids=_clean(row.get("event_ids")), line_ids=_clean(row.get("line_ids")))


def _keep(subject: str, failed: list[Verdict], size: int) -> list[Verdict]:
    faulty = {number for one in failed for number in (one.event_ids if subject == "log" else one.line_ids)}
    kept = size - len(faulty)
    if not size:
        return [_word(subject, "not_applicable", "units 0", units=0, unit=UNITS[subject])]
    return [_word(subject, "complied", f"units {size}; kept {kept}", units=kept, unit=UNITS[subject])] if kept else []


def _word(subject: str, answer: Answer, arithmetic: str, **columns: Any) -> Verdict:
    whole = {"worker_id": None, "order_id": None, "event_ids": (), "line_ids": (), **columns}
    return Verdict(clause_id=subject, type=f"{subject}_integrity", layer=RECORDS_LAYER, version=None, verdict=answer,
                   explained=None, arithmetic=arithmetic, missing=(), **whole)


def _clean(ids: list[int | None] | None) -> tuple[int, ...]:
    return tuple(sorted({number for number in ids or () if number is not None}))
