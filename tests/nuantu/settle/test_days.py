"""A log of many days settles to the fen as its days settle one by one, each under the clauses in force on it."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.nuantu.agreement.agreement_text import make_provision, write_agreement
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.book import load_book
from nuantu.agreement.clause import FAR_M, Clause, Selector
from nuantu.audit.run import audit
from nuantu.core.tables import LEDGER
from nuantu.settle.ledger import settle, settle_log
from nuantu.settle.log import read_log

FIRST = date(2026, 11, 1)
DAYS = 6
CROWD = Selector(worker_class=frozenset({"crowd"}))
Row = dict[str, Any]


def tell_day(log: LogBuilder, number: int, rng: random.Random) -> None:
    """One day of riding between 08:00 and 23:00, all of it over before midnight; ``number`` counts days from 0."""
    begin = 24 * number
    for worker in ("W1", "W2", "W3"):
        log.online(worker, f"{begin + 8}:00")
        at_s = log.at(f"{begin + 8}:00")
        for place in range(rng.randint(0, 6)):
            at_s += rng.randint(0, 3000)
            log.order(f"{worker}-{number}-{place}", worker=worker, created=at_s, accepted=at_s + rng.randint(0, 300),
                      delivered=at_s + rng.randint(301, 4000), distance_m=rng.choice([900, 2000, 2001, 6000]))
        if rng.random() < 0.5:
            log.rest(worker, f"{begin + 9}:00", f"{begin + 9}:{rng.randint(1, 59):02d}")
        log.offline(worker, f"{begin + 23}:00")
    if rng.random() < 0.7:
        log.alert(rng.choice(["blue", "yellow", "red"]), f"{begin + 9}:00", f"{begin + 11}:00")


def write_days(numbers: Sequence[int], seed: int) -> LogBuilder:
    """A log of some of the days; each day is drawn from its own seed, so that it is the same in every log."""
    log = LogBuilder((FIRST + timedelta(days=numbers[0])).isoformat())
    for worker, kind in (("W1", "crowd"), ("W2", "dedicated"), ("W3", "crowd")):
        log.register(worker, worker_class=kind)
    for place, number in enumerate(numbers):
        own = LogBuilder(FIRST.isoformat())
        tell_day(own, number, random.Random(f"{seed}-{number}"))
        shift = log.at("00:00") - own.at("00:00") - (number - place) * 86_400
        for row in own._rows:
            times = {name: row[name] + shift for name in ("at_s", "from_s", "to_s", "ready_estimate_s")
                     if row.get(name) is not None}
            log._rows.append({**row, **times, "ref": None})
    return log


def draw_versions(rng: random.Random) -> list[Clause]:
    """Clauses of every kind that pays by order or day, each in versions that change somewhere in the days."""
    turn = FIRST + timedelta(days=rng.randint(1, DAYS - 1))
    spans = ((FIRST, turn - timedelta(days=1)), (turn, FIRST + timedelta(days=DAYS - 1)))
    bands = ((2000, 0), (FAR_M, 150))
    found = []
    for place, days in enumerate(spans):
        amount = rng.randint(1, 900)
        made = [
            build_clause("worktime_definition", base="engaged", allowance_pm=100 * place,
                         exclude_rest=rng.choice([None, 600])),
            build_clause("weekday_distance_band", "piece", base=amount, bands=bands),
            build_clause("weekday_distance_band", "crowd", base=rng.randint(1, 900), bands=(), selector=CROWD),
            build_clause("special_weather_subsidy", "rain", amount=amount, level="yellow", at="accepted"),
            build_clause("hourly_floor", "floor", floor=rng.randint(500, 5000), base="worktime", rounding="up"),
            build_clause("injury_premium", "premium", amount=rng.randint(1, 30)),
        ]
        found += [replace(clause, days=days) for clause in made if rng.random() < 0.9 or clause.id == "test-R01"]
    return found


def settle_days(numbers: Sequence[int], seed: int, clauses: Sequence[Clause]) -> list[Row]:
    """The ledger of some of the days."""
    with tempfile.TemporaryDirectory() as folder:
        return settle_log(read_log(write_days(numbers, seed).write(Path(folder))), clauses).to_pylist()


def name_line(row: Row) -> tuple[Any, ...]:
    """What a line says, without the numbers that depend on the log in which it stands."""
    return tuple(row[name] for name in row if name not in ("line_id", "first_event_id", "last_event_id"))


@pytest.mark.parametrize("seed", range(12))
def test_many_days_settle_as_their_days_settle_one_by_one(seed: int) -> None:
    """Line for line, whatever changes and when."""
    clauses = draw_versions(random.Random(seed))
    alone: list[Row] = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        holding = [replace(one, days=None) for one in clauses if one.days and one.days[0] <= day <= one.days[1]]
        alone += settle_days([number], seed, holding)
    together = settle_days(range(DAYS), seed, clauses)

    assert sorted(map(name_line, together), key=str) == sorted(map(name_line, alone), key=str)
    assert together


def two_rates(folder: Path, **head: Any) -> Path:
    """A piece rate, rain money and a stop that change on 3 November."""
    early, late = {"to": "2026-11-02"}, {"from": "2026-11-03"}
    kinds = {"P": "weekday_distance_band", "R": "special_weather_subsidy", "F": "hourly_floor", "S": "daily_stop"}
    params = {
        "P": ({"base": "5 CNY/order"}, {"base": "6 CNY/order"}),
        "R": tuple({"amount": f"{amount} CNY/order", "level": "blue", "at": "accepted"} for amount in (1, 2)),
        "F": tuple({"floor": f"{floor} CNY/h", "base": "engaged", "rounding": "half_up"} for floor in (30, 40)),
        "S": tuple({"stop_after": f"{hours} h", "reset": "calendar_day"} for hours in (12, 11)),
    }
    clauses = [{"id": name, "type": kinds[name], "provision": name, "params": own, "effective": span}
               for name, both in params.items() for own, span in zip(both, (early, late), strict=True)]
    work = {"id": "W", "type": "worktime_definition", "provision": "W",
            "params": {"base": "engaged", "allowance_pm": "0 %"}}
    provisions = [make_provision(name, [kind]) for name, kind in {**kinds, "W": "worktime_definition"}.items()]
    return write_agreement(folder, clauses=[*clauses, work], provisions=provisions, **head)


def test_each_delivery_is_paid_and_judged_by_the_clause_of_its_day(tmp_path: Path) -> None:
    """An order accepted before the change and delivered after it belongs to the day of its delivery."""
    log = LogBuilder("2026-11-02")
    log.register("W1")
    log.alert("red", "23:00", "25:00")
    log.order("A1", worker="W1", created="23:00", accepted="23:10", delivered="23:59:59")
    log.order("A2", worker="W1", created="23:30", accepted="23:40", delivered="24:00")
    folder = log.write(tmp_path / "out")
    book = load_book(two_rates(tmp_path))
    ledger = settle(folder, book)
    LEDGER.write(ledger, tmp_path / "out" / "ledger.parquet")
    lines = [(row["order_id"], row["period"][-2:], row["component"], row["clause_id"], row["amount_minor"])
             for row in ledger.to_pylist()]

    assert lines == [
        ("A1", "02", "base", "P", 500), ("A1", "02", "weather", "R", 100), ("A2", "03", "base", "P", 600),
        ("A2", "03", "weather", "R", 200), (None, "02", "floor_topup", "F", 2500 - 600)]
    assert [one for one in audit(tmp_path / "out", None, book) if one.verdict not in ("complied", "not_applicable")
            and one.type != "log_integrity"] == []


def test_pay_by_the_wrong_version_is_found_under_the_version_that_held(tmp_path: Path) -> None:
    """Yesterday's rate on today's order is short, and the verdict says of which version."""
    log = LogBuilder("2026-11-03")
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="10:10")
    log.order("B1", worker="W1", created="-14:00", accepted="-14:00", delivered="-13:50")
    log.date = date(2026, 11, 2)
    book = load_book(two_rates(tmp_path))
    folder = log.write(tmp_path / "out")
    rows = [{**row, "rate_minor": 500, "amount_minor": 500} if row["order_id"] == "A1" else row
            for row in settle(folder, book).to_pylist()]
    LEDGER.write(pa.Table.from_pylist(rows, schema=LEDGER.to_arrow()), tmp_path / "out" / "ledger.parquet")
    broken = [(one.clause_id, one.version, one.order_id, one.arithmetic) for one in audit(tmp_path / "out", None, book)
              if one.verdict == "violated" and one.type == "weekday_distance_band"]

    assert broken == [("P", "2026-11-03", "A1", "paid_minor 500 < due_minor 600 (base)")]


def test_a_stop_that_becomes_shorter_binds_from_its_first_day(tmp_path: Path) -> None:
    """Eleven and a half hours are allowed on the second and too much on the third."""
    log = LogBuilder("2026-11-02")
    log.register("W1")
    for number, begin in ((1, 0), (2, 24)):
        log.order(f"A{number}", worker="W1", created=f"{begin + 1}:00", accepted=f"{begin + 1}:00",
                  delivered=f"{begin + 12}:30")
        log.order(f"B{number}", worker="W1", created=f"{begin + 12}:30", accepted=f"{begin + 12}:30",
                  delivered=f"{begin + 12}:40")
    book = load_book(two_rates(tmp_path))
    folder = log.write(tmp_path / "out")
    LEDGER.write(settle(folder, book), tmp_path / "out" / "ledger.parquet")
    broken = [(one.version, one.order_id, one.arithmetic) for one in audit(tmp_path / "out", None, book)
              if one.verdict == "violated" and one.type == "daily_stop"]

    assert broken == [
        ("2026-11-03", None, "worked_s 39600 at 12:00:00; no forced_offline"),
        ("2026-11-03", "B2", "worked_s 41400 >= stop_after_s 39600 + tolerance_s 0")]
