"""The ledger: every line recomputable, sums conserved to the fen, in a stated order, within its time."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.settle.log_days import SmallDay, small_days
from tests.nuantu.settle.plain_words import write_book
from tests.oracles.worktime import count_worktime_s, list_engaged_seconds, list_seconds_between

from nuantu.agreement.clause import FAR_M, Clause, Selector
from nuantu.core.errors import AgreementError
from nuantu.core.money import Rounding, divide_rounded
from nuantu.core.tables import EVENTS, LEDGER
from nuantu.core.times import local_midnight_s
from nuantu.settle.ledger import settle, settle_log
from nuantu.settle.log import DayLog, read_log

BANDS = ((2000, 0), (4000, 150), (FAR_M, 300))
LEVELS = ("blue", "yellow", "orange", "red")
DEDICATED = Selector(worker_class=frozenset({"dedicated"}))


@st.composite
def clause_sets(draw: st.DrawFn) -> list[Clause]:
    """Clauses that pay, some of them twice over with other selectors or bases."""
    amount = st.integers(0, 900)
    rounding = st.sampled_from(("half_up", "up", "down"))
    base = st.sampled_from(("engaged", "online", "worktime"))
    clauses = [build_clause("worktime_definition", base="engaged", allowance_pm=draw(st.integers(0, 300)),
                            exclude_rest=draw(st.sampled_from((None, 600))))]
    for number, selector in enumerate((Selector(), DEDICATED)):
        clauses.append(build_clause("weekday_distance_band", f"piece{number}", base=draw(amount), selector=selector,
                                    bands=draw(st.sampled_from(((), BANDS)))))
        clauses.append(build_clause("special_weather_subsidy", f"rain{number}", amount=draw(amount), selector=selector,
                                    level=draw(st.sampled_from(LEVELS)),
                                    at=draw(st.sampled_from(("accepted", "delivered")))))
        clauses.append(build_clause("hourly_floor", f"floor{number}", floor=draw(st.integers(1, 5000)),
                                    base=draw(base), rounding=draw(rounding), selector=selector))
    clauses.append(build_clause("injury_premium", "premium", amount=draw(st.integers(1, 30))))
    return draw(st.permutations(clauses))


def _read(day: SmallDay) -> DayLog:
    with tempfile.TemporaryDirectory() as folder:
        return read_log(day.log.write(Path(folder)))


@given(small_days(), clause_sets())
@settings(deadline=None, max_examples=60)
def test_every_line_is_recomputable_and_names_events_of_its_case(day: SmallDay, clauses: list[Clause]) -> None:
    """From its own columns the amount; ids without gaps; nothing negative; nothing paid twice."""
    log = _read(day)
    ledger = settle_log(log, clauses)
    assert ledger.schema.equals(LEDGER.to_arrow())
    rows = ledger.to_pylist()
    assert [row["line_id"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        rounded = divide_rounded(row["quantity"] * row["rate_minor"], row["rate_per"], row["rounding"])
        assert row["amount_minor"] == rounded - row["less_minor"] > 0
        assert 1 <= row["first_event_id"] <= row["last_event_id"] <= log.events.num_rows
    keys = [(row["worker_id"], row["order_id"], row["period"], row["component"]) for row in rows]
    assert len(set(keys)) == len(keys)


@given(small_days(), clause_sets())
@settings(deadline=None, max_examples=50)
def test_every_worker_gets_what_a_slow_reading_of_the_clauses_gives(day: SmallDay, clauses: list[Clause]) -> None:
    """Pay by worker and local day equals a plain computation order by order and second by second."""
    log = _read(day)
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for row in settle_log(log, clauses).to_pylist():
        if row["account"] == "worker_pay":
            paid[row["worker_id"], row["period"]] += row["amount_minor"]
    assert paid == _pay_slowly(log, clauses)


def _pay_slowly(log: DayLog, clauses: list[Clause]) -> dict[tuple[str, str], int]:
    rows = log.events.to_pylist()
    traits = {row["worker_id"]: row for row in rows if row["kind"] == "registered"}
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row["kind"] == "delivered":
            own = [clause for clause in clauses if _covers(clause, traits[row["worker_id"]])]
            amount = _price_slowly(rows, row, own)
            if amount:
                paid[row["worker_id"], _day_of(log, row["at_s"])] += amount
    for day, begin_s, end_s in log.days():
        for worker in log.worker_ids:
            own = [clause for clause in clauses if _covers(clause, traits[worker])]
            earned = paid.get((worker, day.isoformat()), 0)
            due = max((_floor_slowly(rows, worker, (begin_s, end_s), clause, clauses) for clause in own
                       if clause.type.name == "hourly_floor"), default=0)
            if due > earned:
                paid[worker, day.isoformat()] = due
    return paid


def _covers(clause: Clause, row: dict[str, object]) -> bool:
    return clause.selector.covers_worker(row["worker_class"], row["vehicle"], row["tenure_days"], row["place_code"])


def _day_of(log: DayLog, at_s: int) -> str:
    return next(day.isoformat() for day, begin_s, end_s in log.days() if begin_s <= at_s < end_s)


def _price_slowly(rows: list[dict[str, object]], done: dict[str, object], clauses: list[Clause]) -> int:
    created = next(row for row in rows if row["kind"] == "created" and row["order_id"] == done["order_id"])
    accepted = next(row for row in rows if row["kind"] == "accepted" and row["order_id"] == done["order_id"])
    pieces, weather = [0], [0]
    for clause in clauses:
        if clause.type.name == "weekday_distance_band":
            band = next((amount for upto, amount in clause.params["bands"] if created["distance_m"] <= upto), 0)
            pieces.append(clause.params["base"] + band)
        elif clause.type.name == "special_weather_subsidy":
            at_s = (accepted if clause.params["at"] == "accepted" else done)["at_s"]
            if _alert_holds(rows, at_s, created["district_id"], clause):
                weather.append(clause.params["amount"])
    return max(pieces) + max(weather)


def _alert_holds(rows: list[dict[str, object]], at_s: int, district: str | None, clause: Clause) -> bool:
    for row in rows:
        if row["kind"] == "alert" and LEVELS.index(row["level"]) >= LEVELS.index(clause.params["level"]):
            ends = [row["to_s"]] + [other["at_s"] for other in rows if other["ref_event_id"] == row["event_id"]
                                    and other["kind"] == "alert"]
            if max(row["from_s"], row["at_s"]) <= at_s < min(ends) and row["district_id"] in (None, district):
                return True
    return False


def _floor_slowly(rows: list[dict[str, object]], worker: str, window: tuple[int, int], clause: Clause,
                  clauses: list[Clause]) -> int:
    end_s = rows[-1]["at_s"]
    if clause.params["base"] == "worktime":
        terms = next(one for one in clauses if one.type.name == "worktime_definition").params
        seconds = count_worktime_s(rows, worker, window, terms["allowance_pm"], terms["exclude_rest"])
    elif clause.params["base"] == "online":
        online = list_seconds_between(rows, worker, "online", "offline", end_s)
        seconds = sum(window[0] <= s < window[1] for s in online)
    else:
        seconds = sum(window[0] <= s < window[1] for s in list_engaged_seconds(rows, worker, end_s))
    rounding: Rounding = clause.params["rounding"]
    return divide_rounded(seconds * clause.params["floor"], 3600, rounding)


def test_order_lines_come_before_lines_of_periods(tmp_path: Path) -> None:
    """By delivery, then by component; top-ups at the end, by worker."""
    log = LogBuilder()
    log.register("W2")
    log.register("W1")
    log.order("A2", worker="W2", created="10:00", accepted="10:00", delivered="11:30", distance_m=3000)
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="11:00")
    book = write_book([
        {"id": "floor", "type": "hourly_floor",
         "params": {"floor": "50.00 CNY/h", "base": "engaged", "rounding": "half_up"}},
        {"id": "premium", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}},
        {"id": "piece", "type": "weekday_distance_band",
         "params": {"base": "4.00 CNY/order", "bands": {"up to 2 km": "0 CNY/order", "farther": "1.50 CNY/order"}}},
    ], "CNY", tmp_path)
    ledger = settle(log.write(tmp_path), book)
    assert [(row["order_id"], row["component"], row["worker_id"]) for row in ledger.to_pylist()] == [
        ("A1", "base", "W1"), ("A1", "premium", "W1"), ("A2", "base", "W2"), ("A2", "distance", "W2"),
        ("A2", "premium", "W2"), (None, "floor_topup", "W1"), (None, "floor_topup", "W2")]


def test_an_aim_pays_nothing(tmp_path: Path) -> None:
    """Only what somebody must, should or in principle does is settled."""
    log = LogBuilder()
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="11:00")
    clauses = [build_clause("weekday_distance_band", "piece", base=400),
               build_clause("injury_premium", "hope", amount=7, strength="aim")]
    ledger = settle_log(read_log(log.write(tmp_path)), clauses)
    assert ledger["clause_id"].to_pylist() == ["piece"]


def test_an_agreement_in_another_currency_is_refused(tmp_path: Path) -> None:
    """Nobody has stated a rate of exchange."""
    book = write_book([{"id": "piece", "type": "weekday_distance_band", "params": {"base": "10.00 USD/order"}}], "USD",
                      tmp_path)
    with pytest.raises(AgreementError, match="pays in USD, and the day is paid in CNY"):
        settle(LogBuilder().write(tmp_path), book)


def test_worktime_without_a_definition_for_the_worker_is_refused(tmp_path: Path) -> None:
    """A definition for others does not say what this worker's working time is."""
    log = LogBuilder()
    log.register("W1", worker_class="crowd")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="11:00")
    clauses = [build_clause("worktime_definition", base="engaged", allowance_pm=0, selector=DEDICATED),
               build_clause("hourly_floor", "floor", floor=2770, base="worktime", rounding="half_up")]
    with pytest.raises(AgreementError, match=r"no worktime_definition \(R01\) is in force for worker W1"):
        settle_log(read_log(log.write(tmp_path)), clauses)


def test_a_day_of_twenty_thousand_orders_is_settled_within_two_seconds() -> None:
    """Whole columns at a time: no loop over orders."""
    log = _make_large_log(20_000, 1_600)
    clauses = [build_clause("worktime_definition", base="engaged", allowance_pm=100),
               build_clause("weekday_distance_band", base=400, bands=BANDS),
               build_clause("special_weather_subsidy", amount=300, level="yellow", at="accepted"),
               build_clause("injury_premium", amount=7),
               build_clause("hourly_floor", floor=2770, base="worktime", rounding="half_up")]
    begun = time.perf_counter()
    ledger = settle_log(log, clauses)
    assert ledger.num_rows > 50_000
    assert time.perf_counter() - begun < 2


def _make_large_log(orders: int, workers: int) -> DayLog:
    """A synthetic log: each worker takes every so-many-th order, an alert holds over noon."""
    date = LogBuilder("2026-11-20").date
    begin_s = local_midnight_s(date)
    number = np.arange(orders)
    accepted = begin_s + 8 * 3600 + number * 2
    who, what = (pa.array([f"{letter}{n}" for n in numbers]) for letter, numbers in
                 (("W", (number % workers).tolist()), ("A", number.tolist())))
    nobody = pa.nulls(orders, pa.string())
    parts = [_events("registered", np.full(workers, begin_s), worker_id=pa.array([f"W{n}" for n in range(workers)]),
                     worker_class=pa.array(["crowd"] * workers), vehicle=pa.array(["ebike"] * workers)),
             _events("alert", np.array([begin_s]), level=pa.array(["red"]), reason=pa.array(["rain"]),
                     from_s=pa.array([begin_s + 12 * 3600]), to_s=pa.array([begin_s + 15 * 3600])),
             _events("created", accepted - 60, order_id=what, worker_id=nobody, distance_m=pa.array(number % 6000),
                     district_id=pa.array(["d1"] * orders)),
             _events("accepted", accepted, order_id=what, worker_id=who),
             _events("delivered", accepted + 1500, order_id=what, worker_id=who)]
    events = pa.concat_tables(parts).sort_by("at_s")
    ids = pa.array(np.arange(1, events.num_rows + 1))
    return DayLog(date, "Asia/Shanghai", "CNY", "open", events.set_column(0, events.schema.field(0), ids))


def _events(kind: str, at_s: np.ndarray, **columns: pa.Array) -> pa.Table:
    given = {"event_id": pa.array(np.zeros(len(at_s), np.int64)), "at_s": pa.array(at_s),
             "kind": pa.array([kind] * len(at_s)), **columns}
    return pa.Table.from_arrays([given.get(field.name, pa.nulls(len(at_s), field.type)) for field in EVENTS.to_arrow()],
                                schema=EVENTS.to_arrow())
