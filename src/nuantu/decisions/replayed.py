"""The decisions of a replayed day, read from the folder OUT of a run: whom orders went to, what else was decided of
people, and what each was paid.

Three sources, in order of time: every ``pushed`` event with its candidates is a ``dispatch`` decision; other events
that a platform decides are leaves of their own kind; every ledger line is a ``pay`` decision, dated with the last
event. Places (coordinates) are not taken over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes, digest_json
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.decisions.leaf import Decision, Person

#: Events in which a platform decides something about a worker or an order, beside dispatch.
DECIDED = ("priced", "reassigned", "eta_quoted", "eta_extended", "push_paused", "forced_offline", "fare_line",
           "subsidy_line", "deduction_line", "commission_line", "adjustment", "score_change", "privilege_granted",
           "suspension", "review_decided", "aid_decided", "explanation_sent")
#: Columns of such an event that say what was decided and nothing of a person.
_TERMS = {"clause_id": "clause", "component": "component", "reason": "reason", "amount_minor": "amount_minor",
          "score_delta": "score_delta", "level": "level", "outcome": "outcome"}
_PAY_TERMS = {"account": "account", "component": "component", "clause_id": "clause", "currency": "currency",
              "period": "period"}
_PAY_FACTS = ("quantity", "quantity_unit", "rate_minor", "rate_per", "rounding", "less_minor", "first_event_id",
              "last_event_id")
_OPTION_FACTS = ("distance_m", "arrive_s", "pickup_s", "deliver_s", "others_delay_s", "in_hand")


@dataclass(frozen=True, slots=True)
class Run:
    """A run as far as its decisions need it; ``rule_set`` is the SHA-256 of book, rule set, policy and version."""

    folder: Path
    rule_set: bytes
    agreement_version: str
    policy: str
    version: str


def read_run(out: Path) -> Run:
    """The description of a run; refuses one whose files are not those that it names."""
    path = out / "run.json"
    try:
        run: Any = json.loads(path.read_text(encoding="utf-8"))
        rules = {"book": run["book"]["digest"], "rules": run["rules"], "policy": run["policy"],
                 "nuantu": run["versions"]["nuantu"]}
        name = Path(run["book"]["agreement"]).name.partition("-")[2]
        digests = {"log/events.parquet": run["digests"]["events"],
                   "log/candidates.parquet": run["digests"]["candidates"],
                   "ledger.parquet": run["digests"]["ledger"]}
    except OSError as error:
        raise InputError("the folder holds no run.json", file=out, fix="name a folder that nuantu replay has written"
                         ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"the description of the run is not whole ({error!r})", file=path,
                         fix="replay the day again") from error
    for file, digest in digests.items():
        if not (out / file).is_file() or digest_bytes((out / file).read_bytes()) != digest:
            raise InputError("the file is not the one that run.json names", file=out / file,
                             fix="settle or replay the day again")
    return Run(out, bytes.fromhex(digest_json(rules)), f"{name}/{rules['book'][:16]}", rules["policy"],
               rules["nuantu"])


def list_decisions(run: Run) -> Iterator[Decision]:
    """Every decision of the run, in order of time."""
    events = EVENTS.read(run.folder / "log" / "events.parquet")
    options = _Options(CANDIDATES.read(run.folder / "log" / "candidates.parquet"))
    wanted = events.filter(pc.is_in(events["kind"], pa.array(["pushed", *DECIDED])))
    for row in _rows(wanted):
        yield options.read_dispatch(run, row) if row["kind"] == "pushed" else _read_event(run, row)
    last_s = events["at_s"][-1].as_py() if events.num_rows else 0
    for row in _rows(LEDGER.read(run.folder / "ledger.parquet")):
        yield _read_pay(run, row, last_s)


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=20_000):
        yield from batch.to_pylist()


class _Options:
    """The candidates of every decision, by number."""

    def __init__(self, candidates: pa.Table) -> None:
        self._rows: dict[int, list[dict[str, Any]]] = {}
        for row in _rows(candidates):
            self._rows.setdefault(row["decision_id"], []).append(row)

    def read_dispatch(self, run: Run, event: dict[str, Any]) -> Decision:
        rows = sorted(self._rows.get(event["decision_id"], []), key=_rank)
        if not rows or (rows[0]["order_id"], rows[0]["worker_id"]) != (event["order_id"], event["worker_id"]):
            raise InputError(f"event {event['event_id']} sends an order, but no candidates belong to it",
                             file=run.folder / "log" / "candidates.parquet", field="decision_id",
                             fix="replay the day again")
        terms = {"considered": rows[0]["considered"], "allowed": rows[0]["allowed"],
                 "statuses": [row["status"] for row in rows], "clauses": [row["clause_id"] for row in rows]}
        inputs = {"considered": rows[0]["considered"], "allowed": rows[0]["allowed"]}
        # the numbers lead to the run's own tables, so they are the chosen worker's to take along
        links = {"decision_id": event["decision_id"], "event_id": event["event_id"]}
        return Decision(event["at_s"], "dispatch", terms, event["order_id"], event["worker_id"], run.rule_set,
                        run.agreement_version, f"policy {run.policy}, nuantu {run.version}", inputs,
                        tuple(Person(row["worker_id"], _read_facts(row) | (links if row is rows[0] else {}))
                              for row in rows))


def _rank(row: dict[str, Any]) -> int:
    return int(row["rank"])


def _read_facts(row: dict[str, Any]) -> dict[str, Any]:
    """What was known of one worker; ``full``: kept from the order though no clause is named."""
    return {"clause": row["clause_id"], "full": row["status"] == "blocked" and row["clause_id"] is None,
            "reachable": row["status"] != "unreachable", **{name: row[name] for name in _OPTION_FACTS}}


def _read_event(run: Run, row: dict[str, Any]) -> Decision:
    terms = {name: row[column] for column, name in _TERMS.items() if row[column] is not None}
    skipped = {"at_s", "kind", "worker_id", "order_id", "actor_id", *_TERMS}
    facts = {name: value for name, value in row.items()
             if name not in skipped and value is not None and not isinstance(value, float)}
    people = () if row["worker_id"] is None else (Person(row["worker_id"], facts),)
    return Decision(row["at_s"], row["kind"], terms, row["order_id"], row["worker_id"], run.rule_set,
                    run.agreement_version, f"policy {run.policy}, nuantu {run.version}", {} if people else facts,
                    people)


def _read_pay(run: Run, row: dict[str, Any], at_s: int) -> Decision:
    fixed = {name: row[column] for column, name in _PAY_TERMS.items()}
    facts = {name: row[name] for name in _PAY_FACTS}
    return Decision(at_s, "pay", fixed | {"amount_minor": row["amount_minor"]}, row["order_id"], row["worker_id"],
                    run.rule_set, run.agreement_version, f"settlement, nuantu {run.version}", fixed,
                    (Person(row["worker_id"], facts),))
