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
CLOCKS = st.sampled_from((0, 3600, 82800, 84600, 85000))
SHARES = st.sampled_from((frozenset({"base"}), frozenset({"base", "distance"}), frozenset({"base", "weather"})))
ROUNDINGS = st.sampled_from(("half_up", "up", "down"))
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
    """Rates by weekday, equipment, and weather, night and holiday judged at acceptance, some for dedicated riders only,
    and a premium."""
    clauses = [build_clause("injury_premium", amount=7), build_clause("equipment_allowance", amount=250)]
    for number, selector in enumerate((Selector(), DEDICATED)):
        clauses.append(build_clause("weekday_distance_band", f"piece{number}", base=draw(st.integers(0, 900)),
                                    bands=draw(st.sampled_from(((), BANDS))), selector=selector,
                                    weekdays=draw(st.sampled_from((None, {"fri": 450, "sat": 1100})))))
        clauses.append(build_clause("special_weather_subsidy", f"rain{number}", amount=draw(st.integers(0, 900)),
                                    level=draw(st.sampled_from(LEVELS)), at="accepted", selector=selector))
        clauses.append(build_clause("night_supplement", f"night{number}", begin=draw(CLOCKS), end=draw(CLOCKS),
                                    at="accepted", share=draw(st.sampled_from((None, 1, 155, 333))), selector=selector,
                                    amount=draw(st.sampled_from((None, 120))), of=draw(SHARES),
                                    rounding=draw(ROUNDINGS)))
        clauses.append(build_clause("holiday_premium", f"free{number}", dates=frozenset({"2026-11-21"}), at="accepted",
                                    ratio=draw(st.sampled_from((None, 1001, 1333, 3000))), of=draw(SHARES),
                                    rounding=draw(ROUNDINGS), selector=selector))
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


def build_plain_day(floor: int | None = None) -> Tables:
    """One order of five metres and one worker in Shanghai, under a red alert all day."""
    alerts = _table("alerts", [{"alert_id": "a", "kind": "rain", "level": "red", "issued_by": "x", "issued_s": 0,
                                "from_s": 0, "to_s": 10**10, "district_id": None, "supersedes": None}])
    orders = _table("orders", [{"order_id": "A1", "merchant_id": "m1", "x_m": 3.0, "y_m": 4.0, "placed_s": 0,
                                "ready_estimate_s": 0, "ready_s": 0, "district_id": None, "floor": floor}])
    workers = _table("workers", [{"worker_id": "W1", "worker_class": "crowd", "vehicle": "ebike"}])
    merchants = _table("merchants", [{"merchant_id": "m1", "x_m": 0.0, "y_m": 0.0}])
    return Tables(orders, merchants, workers, alerts, LineTravel(15_000))


#: 2026-10-01 05:59:59 in Shanghai, a holiday.
BEFORE_SIX_S = 1_790_805_599
PIECE = {"base": 333, "bands": ()}
NIGHT = {"begin": 22 * 3600, "end": 6 * 3600, "rounding": "half_up"}
HOLIDAY = {"dates": frozenset({"2026-10-01"}), "rounding": "up"}


def test_night_and_holiday_are_offered_to_the_fen_and_to_the_second() -> None:
    """15.5 % of 3.33 is 0.52 and half of it 1.67 up; a second later it is no night, a day later no holiday."""
    clauses = [build_clause("weekday_distance_band", **PIECE),
               build_clause("holiday_premium", ratio=1500, at="accepted", **HOLIDAY),
               build_clause("night_supplement", share=155, at="accepted", **NIGHT)]
    quote = make_price_quote(clauses, build_plain_day())

    assert quote(0, BEFORE_SIX_S, 0) == (("base", 333), ("night", 52), ("holiday", 167))
    assert quote(0, BEFORE_SIX_S + 1, 0) == (("base", 333), ("holiday", 167))
    assert quote(0, BEFORE_SIX_S + 86400, 0) == (("base", 333), ("night", 52))


def test_an_amount_of_the_night_stands_where_it_is_more_and_the_better_clause_is_offered() -> None:
    """Of two clauses the one that pays most, of a share and an amount the greater."""
    clauses = [build_clause("weekday_distance_band", **PIECE),
               build_clause("night_supplement", "low", share=155, at="accepted", **NIGHT),
               build_clause("night_supplement", "high", share=155, amount=53, at="accepted", **NIGHT)]

    assert make_price_quote(clauses, build_plain_day())(0, BEFORE_SIX_S, 0) == (("base", 333), ("night", 53))


def test_a_supplement_that_delivery_may_change_is_not_offered() -> None:
    """Decided at delivery itself, or a share of pay that is; a plain amount and a share of other parts stand."""
    rain = build_clause("special_weather_subsidy", amount=300, level="yellow", at="delivered")
    of_rain = frozenset({"base", "weather"})
    cases = [({"share": 200, "at": "delivered"}, ()), ({"share": 200, "at": "accepted", "of": of_rain}, ()),
             ({"amount": 90, "at": "accepted", "of": of_rain}, (("night", 90),)),
             ({"share": 200, "at": "accepted"}, (("night", 67),))]
    for params, added in cases:
        clauses = [build_clause("weekday_distance_band", **PIECE), rain,
                   build_clause("night_supplement", **{**NIGHT, **params})]
        assert make_price_quote(clauses, build_plain_day())(0, BEFORE_SIX_S, 0) == (("base", 333), *added)


def test_pay_for_hours_is_in_no_price() -> None:
    """A winter supplement pays the hours of a day, whatever orders they hold."""
    winter = build_clause("winter_supplement", amount=100, first_day=901, last_day=401, base="engaged",
                          rounding="half_up")

    assert make_price_quote([winter], build_plain_day())(0, BEFORE_SIX_S, 0) == ()


def test_what_is_added_stands_where_the_ledger_has_it() -> None:
    """Equipment follows the night, as in an order's lines."""
    clauses = [build_clause("equipment_allowance", amount=250),
               build_clause("night_supplement", amount=90, at="accepted", **NIGHT),
               build_clause("difficulty_premium", weights=(), floors=((6, 200),))]

    assert make_price_quote(clauses, build_plain_day(floor=6))(0, BEFORE_SIX_S, 0) == (
        ("difficulty", 200), ("night", 90), ("equipment", 250))


def test_an_alert_of_the_day_holds_as_the_log_will_tell_it() -> None:
    """From its issue where that comes later than its begin, to the issue of its successor."""
    rows = [{"alert_id": "a", "kind": "rain", "level": "red", "issued_by": "x", "issued_s": 50, "from_s": 0,
             "to_s": 900, "district_id": "d1", "supersedes": None},
            {"alert_id": "b", "kind": "rain", "level": "blue", "issued_by": "x", "issued_s": 400, "from_s": 500,
             "to_s": 800, "district_id": "d1", "supersedes": "a"}]
    assert [(one.begin_s, one.end_s) for one in list_alerts(_table("alerts", rows))] == [(50, 400), (500, 800)]
    assert list_alerts(None) == ()
