"""A true world about supplements, guarantees and floors of periods, and the lies that can be told in it.

The world is written in the published formats from nothing but this file: June 2026, which begins on a Monday, under the
clauses of ``CLAUSES``. Wang rides by night, on a holiday, past the end of a shift; Zhao is new and drives in the heat;
Li and Sun are paid by time and distance, Qian crosses a wage district, Zhou rides on a holiday without an agreed ratio.
``write_pool`` is a day of two riders whose pay is summed. Each lie is planted by a function that returns what an
auditor must find.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.falsifier.falsify import Finding, Records, Row
from tests.falsifier.score import Story, at

RIDERS: Final = {"worker_class": ["crowd"], "vehicle": ["ebike"]}
DRIVERS: Final = {"worker_class": ["dedicated"], "vehicle": ["car"]}
#: The clauses under which the world is true, as an agreement has them.
CLAUSES: Final[tuple[Row, ...]] = (
    {"id": "piece", "type": "weekday_distance_band",
     "params": {"base": "10.00 CNY/order", "weekdays": {"sat": "12.00 CNY/order"}}},
    {"id": "hard", "type": "difficulty_premium",
     "params": {"weights": {"from 10 kg": "1.00 CNY/order"}, "floors": {"from 6": "2.00 CNY/order"}}},
    {"id": "own", "type": "equipment_allowance", "selector": RIDERS, "params": {"amount": "0.50 CNY/order"}},
    {"id": "night", "type": "night_supplement", "selector": RIDERS,
     "params": {"begin": "22:00", "end": "06:00", "at": "accepted", "share": "20 %", "rounding": "half_up"}},
    {"id": "feast", "type": "holiday_premium", "selector": RIDERS,
     "params": {"dates": ["2026-06-19"], "ratio": "200 %", "at": "accepted", "rounding": "half_up"}},
    {"id": "more", "type": "holiday_premium", "selector": {"worker_class": ["dedicated"], "vehicle": ["ebike"]},
     "params": {"dates": ["2026-06-19"], "at": "accepted", "of": ["base", "difficulty"], "rounding": "half_up"}},
    {"id": "years", "type": "seniority_bonus", "selector": RIDERS,
     "params": {"amount": "1.00 CNY/h", "every": "365 d", "cap": "5.00 CNY/h", "base": "online",
                "rounding": "half_up"}},
    {"id": "winter", "type": "winter_supplement", "selector": RIDERS,
     "params": {"amount": "5.00 CNY/h", "first_day": "06-29", "last_day": "08-31", "base": "online",
                "rounding": "half_up"}},
    {"id": "late", "type": "shift_overrun", "selector": RIDERS,
     "params": {"paid_time": "10 min", "rate": "60.00 CNY/h", "rounding": "half_up"}},
    {"id": "month", "type": "heat_allowance", "selector": RIDERS,
     "params": {"monthly": "220 CNY/month", "full_attendance": "22 d", "rounding": "half_up"}},
    {"id": "hot", "type": "heat_allowance", "selector": DRIVERS,
     "params": {"daily": "12 CNY/day", "rounding": "half_up"}},
    {"id": "guard", "type": "monthly_guarantee", "selector": DRIVERS,
     "params": {"amount": "300 CNY/month", "months": "3 months", "attendance": "3 d"}},
    {"id": "prop", "type": "engaged_time_distance_floor",
     "selector": {"worker_class": ["courier"], "vehicle": ["truck"]},
     "params": {"form": "true_up", "wage": "16.78 CNY/h", "share": "120 %", "distance_rate": "0.36 CNY",
                "distance_unit": "mile", "rounding": "half_up"}},
    {"id": "offer", "type": "engaged_time_distance_floor",
     "selector": {"worker_class": ["courier"], "vehicle": ["car"]},
     "params": {"form": "per_order", "minute_rate": "0.45 CNY/min", "distance_rate": "0.74 CNY",
                "distance_unit": "mile", "offer_minimum": "11.00 CNY/order", "rounding": "half_up"}},
    {"id": "floor", "type": "hourly_floor", "selector": {"worker_class": ["crowd"], "vehicle": ["truck"]},
     "params": {"floor": {"by_place": {"5101": "23.00 CNY/h", "5109": "22.00 CNY/h"}}, "base": "engaged",
                "place": "order", "rounding": "half_up"}},
)
POOL: Final[tuple[Row, ...]] = (
    {"id": "pool", "type": "aggregate_floor",
     "params": {"rate": "18.00 CNY/h", "period": "day", "rounding": "half_up"}},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "40.00 CNY/order"}},
)


class Ride(Story):
    """A story of orders that say where they go, how heavy they are and how high."""

    def carry(self, worker: str, order: str, begin_s: int, minutes: int, base: int = 1000, **facts: Any) -> Row:
        """A whole order and its base pay; returns the delivery. The line is entered with the clause of the piece."""
        own = {"worker_id": worker, "order_id": order}
        whole = {"distance_m": 1500, "weight_g": 500, "floor": 1, "district_id": "d1", "place_code": "110105", **facts}
        self.tell("created", begin_s - 60, order_id=order, merchant_id="m1", ready_estimate_s=begin_s, y_m=0.0,
                  x_m=float(whole["distance_m"]), from_x_m=0.0, from_y_m=0.0, **whole)
        self.tell("pushed", begin_s, **own)
        accepted = self.tell("accepted", begin_s, **own)
        self.tell("merchant_arrived", begin_s + 60, merchant_id="m1", **own)
        self.tell("merchant_ready", begin_s + 60, order_id=order, merchant_id="m1")
        self.tell("picked_up", begin_s + 120, merchant_id="m1", **own)
        delivered = self.tell("delivered", begin_s + minutes * 60, **own)
        self.settle("piece", "base", delivered, base, accepted)
        return delivered

    def duty(self, worker: str, begin_s: int, end_s: int) -> tuple[Row, Row]:
        """A shift."""
        return self.tell("online", begin_s, worker_id=worker), self.tell("offline", end_s, worker_id=worker)

    def lift(self, clause: str, component: str, period: str, amount: int, first: Row, last: Row) -> Row:
        """A line of a period."""
        return self.settle(clause, component, last, amount, first, order_id=None, period=period)


def write_true_world(out: Path) -> Path:
    """The world in which every clause is kept."""
    story = Ride()
    for worker, kind, vehicle, tenure in (
            ("Wang", "crowd", "ebike", 730), ("Zhao", "dedicated", "car", 31), ("Li", "courier", "truck", 400),
            ("Sun", "courier", "car", 400), ("Qian", "crowd", "truck", 400), ("Zhou", "dedicated", "ebike", 400)):
        story.tell("registered", at(6, 1), worker_id=worker, worker_class=kind, vehicle=vehicle, tenure_days=tenure,
                   place_code="110105")
    for worker in ("Li", "Sun", "Qian", "Zhou"):
        story.tell("online", at(6, 1, 1), worker_id=worker)
    _ride(story)
    _drive_in_heat(story)
    _drive_far(story)
    story.tell("temperature", at(6, 30, 23), celsius_tenths=200, district_id="d0")
    return story.write(out, "2026-06-01")


def _ride(story: Ride) -> None:
    """Wang's four days and Zhou's two."""
    first = _shift(story, 2, (10, 0), (12, 0), 400)
    heavy = story.carry("Wang", "W1", at(6, 2, 10, 30), 20, weight_g=12_000, floor=7)
    story.settle("hard", "difficulty", heavy, 300)
    _shift(story, 6, (21, 0), (23, 0), 400)
    dark = story.carry("Wang", "W2", at(6, 6, 22, 10), 30, base=1200)
    story.settle("night", "night", dark, 240)
    # 4,800 s at 2.00 an hour are 2.67.
    _shift(story, 19, (11, 0), (12, 20), 267)
    feast = story.carry("Wang", "W3", at(6, 19, 12), 30)
    story.settle("feast", "holiday", feast, 1000)
    story.settle("late", "overrun", feast, 1000)
    online = _shift(story, 29, (10, 0), (12, 0), 400)
    story.lift("winter", "winter", "2026-06-29", 1000, *online)
    last = story.carry("Wang", "W4", at(6, 29, 10, 10), 30)
    for delivered in (heavy, dark, feast, last):
        story.settle("own", "equipment", delivered, 50)
    story.lift("month", "heat", "2026-06-30", 4000, first[0], last)
    high = story.carry("Zhou", "H1", at(6, 19, 10), 30, floor=7)
    story.settle("hard", "difficulty", high, 200)
    story.carry("Zhou", "H2", at(6, 18, 10), 30)


def _shift(story: Ride, day: int, begin: tuple[int, int], end: tuple[int, int], bonus: int) -> tuple[Row, Row]:
    duty = story.duty("Wang", at(6, day, *begin), at(6, day, *end))
    story.lift("years", "seniority", f"2026-06-{day:02d}", bonus, *duty)
    return duty


def _drive_in_heat(story: Ride) -> None:
    """Zhao's three days, the first of them hot where he went, and what June is lifted to."""
    for day in (3, 4, 5):
        story.duty("Zhao", at(6, day, 10), at(6, day, 11))
    hot = story.carry("Zhao", "Z1", at(6, 3, 10, 10), 30, district_id="d9")
    story.carry("Zhao", "Z2", at(6, 4, 10, 10), 30, district_id="d9")
    measured = story.tell("temperature", at(6, 3, 14), district_id="d9", celsius_tenths=350)
    story.tell("temperature", at(6, 4, 14), district_id="d9", celsius_tenths=349)
    line = story.lift("hot", "heat", "2026-06-03", 1200, hot, measured)
    line["worker_id"] = "Zhao"
    story.lift("guard", "month_guarantee", "2026-06-30", 28_000, hot, hot)


def _drive_far(story: Ride) -> None:
    """Li's week, Sun's two orders, Qian's two districts."""
    far = story.carry("Li", "L1", at(6, 9, 10), 240, distance_m=24_140)
    # 1.2 x 16.78 x 4 h = 80.54, 15 miles at 0.36 = 5.40, 10.00 was paid.
    story.lift("prop", "guarantee_time", "2026-06-14", 7054, far, far)
    story.lift("prop", "guarantee_distance", "2026-06-14", 540, far, far)
    near = story.carry("Sun", "S1", at(6, 10, 10), 20, distance_m=4828)
    story.settle("offer", "guarantee_distance", near, 122)
    short = story.carry("Sun", "S2", at(6, 10, 11), 5, distance_m=1609)
    story.settle("offer", "guarantee_offer", short, 100)
    dear = story.carry("Qian", "Q1", at(6, 11, 10), 60, place_code="510104")
    cheap = story.carry("Qian", "Q2", at(6, 11, 10, 50), 60, place_code="510903")
    # 3,600 s at 23.00 and 3,000 s at 22.00 are 41.33; 20.00 was paid.
    story.lift("floor", "floor_topup", "2026-06-11", 2133, dear, cheap)


def write_pool(out: Path) -> Path:
    """Two riders' day: three hours at 18.00 are 54.00, 40.00 was paid, 9.33 and 4.67 are shared out."""
    story = Ride()
    for worker in ("Wang", "Zhao"):
        story.tell("registered", at(6, 1), worker_id=worker, worker_class="crowd", vehicle="ebike", tenure_days=400,
                   place_code="110105")
    begin, end = story.duty("Wang", at(6, 1, 10), at(6, 1, 12))
    story.carry("Wang", "A1", at(6, 1, 10), 60, base=4000)
    story.lift("pool", "aggregate_topup", "2026-06-01", 933, begin, end)
    story.lift("pool", "aggregate_topup", "2026-06-01", 467, *story.duty("Zhao", at(6, 1, 10), at(6, 1, 11)))
    return story.write(out, "2026-06-01")


Lie = Callable[[Records], Finding]
LIES: Final[dict[str, Lie]] = {}
POOL_LIES: Final[dict[str, Lie]] = {}


def lie(plant: Lie) -> Lie:
    """Enter a lie under its function's name."""
    LIES[plant.__name__] = plant
    return plant


def pool_lie(plant: Lie) -> Lie:
    """Enter a lie about the pool."""
    POOL_LIES[plant.__name__] = plant
    return plant


def tell_lie(name: str, source: Path, out: Path) -> Row:
    """Plant one lie in a copy of its world; returns what must be found."""
    records = Records(source)
    finding = {**LIES, **POOL_LIES}[name](records)
    records.save(out)
    return finding.to_json()


def _drop(r: Records, type_name: str, order: str, component: str, *also: str) -> Finding:
    """Take a line of an order out."""
    line = r.line(order_id=order, component=component)
    r.drop(line)
    return Finding(type_name, line["worker_id"], order, events=[r.one("delivered", order_id=order)],
                   also=frozenset(also))


def _change(r: Records, type_name: str, amount: int, *also: str, **line: Any) -> Finding:
    """Let a line come to another amount."""
    found = r.line(**line)
    r.set_amount(found, amount)
    return Finding(type_name, found["worker_id"], found["order_id"], lines=[found], also=frozenset(also))


def _forget(r: Records, type_name: str, **line: Any) -> Finding:
    """Take a line of a period out; the events of its worker at its ends give it away."""
    found = r.line(**line)
    r.drop(found)
    day = [row for row in r.events if row["worker_id"] == found["worker_id"]]
    return Finding(type_name, found["worker_id"], events=day)


# -- P23, P06: equipment, heavy and hard orders ------------------------------------------------------------------------

@lie
def keep_the_equipment_money(r: Records) -> Finding:
    """An order has no equipment money."""
    return _drop(r, "equipment_allowance", "W1", "equipment")


@lie
def round_the_equipment_money(r: Records) -> Finding:
    """A fen too little."""
    return _change(r, "equipment_allowance", 49, component="equipment", order_id="W2")


@lie
def pay_equipment_twice(r: Records) -> Finding:
    """The same order twice."""
    line = r.add_line(r.line(component="equipment", order_id="W3"))
    return Finding("equipment_allowance", "Wang", "W3", lines=[line], also=frozenset({"ledger_integrity"}))


@lie
def forget_weight_and_storey(r: Records) -> Finding:
    """A heavy order to the seventh storey is paid like any other."""
    return _drop(r, "difficulty_premium", "W1", "difficulty")


@lie
def pay_the_weight_alone(r: Records) -> Finding:
    """The storey is forgotten."""
    return _change(r, "difficulty_premium", 100, component="difficulty", order_id="W1")


@lie
def lose_the_storey(r: Records) -> Finding:
    """The log no longer says how high it was."""
    r.one("created", order_id="W4")["floor"] = None
    return Finding("difficulty_premium", "Wang", "W4", events=[r.one("delivered", order_id="W4")])


# -- P10, P09, P24: night, holiday, shift ------------------------------------------------------------------------------

@lie
def keep_the_night_money(r: Records) -> Finding:
    """An order of the night is paid as by day."""
    return _drop(r, "night_supplement", "W2", "night")


@lie
def shave_the_night_money(r: Records) -> Finding:
    """A fen too little."""
    return _change(r, "night_supplement", 239, component="night")


@lie
def pay_night_by_day(r: Records) -> Finding:
    """Money in the name of the night for an order at noon."""
    last = r.one("delivered", order_id="W1")
    line = r.add_line(r.line(component="night"), order_id="W1", period="2026-06-02", first=last, last=last)
    r.set_amount(line, 200)
    return Finding("night_supplement", "Wang", "W1", lines=[line])


@lie
def work_the_holiday_plainly(r: Records) -> Finding:
    """A holiday is paid like any day."""
    return _drop(r, "holiday_premium", "W3", "holiday")


@lie
def pay_half_the_holiday(r: Records) -> Finding:
    """One and a half times instead of twice."""
    return _change(r, "holiday_premium", 500, component="holiday")


@lie
def pay_no_more_on_the_holiday(r: Records) -> Finding:
    """Where no ratio is agreed a holiday paid exactly what other days pay."""
    r.drop(r.line(component="difficulty", order_id="H1"))
    return Finding("holiday_premium", "Zhou", events=[r.one("delivered", order_id="H1")],
                   also=frozenset({"difficulty_premium"}))


@lie
def forget_the_overrun(r: Records) -> Finding:
    """The last order of a shift ran over, unpaid."""
    return _drop(r, "shift_overrun", "W3", "overrun")


@lie
def pay_five_minutes_of_ten(r: Records) -> Finding:
    """Half of the time agreed."""
    return _change(r, "shift_overrun", 500, component="overrun")


@lie
def end_a_shift_earlier(r: Records) -> Finding:
    """A shift really ended while an order was in hand."""
    r.move(r.all("offline", worker_id="Wang")[0], at(6, 2, 10, 40))
    return Finding("shift_overrun", "Wang", "W1", events=[r.one("delivered", order_id="W1")],
                   also=frozenset({"seniority_bonus"}))


# -- P17, P22: tenure, winter ------------------------------------------------------------------------------------------

@lie
def forget_the_years(r: Records) -> Finding:
    """A day without the bonus."""
    return _forget(r, "seniority_bonus", component="seniority", period="2026-06-02")


@lie
def count_a_year_less(r: Records) -> Finding:
    """Two years are paid as one."""
    return _change(r, "seniority_bonus", 200, component="seniority", period="2026-06-06")


@lie
def pay_years_not_worked(r: Records) -> Finding:
    """The rider is in his first year."""
    r.one("registered", worker_id="Wang")["tenure_days"] = 100
    return Finding("seniority_bonus", "Wang", lines=[r.line(component="seniority", period="2026-06-29")])


@lie
def forget_the_winter(r: Records) -> Finding:
    """A winter's day without the supplement."""
    return _forget(r, "winter_supplement", component="winter")


@lie
def shave_the_winter(r: Records) -> Finding:
    """A fen too little."""
    return _change(r, "winter_supplement", 999, component="winter")


@lie
def begin_the_winter_early(r: Records) -> Finding:
    """A day before the season is paid in its name."""
    like = r.line(component="seniority", period="2026-06-19")
    line = r.add_line(r.line(component="winter"), period="2026-06-19", first=like["first"], last=like["last"])
    return Finding("winter_supplement", "Wang", lines=[line])


# -- P08, P03: heat, the month -----------------------------------------------------------------------------------------

@lie
def forget_the_heat_of_june(r: Records) -> Finding:
    """A month of the season without its allowance."""
    return _forget(r, "heat_allowance", component="heat", worker_id="Wang")


@lie
def count_a_hot_day_less(r: Records) -> Finding:
    """Three days for four."""
    return _change(r, "heat_allowance", 3000, component="heat", worker_id="Wang")


@lie
def cool_a_day_down(r: Records) -> Finding:
    """It was thirty-five degrees on the second day too."""
    r.all("temperature", district_id="d9")[1]["celsius_tenths"] = 350
    return Finding("heat_allowance", "Zhao", events=[row for row in r.all("offline", worker_id="Zhao")
                                                     if row["at_s"] == at(6, 4, 11)])


@lie
def forget_the_guarantee(r: Records) -> Finding:
    """The second month of a new driver is not lifted."""
    return _forget(r, "monthly_guarantee", component="month_guarantee")


@lie
def shave_the_guarantee(r: Records) -> Finding:
    """A fen too little."""
    return _change(r, "monthly_guarantee", 27_999, component="month_guarantee")


@lie
def guarantee_the_fourth_month(r: Records) -> Finding:
    """The driver was hired on the first of March."""
    r.one("registered", worker_id="Zhao")["tenure_days"] = 92
    return Finding("monthly_guarantee", "Zhao", lines=[r.line(component="month_guarantee")])


# -- P04, P01, P21: time and distance, places, weekdays ----------------------------------------------------------------

@lie
def forget_the_miles(r: Records) -> Finding:
    """The week is trued up by time alone."""
    found = r.line(component="guarantee_distance", worker_id="Li")
    r.drop(found)
    return Finding("engaged_time_distance_floor", "Li", lines=[r.line(component="guarantee_time")])


@lie
def shave_the_true_up(r: Records) -> Finding:
    """A fen too little."""
    return _change(r, "engaged_time_distance_floor", 7053, component="guarantee_time")


@lie
def forget_the_least_of_an_order(r: Records) -> Finding:
    """A short order stays below the least."""
    return _drop(r, "engaged_time_distance_floor", "S2", "guarantee_offer")


@lie
def shorten_a_way(r: Records) -> Finding:
    """An order was a mile longer than the one from which its pay was counted."""
    created = r.one("created", order_id="S1")
    created |= {"distance_m": created["distance_m"] + 1609, "x_m": created["x_m"] + 1609.0}
    return Finding("engaged_time_distance_floor", "Sun", "S1", lines=[r.line(order_id="S1",
                                                                             component="guarantee_distance")])


@lie
def pay_the_cheaper_district(r: Records) -> Finding:
    """A shift over two districts is lifted by the floor of the cheaper one."""
    return _change(r, "hourly_floor", 2033, component="floor_topup")


@lie
def hide_where_an_order_was(r: Records) -> Finding:
    """The place of an order in hand is no longer known."""
    r.one("created", order_id="Q2")["place_code"] = None
    return Finding("hourly_floor", "Qian", events=[row for row in r.events if row["worker_id"] == "Qian"])


@lie
def move_an_order_to_the_dear_district(r: Records) -> Finding:
    """Both orders lay in the district of the higher floor."""
    r.one("created", order_id="Q2")["place_code"] = "510104"
    return Finding("hourly_floor", "Qian", lines=[r.line(component="floor_topup")])


@lie
def pay_saturday_like_friday(r: Records) -> Finding:
    """The weekday's rate on a Saturday."""
    return _change(r, "weekday_distance_band", 1000, "night_supplement", component="base", order_id="W2")


@lie
def pay_saturday_like_sunday(r: Records) -> Finding:
    """More than the Saturday's rate, in the clause's name."""
    return _change(r, "weekday_distance_band", 1300, "night_supplement", component="base", order_id="W2")


@lie
def forget_a_base(r: Records) -> Finding:
    """An order is not paid at all."""
    return _drop(r, "weekday_distance_band", "W4", "base")


# -- P02: all together -------------------------------------------------------------------------------------------------

@pool_lie
def forget_one_of_the_pool(r: Records) -> Finding:
    """One rider has no share."""
    return _forget(r, "aggregate_floor", worker_id="Zhao", component="aggregate_topup")


@pool_lie
def move_the_odd_cent(r: Records) -> Finding:
    """The minor unit that was left over went to the smaller remainder."""
    r.set_amount(r.line(worker_id="Wang", component="aggregate_topup"), 934)
    return _change(r, "aggregate_floor", 466, worker_id="Zhao", component="aggregate_topup")


@pool_lie
def keep_somebody_on_call_unpaid(r: Records) -> Finding:
    """A rider was on call for an hour more than was shared out."""
    r.move(r.one("offline", worker_id="Zhao"), at(6, 1, 12))
    return Finding("aggregate_floor", "Zhao", lines=[r.line(worker_id="Zhao", component="aggregate_topup")])
