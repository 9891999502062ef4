"""What is shown before acceptance is what the ledger settles, part by part."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.settle.log_days import LEVELS, SmallDay, small_days

from nuantu.agreement.clause import FAR_M, Clause, Selector
from nuantu.core.places import LineTravel
from nuantu.core.tables import Table, find_table
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import DayLog, read_log
from nuantu.settle.quote import list_alerts, make_price_quote, measure_orders

BANDS = ((2000, 0), (4000, 150), (FAR_M, 300))
DEDICATED = Selector(worker_class=frozenset({"dedicated"}))


@dataclass(frozen=True)
class Tables:
    """The tables of a day from which prices follow."""

    orders: pa.Table
    merchants: pa.Table
    workers: pa.Table
    alerts: pa.Table | None
    travel: LineTravel
    tz: str = "Asia/Shanghai"


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    declared: Table = find_table("day", name)
    return pa.Table.from_pylist(rows, schema=declared.to_arrow())


def _tables_of(log: DayLog) -> Tables:
    """The day from which a log came: merchants at the origin, customers due east at the logged distance."""
    rows = log.events.to_pylist()
    orders = [{"order_id": row["order_id"], "merchant_id": "m1", "x_m": float(row["distance_m"]), "y_m": 0.0,
               "placed_s": row["at_s"], "ready_estimate_s": row["at_s"], "ready_s": row["at_s"],
               "district_id": row["district_id"]} for row in rows if row["kind"] == "created"]
    workers = [{name: row[name] for name in ("worker_id", "worker_class", "vehicle", "tenure_days", "place_code")}
               for row in rows if row["kind"] == "registered"]
    alerts = [{"alert_id": str(row["event_id"]), "kind": row["reason"], "level": row["level"], "issued_by": "x",
               "issued_s": row["at_s"], "from_s": row["from_s"], "to_s": row["to_s"],
               "district_id": row["district_id"],
               "supersedes": None if row["ref_event_id"] is None else str(row["ref_event_id"])}
              for row in rows if row["kind"] == "alert"]
    merchants = [{"merchant_id": "m1", "x_m": 0.0, "y_m": 0.0}]
    return Tables(_table("orders", orders), _table("merchants", merchants), _table("workers", workers),
                  _table("alerts", alerts) if alerts else None, LineTravel(15_000))


@st.composite
def price_clauses(draw: st.DrawFn) -> list[Clause]:
    """Rates by weekday, equipment and weather judged at acceptance, some for dedicated riders only, and a premium."""
    clauses = [build_clause("injury_premium", amount=7), build_clause("equipment_allowance", amount=250)]
    for number, selector in enumerate((Selector(), DEDICATED)):
        clauses.append(build_clause("weekday_distance_band", f"piece{number}", base=draw(st.integers(0, 900)),
                                    bands=draw(st.sampled_from(((), BANDS))), selector=selector,
                                    weekdays=draw(st.sampled_from((None, {"fri": 450, "sat": 1100})))))
        clauses.append(build_clause("special_weather_subsidy", f"rain{number}", amount=draw(st.integers(0, 900)),
                                    level=draw(st.sampled_from(LEVELS)), at="accepted", selector=selector))
    return draw(st.permutations(clauses))


@given(small_days(), price_clauses())
@settings(deadline=None, max_examples=60)
def test_the_quote_at_acceptance_is_what_is_settled(day: SmallDay, clauses: list[Clause]) -> None:
    """For every delivered order the parts of the quote are its lines in worker_pay, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        log = read_log(day.log.write(Path(folder)))
    tables = _tables_of(log)
    quote = make_price_quote(clauses, tables)
    order_row = {name: row for row, name in enumerate(tables.orders["order_id"].to_pylist())}
    worker_row = {name: row for row, name in enumerate(tables.workers["worker_id"].to_pylist())}
    lines = [line for line in settle_log(log, clauses).to_pylist() if line["account"] == "worker_pay"]
    for order in day.orders:
        own = [line for line in lines if line["order_id"] == order["order"]]
        settled = tuple((line["component"], line["amount_minor"]) for line in own)
        offered = quote(order_row[order["order"]], order["accepted"], worker_row[order["worker"]])
        assert settled == (offered if order["ending"] == "delivered" else ())


def test_what_only_delivery_decides_is_not_offered() -> None:
    """A subsidy that hangs on the moment of delivery cannot be shown before it."""
    alerts = _table("alerts", [{"alert_id": "a", "kind": "rain", "level": "red", "issued_by": "x", "issued_s": 0,
                                "from_s": 0, "to_s": 10_000, "district_id": None, "supersedes": None}])
    orders = _table("orders", [{"order_id": "A1", "merchant_id": "m1", "x_m": 3.0, "y_m": 4.0, "placed_s": 0,
                                "ready_estimate_s": 0, "ready_s": 0, "district_id": None}])
    workers = _table("workers", [{"worker_id": "W1", "worker_class": "crowd", "vehicle": "ebike"}])
    merchants = _table("merchants", [{"merchant_id": "m1", "x_m": 0.0, "y_m": 0.0}])
    day = Tables(orders, merchants, workers, alerts, LineTravel(15_000, detour_pm=1300))
    clauses = {at: build_clause("special_weather_subsidy", amount=300, level="yellow", at=at)
               for at in ("accepted", "delivered")}
    assert make_price_quote([clauses["accepted"]], day)(0, 100, 0) == (("weather", 300),)
    assert make_price_quote([clauses["delivered"]], day)(0, 100, 0) == ()
    assert measure_orders(day).tolist() == [7]


def test_an_alert_of_the_day_holds_as_the_log_will_tell_it() -> None:
    """From its issue where that comes later than its begin, to the issue of its successor."""
    rows = [{"alert_id": "a", "kind": "rain", "level": "red", "issued_by": "x", "issued_s": 50, "from_s": 0,
             "to_s": 900, "district_id": "d1", "supersedes": None},
            {"alert_id": "b", "kind": "rain", "level": "blue", "issued_by": "x", "issued_s": 400, "from_s": 500,
             "to_s": 800, "district_id": "d1", "supersedes": "a"}]
    assert [(one.begin_s, one.end_s) for one in list_alerts(_table("alerts", rows))] == [(50, 400), (500, 800)]
    assert list_alerts(None) == ()
