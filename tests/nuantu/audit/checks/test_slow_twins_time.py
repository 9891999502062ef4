"""On random small logs the checks of roll-outs and directions say what their slow twins say."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder
from tests.oracles.time_checks import judge_direction, judge_rollout

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Records, open_records
from nuantu.core.tables import LEDGER

FIRST, SECOND = date(2026, 11, 20), date(2026, 11, 21)
PLACES = ("11", "3101", "44")
Row = dict[str, Any]


def write_world(seed: int, out: Path) -> tuple[Records, list[Row], list[Row]]:
    """Two days of three riders: rules in places, orders with and without premium, late or not, accidents, stops."""
    rng = random.Random(seed)
    log = LogBuilder(FIRST.isoformat())
    lines: list[Row] = []
    for worker in ("W1", "W2", "W3"):
        log.register(worker)
    for _ in range(rng.randint(0, 4)):
        log.add("rule_effective", f"{rng.randint(0, 47):02d}:00", clause_id=rng.choice(["roll", "premium", "other"]),
                place_code=rng.choice(["11", "31", "3101", "310101", "44", None]))
    for number in range(rng.randint(0, 14)):
        _tell_order(rng, log, f"A{number}", lines)
    for kind in ("violation", "accident", "forced_offline"):
        for _ in range(rng.randint(0, 2)):
            more = {"count": rng.choice([None, 2])} if kind == "violation" else {}
            log.add(kind, f"{rng.randint(0, 47):02d}:30", worker_id=rng.choice(["W1", "W2", "W3"]), **more)
    log.offline("W1", rng.choice(["23:59:59", "24:00", "47:59"]))
    log.write(out)
    table = pa.Table.from_pylist([{"line_id": number, **line} for number, line in enumerate(lines, start=1)],
                                 schema=LEDGER.to_arrow())
    LEDGER.write(table, out / "ledger.parquet")
    return open_records(out), log.table().to_pylist(), lines


def _tell_order(rng: random.Random, log: LogBuilder, order: str, lines: list[Row]) -> None:
    worker, begin_s = rng.choice(["W1", "W2", "W3"]), log.at("00:00") + rng.randint(0, 85) * 1800
    end_s = begin_s + rng.randint(1, 3000)
    log.create(order, begin_s, place_code=rng.choice(["110105", "310101", "440300", None]))
    if rng.random() < 0.8:
        log.add("eta_quoted", begin_s, order_id=order, riding_s=1, promised_s=begin_s + rng.randint(0, 3000))
    log.accept(worker, order, begin_s)
    log.deliver(worker, order, end_s)
    day = (FIRST if end_s < log.at("24:00") else SECOND).isoformat()
    for account, clause in (("worker_pay", "piece"), ("injury_premium", "premium")):
        if rng.random() < 0.7:
            amount = rng.randint(1, 900)
            lines.append({"period": day, "account": account, "worker_id": worker, "order_id": order,
                          "component": "base", "reason": None, "clause_id": clause, "quantity": 1,
                          "quantity_unit": "order", "rate_minor": amount, "rate_per": 1, "rounding": "half_up",
                          "less_minor": 0, "amount_minor": amount, "currency": "CNY", "first_event_id": 1,
                          "last_event_id": 1})
        elif rng.random() < 0.3:
            log.add("premium_accrued", end_s, order_id=order, clause_id="premium", amount_minor=7)


def hear(clause: Clause, records: Records) -> list[tuple[str, int, str]]:
    """Verdict, units and arithmetic of one clause, a premium beside it."""
    clauses = (clause, build_clause("injury_premium", "premium", amount=7))
    case = Case(records, Spells(records, ()), clauses)
    verdicts = judge(clause, CHECKS[clause.type.name](clause, case), case, read_explained(records))
    return [(one.verdict, one.units, one.arithmetic) for one in verdicts]


@pytest.mark.parametrize("seed", range(10))
def test_roll_outs_are_judged_place_by_place_as_the_twin_does(seed: int, tmp_path: Path) -> None:
    """With both kinds of evidence, for all of the places and for a part of them."""
    records, rows, lines = write_world(seed, tmp_path)
    for evidence in ("rule_effective", "every_order"):
        for share in (1000, 500):
            begin = random.Random(seed).choice([date(2025, 1, 1), FIRST])
            clause = build_clause("rollout_commitment", "roll", of="injury_premium", deadline=FIRST.toordinal(),
                                  places=frozenset(PLACES), coverage=share, evidence=evidence)
            object.__setattr__(clause, "effective_from", begin)
            twin = judge_rollout(rows, lines, {"roll", "premium"}, {
                "deadline": FIRST, "places": PLACES, "share": share, "evidence": evidence, "begin": begin})
            told = hear(clause, records)
            broken = sorted(text.split()[1].rstrip(":") for verdict, _, text in told if verdict == "violated")
            unknown = sorted(text.split("place ")[1].rstrip(")") for verdict, _, text in told
                             if verdict == "insufficient_evidence")
            kept = sum(units for verdict, units, _ in told if verdict == "complied")
            assert (broken, unknown, kept) == (
                sorted(place for place, state in twin.items() if state == "broken"),
                sorted(place for place, state in twin.items() if state == "unknown"),
                sum(state == "kept" for state in twin.values()))


METRICS = {"late_share": ("baseline_share", 300, 300_000), "stops_share": ("baseline_share", 200, 200_000),
           "violations_per_order": ("baseline_per_million", 100_000, 100_000),
           "accidents_per_order": ("baseline_per_million", 900_000, 900_000),
           "income_per_hour": ("baseline_income", 900, 900)}


@pytest.mark.parametrize("metric", list(METRICS))
@pytest.mark.parametrize("seed", range(4))
def test_directions_are_judged_as_the_twin_does(seed: int, metric: str, tmp_path: Path) -> None:
    """Against a stated value over both days, and the second day against the first."""
    records, rows, lines = write_world(100 + seed, tmp_path)
    name, stated, number = METRICS[metric]
    lower = seed % 2 == 0
    whole = (FIRST, SECOND if rows[-1]["at_s"] >= LogBuilder(SECOND.isoformat()).at("00:00") else FIRST)
    spans = [({name: stated}, whole, number)]
    if whole[1] == SECOND:
        spans.append(({"baseline_from": FIRST.toordinal(), "baseline_to": FIRST.toordinal()}, (SECOND, SECOND),
                      (FIRST, FIRST)))
    for params, now, before in spans:
        clause = build_clause("directional_improvement", "way", metric=metric, sense="lower" if lower else "higher",
                              **params)
        twin = judge_direction(rows, lines, {"metric": metric, "lower": lower, "now": now, "before": before})
        [(verdict, _, text)] = hear(clause, records)
        said = {"complied": "kept", "violated": "broken", "insufficient_evidence": "unknown"}[verdict]
        if twin is None:
            assert (said, text) == ("unknown", "missing cases to measure")
        else:
            assert (said, f"difference {twin[1]} to {twin[2]}" in text) == (twin[0], True)
