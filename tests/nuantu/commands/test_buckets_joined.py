"""What looks at all workers is paid and judged over buckets as in the one log that they make together."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.nuantu.commands.joined_month import (
    Row,
    join_ledgers,
    join_logs,
    list_folders,
    read_rows,
    rewrite_ledger,
    rewrite_log,
)

from nuantu.audit.run import audit
from nuantu.audit.verdict import Verdict
from nuantu.commands.book_options import load_named_book
from nuantu.commands.buckets import audit_buckets, settle_buckets
from nuantu.commands.month import month
from nuantu.settle.ledger import settle

BOOK = """format: nuantu-agreement/1
id: all-workers
layer: platform
title: {zh: 全体, en: All}
wording: ours
source: written for this test
procedure: special_agreement
parties: {platform: {zh: 平台, en: platform}, rider_side: {zh: 骑手, en: riders}}
scope: {zh: 全体, en: everybody}
currency: CNY
effective: {from: 2026-10-01}
provisions:
  - {id: all, chapter: PAY, kind: rule, strength: must, obligor: platform, zh: 条款, en: the clauses, types:
     [worktime_definition, weekday_distance_band, injury_premium, aggregate_floor, rollout_commitment,
      directional_improvement]}
  - {id: soft, chapter: PAY, kind: rule, strength: principle, obligor: platform, zh: 原则, en: a principle, types:
     [directional_improvement]}
clauses:
  - {id: work, type: worktime_definition, provision: all, params: {base: engaged, allowance_pm: 10 %}}
  - {id: piece, type: weekday_distance_band, provision: all, params: {base: 5 CNY/order}}
  - {id: premium, type: injury_premium, provision: all, params: {amount: 0.07 CNY/order}}
  - {id: pool, type: aggregate_floor, provision: all, params: {rate: 21.37 CNY/h, period: week, rounding: half_up}}
  - id: own-pool
    type: aggregate_floor
    provision: all
    selector: {worker_class: [dedicated]}
    params: {rate: 22.11 CNY/h, period: week, rounding: up}
  - {id: rules, type: rollout_commitment, provision: all,
     params: {of: injury_premium, deadline: 2026-10-06, places: ["11", "31", "44"]}}
  - {id: orders, type: rollout_commitment, provision: all,
     params: {of: injury_premium, deadline: 2026-10-06, places: ["11", "31", "44", "50"], evidence: every_order}}
  - {id: late, type: directional_improvement, provision: all, params: {metric: late_share, sense: lower,
     baseline_from: 2026-10-01, baseline_to: 2026-10-05}}
  - {id: stops, type: directional_improvement, provision: all,
     params: {metric: stops_share, sense: lower, baseline_share: 30 %}}
  - {id: violations, type: directional_improvement, provision: all,
     params: {metric: violations_per_order, sense: lower, baseline_per_million: 100}}
  - {id: accidents, type: directional_improvement, provision: all,
     params: {metric: accidents_per_order, sense: lower, baseline_per_million: 20000}}
  - {id: income, type: directional_improvement, provision: soft, selector: {worker_class: [dedicated]},
     params: {metric: income_per_hour, sense: higher, baseline_income: 90 CNY/h}}
  - {id: grown, type: directional_improvement, provision: all, selector: {worker_class: [crowd]}, params: {
     metric: income_per_hour, sense: higher, baseline_from: 2026-10-01, baseline_to: 2026-10-05,
     window_from: 2026-10-06, window_to: 2026-10-12}}
"""
ACROSS = ("pool", "own-pool", "rules", "orders", "late", "stops", "violations", "accidents", "income", "grown")
DAY_S = 86400


def plant(number: int, rows: list[Row]) -> list[Row]:
    """Places of orders, rules in the second and third bucket, violations, stops, accidents and an explanation."""
    blank: Row = dict.fromkeys(rows[0])
    first_s = rows[0]["at_s"]
    for row in rows:
        if row["kind"] == "created":
            row["place_code"] = ("110105", "310104", "440103", None)[int(row["order_id"][1:]) % 4]
        if row["kind"] == "eta_quoted" and int(row["order_id"][1:]) % 9 == 0:
            row["promised_s"] = row["at_s"] + 60
    found = [{**blank, "kind": "violation", "at_s": one["at_s"], "worker_id": one["worker_id"], "reason": "red_light",
              "count": 1 + number} for one in [row for row in rows if row["kind"] == "delivered"][::17]]
    for one in [row for row in rows if row["kind"] == "offline"][::9]:
        found.append({**blank, "kind": "forced_offline", "at_s": one["at_s"], "worker_id": one["worker_id"],
                      "reason": "daily_stop"})
        found.append({**blank, "kind": "accident", "at_s": one["at_s"], "worker_id": one["worker_id"]})
    rules = {1: ((1, "11"), (6, "44")), 2: ((0, "11"), (9, "31"))}
    found += [{**blank, "kind": "rule_effective", "at_s": first_s + day * DAY_S + 7, "clause_id": "rules",
               "place_code": place} for day, place in rules.get(number, ())]
    if number == 2:
        found.append({**blank, "kind": "explanation_sent", "at_s": first_s + DAY_S, "clause_id": "income"})
    return rows + found


def falsify(number: int, lines: list[Row]) -> list[Row]:
    """One order is not insured, one share of a pool is short of a cent, another has a cent too many."""
    shares = [line for line in lines if line["component"] == "aggregate_topup"]
    for line, more in ((shares[0], -1), (shares[-1], 1)):
        line["less_minor"] -= more
        line["amount_minor"] += more
    insured = [line for line in lines if line["component"] == "premium"]
    return [line for line in lines if number != 1 or line is not insured[-9]]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven riders, 14 days, 1,100 orders in three buckets, and the folder of one run that holds them all."""
    folder = tmp_path_factory.mktemp("all")
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    words: list[Any] = ["--agreement", folder / "book.yaml", "--riders", 11, "--orders", 1100, "--days", 14,
                        "--buckets", 3, "--first", "2026-10-01", "--out", folder / "parts", "--json"]
    assert CliRunner().invoke(month, [*map(str, words)]).exit_code == 0
    for number, part in enumerate(list_folders(folder / "parts")):
        rewrite_log(part, plant(number, read_rows(part / "log" / "events.parquet")))
    settle_buckets(folder / "parts", load_named_book(folder / "book.yaml", ()), quiet=True, jobs=1)
    return folder


def test_a_pool_is_paid_over_buckets_as_over_one_log(drawn: Path, tmp_path: Path) -> None:
    """Every line, the last cent of every worker included, once events are named alike."""
    events = join_logs(drawn / "parts", tmp_path / "one")
    whole = settle(tmp_path / "one" / "log", load_named_book(drawn / "book.yaml", ())).to_pylist()

    told = [{**line, "bucket": events[line["first_event_id"]][0],
             **{name: events[line[name]][1] for name in ("first_event_id", "last_event_id")}} for line in whole]
    paid = [{**line, "bucket": number} for number, part in enumerate(list_folders(drawn / "parts"))
            for line in read_rows(part / "ledger.parquet")]

    assert sort_lines(told) == sort_lines(paid)
    topups = [line for line in paid if line["component"] == "aggregate_topup"]
    assert {line["bucket"] for line in topups} == {0, 1, 2}
    assert {(line["clause_id"], line["rounding"]) for line in topups} >= {("pool", "up"), ("pool", "down")}


def sort_lines(lines: list[Row]) -> list[str]:
    """Lines without their ids, in an order of their own."""
    return sorted(json.dumps({**line, "line_id": 0}, sort_keys=True) for line in lines)


def test_all_workers_are_judged_over_buckets_as_in_one_log(drawn: Path, tmp_path: Path) -> None:
    """The same verdicts, sums and explanations on a falsified ledger, events and lines named by their buckets."""
    book = load_named_book(drawn / "book.yaml", ())
    events = join_logs(drawn / "parts", tmp_path / "one")
    for number, part in enumerate(list_folders(drawn / "parts")):
        rewrite_ledger(part, falsify(number, read_rows(part / "ledger.parquet")))
    lines = join_ledgers(drawn / "parts", tmp_path / "one", events)

    whole = [rename(one, events, lines) for one in audit(tmp_path / "one", None, book) if one.clause_id in ACROSS]
    parts = [one for one in audit_buckets(drawn / "parts", book, quiet=True, jobs=1) if one.clause_id in ACROSS]

    assert sorted(whole, key=str) == sorted(parts, key=str)
    assert list(dict.fromkeys(one.clause_id for one in parts)) == list(ACROSS)
    answers = {name: {one.verdict for one in parts if one.clause_id == name} for name in ACROSS}
    assert answers["pool"] >= {"violated", "complied"}
    assert answers["rules"] == answers["orders"] == {"violated", "complied"}
    assert [one.explained for one in parts if one.clause_id == "income"] == [True]
    assert answers["violations"] == {"violated"}


def rename(one: Verdict, events: dict[int, tuple[int, int]], lines: dict[int, tuple[int, int]]) -> Verdict:
    """A verdict on the one log as the buckets tell it: ids of its bucket, whose number stands in the arithmetic."""
    places = [events[number] for number in one.event_ids]
    buckets = {bucket for bucket, _ in places}
    said = f"{one.arithmetic}; bucket {buckets.pop():03d}" if len(buckets) == 1 else one.arithmetic
    return replace(one, event_ids=tuple(sorted(number for _, number in places)),
                   line_ids=tuple(sorted(lines[number][1] for number in one.line_ids)), arithmetic=said)


def test_nothing_is_gathered_or_judged_again_that_stands(drawn: Path) -> None:
    """A second run leaves ledgers and what was handed over as they are, and says the same."""
    book = load_named_book(drawn / "book.yaml", ())
    first = audit_buckets(drawn / "parts", book, quiet=True, jobs=1)
    kept = sorted((drawn / "parts" / "buckets").glob("*/across/*.parquet"))
    before = [path.stat().st_mtime_ns for path in kept]

    assert audit_buckets(drawn / "parts", book, quiet=True, jobs=1) == first
    assert [path.stat().st_mtime_ns for path in kept] == before

    kept[0].write_bytes(b"not a table")
    assert audit_buckets(drawn / "parts", book, quiet=True, jobs=1) == first
