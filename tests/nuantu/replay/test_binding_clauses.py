"""Each clause that binds really binds: without it a busy day breaks it, with it the auditor finds nothing.

The auditor counts from the log alone and imports nothing of dispatch, so an agreement of both is no echo.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.small_day import make_table
from tests.nuantu.replay.tiny_city import DATE, NOON_S, alert, make_city, order, shift, worker

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.audit.verdict import Verdict
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.dispatch.lowering import lower
from nuantu.replay.day import Day
from nuantu.replay.result import Result
from nuantu.replay.run import replay
from nuantu.replay.validation import check_day

WORK = build_clause("worktime_definition", "R1", base="engaged", allowance_pm=100)
LIMITS = (WORK, build_clause("daily_stop", "R3", stop_after=5400, reset="calendar_day"),
          build_clause("continuous_pause", "R4", after=1800, pause=600, gap=600))
OFFER = ("accepted", "offered")
#: The clause under test, what stands beside it, and why a day without it breaks it (None: evidence is missing then).
BINDING: dict[str, tuple[Clause, tuple[Clause, ...], str | None]] = {
    "R06": (build_clause("long_rest", "X", after=2400, rest=1800), (), "unrested"),
    "R06 of three": (build_clause("long_rest", "X", after=1200, online=5400, distance=6000, rest=1800), (), "unrested"),
    "R10": (build_clause("self_rest_slot", "X", notice=3600), (), "pushed"),
    "R13": (build_clause("pre_limit_voice", "X", before=600, limits=frozenset({"daily_stop", "continuous_pause"})),
            LIMITS, "silent"),
    "D01": (build_clause("eta_max_of", "X", parts=frozenset({"model", "city", "segments", "by_distance"}), city=1800,
                         base=600, speed=6000), (), None),
    "D03": (build_clause("eta_window", "X", width=300), (), None),
    "D06": (build_clause("access_friction", "X", added={"open": 300}, gate=120), (), "short"),
    "D08": (build_clause("new_rider_protection", "X", days=30, distance=1500, weight=3000, floor=6), (), "far"),
    "D10": (build_clause("meal_ready_dispatch", "X", before=120), (), "early"),
    "D13": (build_clause("offer_transparency", "X", fields=frozenset({"pay", "destination"}), time=45), (), None),
    "D14": (build_clause("preference_constraints", "X", honoured=frozenset({"max_distance"})), (), "far"),
    "D15": (build_clause("weather_stop", "X", stop_level="red", shrink_level="orange", radius=2000, share=600), (),
            "stopped"),
    "D04 gate": (build_clause("eta_extension", "X", causes=frozenset({"gate"}), added={"gate": "actual"}), (), "short"),
}
#: Those that make sense where couriers take whatever they are sent and nobody is promised anything.
ON_MDRP = ("R06", "R10", "R13", "D08", "D10", "D13", "D14", "D15")


@cache
def busy_day(rules: str = "open") -> Day:
    """A hundred and forty orders in three hours, eight workers: two new, two with wishes; orange, then red alerts."""
    rng = np.random.default_rng(5)
    orders = [order(n, at=60 * int(rng.integers(0, 180)), ready=60 * int(rng.integers(5, 25)),
                    merchant=int(rng.integers(0, 3)), floor=int(rng.integers(1, 12)),
                    compound=str(rng.choice(["shut", "open", "open"])),
                    to=(float(rng.integers(-20, 20) * 100), float(rng.integers(-20, 20) * 100)))
              | {"weight_g": int(rng.integers(200, 5000))} for n in range(140)]
    workers = [worker(n, tenure=10 if n < 2 else 400) for n in range(8)]
    alerts = [alert(0, 3600, 9000, level="orange", district="d1"), alert(1, 5400, 6600, level="red", district="d1")]
    wishes = [wish(0, 2, "rest_slot", from_s=NOON_S + 3600, to_s=NOON_S + 6000),
              wish(1, 3, "max_distance", distance_m=900), wish(2, 4, "rest_slot", from_s=NOON_S, to_s=NOON_S + 1800)]
    day = make_city(orders, workers, [shift(n, n, off=5 * 3600) for n in range(8)], alerts)
    info = dataclasses.replace(day.info, rules=rules, travel_unit_s=60, pickup_service_s=120, dropoff_service_s=120)
    return check_day(dataclasses.replace(day, info=info, preferences=make_table("preferences", wishes)))


def wish(number: int, who: int, component: str, **values: Any) -> dict[str, Any]:
    """A row of the preferences table."""
    return {"preference_id": f"p{number}", "worker_id": f"W{who}", "component": component, **values}


def play(day: Day, clauses: Sequence[Clause], policy: str = "greedy") -> Result:
    """The day under clauses, with a price that is shown."""
    rules = lower(clauses, day.workers, day.info.tz, day.info.date)
    # A short search: what may be sent does not depend on how long the best is looked for.
    search: dict[str, float] = {"open_iterations_per_order": 0.2, "iterations_per_order": 1.0}
    own = search if policy == "nuantu" else {}
    return replay(day, rules, policy, 1, price_quote=lambda _order, _at_s, _worker: (("base", 500),), **own)


def judge_log(events: pa.Table, clauses: Sequence[Clause], clause: Clause, out: Path) -> list[Verdict]:
    """The auditor's verdicts on one clause."""
    folder = out / "log"
    folder.mkdir(parents=True)
    EVENTS.write(events, folder / "events.parquet")
    CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), folder / "candidates.parquet")
    LEDGER.write(LEDGER.to_arrow().empty_table(), out / "ledger.parquet")
    digest = hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()
    manifest = {"format": "nuantu-log/1", "date": DATE.isoformat(), "tz": "Asia/Shanghai", "currency": "CNY",
                "rules": "open", "events": events.num_rows, "events_sha256": digest}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    records = open_records(out)
    definitions = [one for one in clauses if one.type.name == "worktime_definition"]
    case = Case(records, Spells(records, definitions), tuple(clauses))
    return judge(clause, CHECKS[clause.type.name](clause, case), case, read_explained(records))


def count(verdicts: Sequence[Verdict], answer: str) -> int:
    """Units of one verdict."""
    return sum(one.units for one in verdicts if one.verdict == answer)


@pytest.mark.parametrize("name", BINDING)
def test_without_it_the_day_breaks_it_and_with_it_nothing_is_found(name: str, tmp_path: Path) -> None:
    """The open clock obeys; what it did before shows that there was something to obey."""
    clause, beside, ground = BINDING[name]
    bare = judge_log(play(busy_day(), beside).events, (*beside, clause), clause, tmp_path / "bare")
    bound = judge_log(play(busy_day(), (*beside, clause)).events, (*beside, clause), clause, tmp_path / "bound")

    if ground is None:
        assert count(bare, "insufficient_evidence") > 0
    else:
        assert count(bare, "violated") > 0
    assert {one.verdict for one in bound} == {"complied"}
    assert count(bound, "complied") > 0


@pytest.mark.parametrize(("name", "policy"), [*((name, "nuantu") for name in ON_MDRP), ("D08", "reyes-2018"),
                                              ("D10", "reyes-2018"), ("R10", "reyes-2018")])
def test_the_minute_clock_obeys_as_well(name: str, policy: str, tmp_path: Path) -> None:
    """Under the published rules the same day keeps the clause, whoever plans."""
    clause, beside, _ = BINDING[name]
    day = busy_day("mdrp")
    bound = judge_log(play(day, (*beside, clause), policy).events, (*beside, clause), clause, tmp_path)

    assert {one.verdict for one in bound} <= {"complied", "not_applicable"}


@pytest.mark.parametrize("name", ["R10", "D08", "D14"])
def test_decisions_name_the_clause_that_kept_others_out(name: str) -> None:
    """Who was not sent the order because of the clause stands in the candidates as blocked by it."""
    clause, beside, _ = BINDING[name]
    rows = play(busy_day(), (*beside, clause), "nuantu").candidates.to_pylist()

    blocked = [row for row in rows if row["clause_id"] == "X"]
    assert {row["status"] for row in blocked} == {"blocked"}
    assert all(row["allowed"] <= row["considered"] for row in rows)


def test_wishes_stand_in_the_log_as_they_were_set() -> None:
    """Every row of the day's table is an event of its worker, before any order."""
    rows = play(busy_day(), ()).events.to_pylist()
    told = [row for row in rows if row["kind"] == "preference_set"]

    assert [(row["worker_id"], row["component"], row["distance_m"]) for row in told] == [
        ("W2", "rest_slot", None), ("W3", "max_distance", 900), ("W4", "rest_slot", None)]
    assert told[-1]["event_id"] < min(row["event_id"] for row in rows if row["kind"] == "created")
