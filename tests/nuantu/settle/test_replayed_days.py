"""Whole replayed days: the benchmark's own pay rule to the cent, and in a city what is shown is what is paid."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.settle.replayed_day import replay_day

from nuantu.agreement.book import load_book
from nuantu.core.money import divide_rounded
from nuantu.core.tables import EVENTS, LEDGER
from nuantu.explanation.record import read_record
from nuantu.explanation.worker import gather_worker_facts, tell_worker
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import DEFAULT_DATE, CityOptions
from nuantu.replay.reading import read_day
from nuantu.settle.ledger import settle

AGREEMENTS = Path(__file__).parents[3] / "agreements"
LAYERS = ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")


@pytest.mark.shared
def test_a_real_day_is_paid_by_the_benchmarks_own_rule(shared: Path, tmp_path: Path) -> None:
    """Pay of each courier is exactly the larger of 10 x orders and 15 x hours of his shift, to the cent."""
    day = read_day(shared / "data" / "mdrp" / "0o100t100s1p100", date=date(2018, 3, 1))
    book = load_book(AGREEMENTS / "mdrp-2018")
    ledger = settle(replay_day(day, book, "greedy", tmp_path), book).to_pylist()
    paid: Counter[str] = Counter()
    orders: Counter[str] = Counter()
    for line in ledger:
        paid[line["worker_id"]] += line["amount_minor"]
        orders[line["worker_id"]] += line["order_id"] is not None
    hours = [(row["worker_id"], row["off_s"] - row["on_s"]) for row in day.shifts.to_pylist()]
    assert sum(orders.values()) > 400
    assert {who: paid[who] for who, _ in hours} == {
        who: max(1000 * orders[who], divide_rounded(on_duty_s * 1500, 3600, "half_up")) for who, on_duty_s in hours}


@pytest.fixture(scope="module")
def city_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small city day replayed and settled under the 2025 agreement and its layers."""
    folder = tmp_path_factory.mktemp("city")
    day = read_day(write_city(CityOptions(300, 7, DEFAULT_DATE, None), folder / "day"))
    book = load_book(AGREEMENTS / "platform-2025", [AGREEMENTS / name for name in LAYERS])
    out = folder / "out"
    LEDGER.write(settle(replay_day(day, book, "greedy", out), book), out / "ledger.parquet")
    book.copy_to(out / "book")
    (out / "run.json").write_text(json.dumps({"format": "nuantu-run/1"}), encoding="utf-8")
    return out


def test_in_a_city_every_order_is_paid_as_it_was_shown(city_out: Path) -> None:
    """The parts shown last before each acceptance are the parts on the ledger, for every delivered order, the night's
    supplement among them."""
    shown: dict[tuple[str, str], dict[str, int]] = {}
    accepted: dict[tuple[str, str], dict[str, int]] = {}
    since: dict[tuple[str, str], int] = {}
    for event in EVENTS.read(city_out / "log" / "events.parquet").to_pylist():
        key = (event["worker_id"], event["order_id"])
        if event["kind"] == "priced":
            if since.get(key) != event["at_s"]:
                since[key], shown[key] = event["at_s"], {}
            shown[key][event["component"]] = event["amount_minor"]
        elif event["kind"] == "accepted":
            accepted[key] = shown[key]
    paid: dict[tuple[str, str], dict[str, int]] = {}
    for line in _order_pay(city_out):
        paid.setdefault((line["worker_id"], line["order_id"]), {})[line["component"]] = line["amount_minor"]
    assert len(paid) > 250
    assert any("night" in parts for parts in paid.values())
    assert paid == {key: accepted[key] for key in paid}


def test_in_a_city_every_worker_can_be_explained(city_out: Path) -> None:
    """For each worker hours, floor and rights are told in both languages, and what is told is what was paid."""
    record = read_record(city_out)
    facts = gather_worker_facts(record)
    told: Counter[str] = Counter()
    for worker_id in record.events_of_worker:
        chinese, english = (tell_worker(record, worker_id, lang, facts) for lang in ("zh", "en"))
        assert len(chinese.sentences()) == len(english.sentences())
        assert all(floor.due_minor <= floor.included_minor + floor.topup_minor for floor in chinese.floors)
        told[worker_id] += chinese.pay_minor
    owed: Counter[str] = Counter()
    for line in LEDGER.read(city_out / "ledger.parquet").to_pylist():
        owed[line["worker_id"]] += line["amount_minor"] if line["account"] == "worker_pay" else 0
    assert +told == +owed


def _order_pay(out: Path) -> list[dict[str, Any]]:
    lines = LEDGER.read(out / "ledger.parquet").to_pylist()
    return [line for line in lines if line["account"] == "worker_pay" and line["order_id"] is not None]
