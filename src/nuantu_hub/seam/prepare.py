"""Prepares a run for pages once: everything that a page shows becomes one lookup file beside the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from nuantu.core.errors import AgreementError, InputError
from nuantu.report.earnings import choose_floor, measure_earnings
from nuantu.report.scene import find_ring
from nuantu.report.tally import count_verdicts
from nuantu_hub.seam.agreements import tell_agreement
from nuantu_hub.seam.clauses import describe_tally, tell_clauses
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.lookup import write_lookup
from nuantu_hub.seam.moments import cut_slices, list_alerts, list_flow
from nuantu_hub.seam.orders import tell_orders
from nuantu_hub.seam.run_folder import RunFolder
from nuantu_hub.seam.scope import SLICE_S, Scope, gather_scope
from nuantu_hub.seam.workers import tell_workers

FORMAT = "nuantu-hub-day/1"
FILE = Path("hub") / "day.sqlite3"
BAND_MINOR = 100


def prepare_run(folder: RunFolder, into: Path) -> Path:
    """Write ``INTO/hub/day.sqlite3`` from a run and return its path. Takes about half a minute of a city day.

    Raises RunError where the engine refuses the run.
    """
    try:
        scope = gather_scope(folder)
        (into / FILE.parent).mkdir(parents=True, exist_ok=True)
        write_lookup(into / FILE, _tell_all(scope))
    except (InputError, AgreementError) as error:
        raise RunError(error.what, fix=error.fix or "replay the day again",
                       where=str(error.file) if error.file else None) from error
    return into / FILE


def _tell_all(scope: Scope) -> Iterator[tuple[str, str, Any]]:
    yield "run", "facts", _tell_facts(scope)
    yield "run", "ground", _tell_ground(scope)
    yield "run", "agreement", tell_agreement(scope)
    yield "run", "pay", _spread_pay(scope)
    clauses = dict(tell_clauses(scope))
    yield "run", "clauses", {key: {name: value[name] for name in (
        "id", "type", "name", "title", "chapter", "chapter_words", "layer", "layer_words", "strength", "standing",
        "assumed", "version", "terms", "verdicts", "hours")} for key, value in clauses.items()}
    for kind, told in (("clause", clauses.items()), ("order", tell_orders(scope)), ("worker", tell_workers(scope)),
                       ("slice", cut_slices(scope))):
        for key, value in told:
            yield kind, key, value


def _tell_facts(scope: Scope) -> dict[str, Any]:
    """What the run is, and the small things that every page of it needs."""
    run, summary = scope.folder.run, scope.folder.summary
    records = [tally for tally in count_verdicts(scope.verdicts, []) if tally.clause_id in ("log", "ledger")]
    return {
        "format": FORMAT, "id": scope.folder.id, "date": scope.folder.date.isoformat(), "tz": scope.record.tz,
        "currency": scope.record.currency, "name": run["day"]["name"], "policy": run["policy"], "seed": run["seed"],
        "rules": run["rules"], "command": run["command"], "digests": run["digests"],
        "book": scope.folder.agreement_digest, "agreement": scope.record.book.main.id,
        "title": [scope.record.book.title("zh"), scope.record.book.title("en")],
        "t0": scope.t0, "slice_s": SLICE_S, "slices": scope.slices, "flow": list_flow(scope),
        "alerts": list_alerts(scope), "ring_s": find_ring(scope.record),
        "size": [scope.frame.width, scope.frame.height], "unit_m": scope.frame.unit_m,
        "streets": scope.ground.found, "summary": summary,
        "records": {tally.clause_id: describe_tally(tally) for tally in records},
        "breaches": _date_breaches(scope), "answer_within": _find_answer_time(scope),
        "workers": len({day.worker_id for day in scope.duty.days}),
    }


def _find_answer_time(scope: Scope) -> list[Any] | None:
    """The clause that says within which time a complaint is answered, and the seconds; ``None`` where none does."""
    for clause in scope.clauses.values():
        if clause.type.name == "appeal_channel" and clause.optional_int("within") is not None:
            return [clause.id, clause.int_param("within")]
    return None


def _tell_ground(scope: Scope) -> dict[str, Any]:
    return {"layers": scope.ground.layers, "labels": [[x, y, list(words)] for x, y, words in scope.ground.labels]}


def _date_breaches(scope: Scope) -> list[list[Any]]:
    """Breaches and what lacks evidence: [moment or None, clause, verdict, units, order, worker]."""
    rows: list[list[Any]] = []
    for row in scope.verdicts:
        if row["verdict"] in ("violated", "insufficient_evidence", "departed", "disputed") and row["units"]:
            last = max(row["event_ids"], default=0)
            moment = scope.record.events[last - 1].at_s - scope.t0 if last else None
            rows.append([moment, row["clause_id"], row["verdict"], int(row["units"]), row["order_id"],
                         row["worker_id"]])
    return sorted(rows, key=lambda row: (row[0] is None, row[0] or 0, row[1]))


def _spread_pay(scope: Scope) -> dict[str, Any]:
    """Pay of a counted hour of every worker's day in bands of one unit of money, against the floor."""
    earnings = measure_earnings(scope.record, scope.duty.days)
    clause = choose_floor(scope.record)
    hourly = sorted(one.hourly_minor for one in earnings)
    floors = [one.floor_minor for one in earnings if one.floor_minor is not None]
    bands: dict[int, list[int]] = {}
    for one in earnings:
        band = bands.setdefault(one.hourly_minor // BAND_MINOR * BAND_MINOR, [0, 0])
        band[0] += 1
        band[1] += one.topup_minor > 0
    return {
        "clause": clause.id if clause else None, "floor_minor": max(set(floors), key=floors.count) if floors else None,
        "days": len(earnings), "topped": sum(one.topup_minor > 0 for one in earnings),
        "topped_minor": sum(one.topup_minor for one in earnings), "below": sum(one.below for one in earnings),
        "median_minor": int(median(hourly)) if hourly else None,
        "tenth_minor": hourly[len(hourly) // 10] if hourly else None,
        "bands": [[low, *counts] for low, counts in sorted(bands.items())], "band_minor": BAND_MINOR,
    }
