"""A true world about rest and dispatch, and the lies that can be told in it.

Ten days of four people from 20 November 2026, in the published formats, from nothing but this file and the story
teller: Wang rides long days, Chen is new, Zhao drives a car, Li rides in hot and stormy districts. All that happens
keeps every clause of ``CLAUSES``. Each lie is planted by a function that returns what an auditor must find.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.falsifier.falsify import Finding, Records, Row
from tests.falsifier.score import Story, at

CARS: Final = {"vehicle": ["car"]}
BIKES: Final = {"vehicle": ["ebike"]}
CLAUSES: Final[tuple[Row, ...]] = (
    {"id": "time", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "0 %"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}},
    {"id": "pause", "type": "continuous_pause", "selector": BIKES,
     "params": {"after": "4 h", "pause": "20 min", "gap": "20 min"}},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "5.00 CNY/order"}},
    {"id": "long", "type": "long_rest", "selector": BIKES, "params": {"after": "3 h", "rest": "2 h"}},
    {"id": "drive", "type": "driving_time", "selector": CARS,
     "params": {"continuous": "4 h", "stop": "20 min", "night": "2 h", "night_from": "22:00", "night_to": "06:00",
                "day": "8 h", "week": "14 h"}},
    {"id": "rest", "type": "weekly_rest", "params": {"rest_days": "1", "window": "7 d"}},
    {"id": "slot", "type": "self_rest_slot", "params": {"notice": "30 min"}},
    {"id": "care", "type": "women_special",
     "params": {"days": "3 d", "weight": "5 kg", "floor": "6", "night_from": "22:00", "night_to": "06:00"}},
    {"id": "voice", "type": "pre_limit_voice", "params": {"before": "30 min", "limits": ["continuous_pause"]}},
    {"id": "place", "type": "rest_place_link", "params": {"radius": "1 km"}},
    {"id": "latest", "type": "eta_max_of",
     "params": {"parts": ["model", "city", "by_distance"], "city": "35 min", "base": "5 min", "speed": "15 km/h"}},
    {"id": "span", "type": "eta_window", "params": {"width": "5 min"}},
    {"id": "red", "type": "red_light_exclusion", "params": {"share": "100 %"}},
    {"id": "hard", "type": "access_friction", "params": {"added": {"c-12": "5 min"}, "gate": "2 min"}},
    {"id": "new", "type": "new_rider_protection",
     "params": {"days": "30 d", "distance": "3 km", "weight": "8 kg", "floor": "6"}},
    {"id": "ready", "type": "meal_ready_dispatch", "params": {"before": "5 min"}},
    {"id": "ask", "type": "proactive_reassign", "params": {"wait": "60 s"}},
    {"id": "told", "type": "offer_transparency", "params": {"fields": ["pay", "destination"], "time": "45 s"}},
    {"id": "wish", "type": "preference_constraints", "params": {"honoured": ["max_distance"]}},
    {"id": "storm", "type": "weather_stop",
     "params": {"stop_level": "red", "shrink_level": "orange", "radius": "5 km", "share": "60 %"}},
    {"id": "heat", "type": "heat_exposure",
     "params": {"stop_at": "40 ℃", "hot": "37 ℃", "most": "6 h", "pause_from": "12:00", "pause_to": "15:00"}},
    {"id": "safe", "type": "safety_factors", "params": {"factors": ["red_light", "night_riding"], "card": "yes"}},
    {"id": "check", "type": "vehicle_gate", "params": {"checks": ["helmet", "vehicle_check"]}},
)
#: Types that stand here only because others need them, or that pay.
BESIDE: Final = frozenset({"worktime_definition", "daily_stop", "continuous_pause", "weekday_distance_band"})
PEOPLE: Final = (("Wang", "ebike", 400), ("Chen", "ebike", 20), ("Zhao", "car", 400), ("Li", "ebike", 400))


def check_in(story: Story, worker: str, day: int) -> None:
    """Helmet and vehicle are checked in the morning."""
    for kind in ("helmet_check", "vehicle_check"):
        story.tell(kind, at(11, day, 6), worker_id=worker, outcome="passed")


def ride(story: Story, worker: str, order: str, begin_s: int, minutes: int = 20, **facts: Any) -> Row:
    """A whole order with all that is told of it; it is pushed when it is ready, and accepted ten seconds later."""
    told = {"district_id": "d1", "compound_id": "c-01", "distance_m": 1500, "weight_g": 1000, "floor": 3, **facts}
    own, end_s = {"worker_id": worker, "order_id": order}, begin_s + minutes * 60
    placed_s = begin_s - 600
    story.tell("created", placed_s, order_id=order, merchant_id="m1", ready_estimate_s=begin_s,
               x_m=float(told["distance_m"]), y_m=0.0, from_x_m=0.0, from_y_m=0.0, **told)
    parts = {"model": 1500, "city": 2100, "by_distance": 300 + -(-told["distance_m"] * 3600 // 15_000)}
    for part, seconds in parts.items():
        story.tell("eta_part", placed_s, order_id=order, component=part, promised_s=placed_s + seconds)
    promised_s = placed_s + max(parts.values())
    story.tell("eta_quoted", placed_s, order_id=order, promised_s=promised_s, riding_s=900, from_s=promised_s - 300,
               to_s=promised_s)
    story.tell("pushed", begin_s, **own)
    story.tell("offered", begin_s, fields=["pay", "destination", "time"], to_s=begin_s + 45, **own)
    accepted = story.tell("accepted", begin_s + 10, **own)
    story.tell("merchant_arrived", begin_s + 60, merchant_id="m1", **own)
    story.tell("merchant_ready", begin_s, order_id=order, merchant_id="m1")
    story.tell("picked_up", begin_s + 120, merchant_id="m1", **own)
    delivered = story.tell("delivered", end_s, **own)
    story.settle("piece", "base", delivered, 500, accepted)
    return delivered


def write_true_world(out: Path) -> Path:
    """The world in which every clause is kept."""
    story = Story()
    for worker, vehicle, tenure in PEOPLE:
        story.tell("registered", at(11, 20), worker_id=worker, worker_class="crowd", vehicle=vehicle,
                   tenure_days=tenure, place_code="110105")
        story.tell("online", at(11, 20, 1), worker_id=worker)
        for day in range(20, 30):
            if worker != "Chen" or day < 26:
                check_in(story, worker, day)
    story.tell("rule_published", at(11, 20, 2), component="safety", clause_id="safe",
               fields=["night_riding", "red_light"])
    story.tell("rule_published", at(11, 20, 2), component="model_card", clause_id="safe")
    _ride_long(story)
    _begin(story)
    _drive(story)
    _weather(story)
    story.tell("temperature", at(11, 29, 23), celsius_tenths=100)
    return story.write(out)


def _ride_long(story: Story) -> None:
    """Wang: a long stretch, the voice before its limit, the long rest; slots and wishes; a gate; a question."""
    wang = {"worker_id": "Wang"}
    ride(story, "Wang", "W1", at(11, 20, 8), minutes=219)
    story.tell("reminder_shown", at(11, 20, 11, 30, 10), worked_s=12_600, level="voice", other_id="s-7",
               distance_m=800, **wang)
    ride(story, "Wang", "W2", at(11, 20, 13, 39))
    for number, day in enumerate((21, 22, 23, 24, 25), start=3):
        ride(story, "Wang", f"W{number}", at(11, day, 10))
    ride(story, "Wang", "W27", at(11, 27, 10))
    story.tell("preference_set", at(11, 21, 9), component="rest_slot", from_s=at(11, 21, 15), to_s=at(11, 21, 15, 30),
               **wang)
    ride(story, "Wang", "W8", at(11, 21, 15, 30))
    story.tell("preference_set", at(11, 22, 9), component="max_distance", distance_m=2000, **wang)
    ride(story, "Wang", "W9", at(11, 22, 12), distance_m=2000)
    _gate(story, ride(story, "Wang", "V1", at(11, 23, 12), compound_id="c-12"), 300)
    _gate(story, ride(story, "Wang", "V2", at(11, 23, 14), compound_id="c-30"), 120, held=True)
    _question(story)
    waited = ride(story, "Wang", "V5", at(11, 25, 14))
    for begin in (300, 600):
        story.tell("signal_wait", waited["at_s"] - begin + 45, from_s=waited["at_s"] - begin,
                   to_s=waited["at_s"] - begin + 45, **wang)
    story.tell("eta_extended", waited["at_s"] - 60, order_id="V5", added_s=90, reason="signal", **wang)


def _gate(story: Story, delivered: Row, added: int, *, held: bool = False) -> None:
    """An order is promised later, because of its compound or of a gate that will hold it."""
    story.tell("eta_extended", delivered["at_s"] - 1790, order_id=delivered["order_id"], added_s=added, reason="access")
    if held:
        story.tell("arrived_gate", delivered["at_s"] - 200, worker_id=delivered["worker_id"],
                   order_id=delivered["order_id"], compound_id="c-30")


def _question(story: Story) -> None:
    """One order is asked about and kept, another handed over to Li."""
    own = {"worker_id": "Wang", "order_id": "V3"}
    asked = story.tell("reassign_asked", at(11, 24, 12, 10), **own)
    story.tell("order_kept", at(11, 24, 12, 10, 30), ref=asked, **own)
    ride(story, "Wang", "V3", at(11, 24, 12))
    own = {"worker_id": "Wang", "order_id": "V4"}
    ride(story, "Wang", "V4", at(11, 24, 17))
    gone = next(row for row in story.events if row["kind"] == "delivered" and row["order_id"] == "V4")
    story.events.remove(gone)
    story.lines = [line for line in story.lines if line["order_id"] != "V4"]
    asked = story.tell("reassign_asked", at(11, 24, 17, 5), **own)
    story.tell("reassigned", at(11, 24, 17, 6), ref=asked, reason="no_answer", **own)
    story.tell("cancelled", at(11, 24, 17, 7), order_id="V4", reason="no_worker")


def _begin(story: Story) -> None:
    """Chen is new, then asks for special care."""
    for number, day in enumerate((20, 21, 22), start=1):
        ride(story, "Chen", f"C{number}", at(11, day, 10), distance_m=3000, weight_g=8000, floor=6)
    story.tell("preference_set", at(11, 23, 9), worker_id="Chen", component="special_care", from_s=at(11, 23, 9),
               to_s=at(11, 25, 9))
    ride(story, "Chen", "C4", at(11, 23, 10), weight_g=5000, floor=6)
    ride(story, "Chen", "C5", at(11, 25, 10), weight_g=6000, floor=2)


def _drive(story: Story) -> None:
    """Zhao drives up to every limit."""
    ride(story, "Zhao", "Z1", at(11, 20, 7, 59, 50), minutes=240)
    ride(story, "Zhao", "Z2", at(11, 20, 13), minutes=235)
    ride(story, "Zhao", "Z3", at(11, 22, 21), minutes=175)
    ride(story, "Zhao", "Z4", at(11, 25, 10), minutes=180)


def _weather(story: Story) -> None:
    """Li rides under an orange alert, on a hot day, and after a red alert has ended."""
    story.tell("temperature", at(11, 20, 3), celsius_tenths=150)
    story.tell("alert", at(11, 21, 13), level="orange", reason="rain", from_s=at(11, 21, 13), to_s=at(11, 21, 16),
               issued_by="x", district_id="d3")
    ride(story, "Li", "L1", at(11, 21, 14), district_id="d3", distance_m=3000)
    story.tell("alert", at(11, 22, 13), level="red", reason="rain", from_s=at(11, 22, 13), to_s=at(11, 22, 15),
               issued_by="x", district_id="d3")
    ride(story, "Li", "L2", at(11, 22, 15), district_id="d3", distance_m=4000)
    story.tell("temperature", at(11, 23, 9), celsius_tenths=375, district_id="d2")
    story.tell("temperature", at(11, 23, 16), celsius_tenths=399, district_id="d2")
    story.tell("temperature", at(11, 23, 18), celsius_tenths=300, district_id="d2")
    ride(story, "Li", "L3", at(11, 23, 10), district_id="d2", minutes=60)
    ride(story, "Li", "L4", at(11, 23, 15), district_id="d2")
    ride(story, "Li", "L5", at(11, 23, 17), district_id="d2")


LIES: Final[dict[str, Callable[[Records], Finding]]] = {}


def lie(plant: Callable[[Records], Finding]) -> Callable[[Records], Finding]:
    """Enter a lie under its function's name."""
    LIES[plant.__name__] = plant
    return plant


def tell_lie(name: str, source: Path, out: Path) -> Row:
    """Plant one lie in a copy of the world; returns what must be found."""
    records = Records(source)
    finding = LIES[name](records)
    records.save(out)
    return finding.to_json()


def enter(name: str, plant: Callable[[Records], Finding]) -> None:
    """Enter a lie that is one of a kind with others."""
    LIES[name] = plant


def slip_push(kind: str, at_s: int, worker: str, order: str, like: str, also: frozenset[str] = frozenset(),
              **facts: Any) -> Callable[[Records], Finding]:
    """A lie: one more push, of a new order like another but for these facts; refused at once."""
    def plant(r: Records) -> Finding:
        model = r.one("created", order_id=like)
        placed_s = at_s - 600
        kept = {name: value for name, value in model.items() if name not in ("event_id", "kind", "at_s", "ref")}
        r.add_event("created", placed_s, **{**kept, "order_id": order, "ready_estimate_s": at_s, **facts})
        metres = facts.get("distance_m", model["distance_m"])
        parts = {"model": 1500, "city": 2100, "by_distance": 300 + -(-metres * 3600 // 15_000)}
        for part, seconds in parts.items():
            r.add_event("eta_part", placed_s, order_id=order, component=part, promised_s=placed_s + seconds)
        promised_s = placed_s + max(parts.values())
        r.add_event("eta_quoted", placed_s, order_id=order, promised_s=promised_s, riding_s=900,
                    from_s=promised_s - 300, to_s=promised_s)
        push = r.add_event("pushed", at_s, worker_id=worker, order_id=order)
        r.add_event("declined", at_s + 10, worker_id=worker, order_id=order, reason="far", ref=push)
        r.add_event("cancelled", at_s + 20, order_id=order, reason="no_worker")
        return Finding(kind, worker, order, events=[push], also=also)

    return plant


# -- rest ------------------------------------------------------------------------------------------------------------

enter("push_a_second_before_the_long_rest_ends", slip_push("long_rest", at(11, 20, 13, 38, 59), "Wang", "X1", "W2"))
enter("push_while_the_cap_is_reached", slip_push("long_rest", at(11, 20, 11, 10), "Wang", "X1", "W2"))
enter("push_right_after_a_long_stretch", slip_push("long_rest", at(11, 20, 11, 50), "Wang", "X1", "W2"))


def repeat(r: Records, order: str, new: str, shift_s: int, worker: str) -> dict[str, Row]:
    """A second order like another, with all that is told of it; events by kind."""
    made = r.copy_order(order, new, shift_s, worker)
    for kind in ("offered", "eta_quoted"):
        for name in ("from_s", "to_s"):
            made[kind][name] = None if made[kind][name] is None else made[kind][name] + shift_s
    return made


def _stretch(order: str, seconds: int, also: frozenset[str] = frozenset()) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        end = r.one("delivered", order_id=order)
        r.move(end, end["at_s"] + seconds)
        return Finding("driving_time", "Zhao", events=[end], also=also)

    return plant


enter("drive_a_second_too_long", _stretch("Z1", 11))
enter("drive_nine_hours_in_a_day", _stretch("Z2", 60 * 10))
enter("drive_too_long_at_night", _stretch("Z3", 60 * 10, frozenset({"ledger_integrity"})))
enter("drive_too_long_in_a_week", _stretch("Z4", 60 * 20))


def _work_on(days: tuple[int, ...]) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        made: dict[str, Row] = {}
        for day in days:
            made = repeat(r, "W3", f"X{day}", at(11, day, 10) - at(11, 21, 10), "Wang")
        return Finding("weekly_rest", "Wang", events=[made["accepted"]], also=frozenset({"ledger_integrity"}))

    return plant


enter("work_a_seventh_day", _work_on((26,)))
enter("work_an_eighth_day", _work_on((26, 28)))
enter("work_a_ninth_day", _work_on((26, 28, 29)))

enter("push_as_the_slot_begins", slip_push("self_rest_slot", at(11, 21, 15), "Wang", "X1", "W8"))
enter("push_in_the_slot", slip_push("self_rest_slot", at(11, 21, 15, 10), "Wang", "X1", "W8"))
enter("push_a_second_before_the_slot_ends", slip_push("self_rest_slot", at(11, 21, 15, 29, 59), "Wang", "X1", "W8"))

enter("push_what_is_too_heavy_for_care", slip_push("women_special", at(11, 23, 12), "Chen", "X1", "C4", weight_g=5001))
enter("push_at_night_under_a_request", slip_push("women_special", at(11, 23, 22, 30), "Chen", "X1", "C4",
                                                 weight_g=100))


@lie
def write_down_why_care_was_asked_for(r: Records) -> Finding:
    """The request says why."""
    row = r.one("preference_set", component="special_care")
    row["reason"] = "illness"
    return Finding("women_special", "Chen", events=[row])


@lie
def ask_for_care_in_her_place(r: Records) -> Finding:
    """The platform made the request."""
    row = r.one("preference_set", component="special_care")
    row["actor"] = "platform"
    return Finding("women_special", "Chen", events=[row])


def _unsay(change: Callable[[Records, Row], None], also: frozenset[str] = frozenset()) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        row = r.one("reminder_shown")
        change(r, row)
        return Finding("pre_limit_voice", "Wang", events=[r.one("accepted", order_id="W1")], also=also)

    return plant


enter("keep_the_voice_silent", _unsay(lambda r, row: r.drop(row)))
enter("show_a_popup_in_place_of_a_voice", _unsay(lambda r, row: row.update(level="popup")))
enter("speak_too_late", _unsay(lambda r, row: r.move(row, row["at_s"] + 61), frozenset({"worktime_definition"})))


def _reroute(**values: Any) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        model = r.one("reminder_shown")
        row = r.add_event("reminder_shown", model["at_s"] + 1, worker_id="Wang", worked_s=12_600,
                          **{"level": "popup", "other_id": "s-7", "distance_m": 800, **values})
        return Finding("rest_place_link", "Wang", events=[row])

    return plant


enter("name_no_station", _reroute(other_id=None, distance_m=None))
enter("name_a_station_a_metre_too_far", _reroute(distance_m=1001))
enter("name_a_station_across_town", _reroute(other_id="s-99", distance_m=9000))


# -- promises ----------------------------------------------------------------------------------------------------------

def _requote(kind: str, order: str, also: frozenset[str] = frozenset(), **changes: int) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        row = r.one("eta_quoted", order_id=order)
        row.update({name: None if row[name] is None else row[name] + change for name, change in changes.items()})
        return Finding(kind, None, order, events=[row], also=also)

    return plant


enter("promise_a_second_before_the_longest", _requote("eta_max_of", "W3", promised_s=-1, to_s=-1, from_s=-1))
enter("promise_five_minutes_early", _requote("eta_max_of", "L1", promised_s=-300, to_s=-300, from_s=-300))


@lie
def lower_an_estimate_below_its_figure(r: Records) -> Finding:
    """The estimate by distance is a second short of base and way."""
    row = r.one("eta_part", order_id="W9", component="by_distance")
    row["promised_s"] -= 1
    return Finding("eta_max_of", None, "W9", events=[row])


enter("show_a_window_too_narrow", _requote("eta_window", "W3", from_s=1))
enter("count_lateness_before_the_window_ends", _requote("eta_window", "W4", to_s=1))


@lie
def show_a_moment_in_place_of_a_window(r: Records) -> Finding:
    """No window at all."""
    row = r.one("eta_quoted", order_id="W5")
    row["from_s"] = row["to_s"] = None
    return Finding("eta_window", None, "W5", events=[row])


def _shorten(kind: str, worker: str | None, order: str, cause: str, by: int | None) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        row = r.one("eta_extended", order_id=order, reason=cause)
        source = {"signal": "signal_wait", "access": "created"}[cause]
        evidence = r.all(source, **({"worker_id": "Wang"} if cause == "signal" else {"order_id": order}))
        if cause == "access" and order == "V2":
            evidence = r.all("arrived_gate", order_id=order)
        if by is None:
            r.drop(row)
        else:
            row["added_s"] -= by
        return Finding(kind, worker, order, events=[*evidence, *([] if by is None else [row])])

    return plant


enter("count_a_second_at_the_lights", _shorten("red_light_exclusion", "Wang", "V5", "signal", 1))
enter("count_all_waits_at_the_lights", _shorten("red_light_exclusion", "Wang", "V5", "signal", None))


@lie
def strip_the_lights_after_the_delivery(r: Records) -> Finding:
    """The extension comes when it no longer helps."""
    row = r.one("eta_extended", order_id="V5", reason="signal")
    r.move(row, r.one("delivered", order_id="V5")["at_s"] + 1)
    return Finding("red_light_exclusion", "Wang", "V5", events=r.all("signal_wait"))


enter("add_a_second_too_little_for_a_compound", _shorten("access_friction", None, "V1", "access", 1))
enter("add_nothing_for_a_compound", _shorten("access_friction", None, "V1", "access", None))
enter("add_nothing_for_a_gate", _shorten("access_friction", None, "V2", "access", None))


# -- orders ----------------------------------------------------------------------------------------------------------

enter("push_a_far_order_to_the_new", slip_push("new_rider_protection", at(11, 22, 12), "Chen", "X1", "C1",
                                               distance_m=3001, x_m=3001.0))
enter("push_a_heavy_order_to_the_new", slip_push("new_rider_protection", at(11, 22, 12), "Chen", "X1", "C1",
                                                 weight_g=8001))
enter("push_a_high_order_to_the_new", slip_push("new_rider_protection", at(11, 22, 12), "Chen", "X1", "C1", floor=7))

for seconds, name in ((301, "a_second"), (360, "a_minute"), (900, "a_quarter_of_an_hour")):
    enter(f"push_{name}_too_early", slip_push("meal_ready_dispatch", at(11, 22, 17), "Wang", "X1", "W4",
                                              ready_estimate_s=at(11, 22, 17) + seconds))


@lie
def take_an_order_before_the_minute_is_over(r: Records) -> Finding:
    """The question was asked a second later than it was."""
    asked = r.one("reassign_asked", order_id="V4")
    r.move(asked, asked["at_s"] + 1)
    return Finding("proactive_reassign", "Wang", "V4", events=[asked])


def _blame(kind: str, order: str, **values: Any) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        asked = r.one("reassign_asked", order_id=order)
        row = r.add_event(kind, asked["at_s"] + 3600, worker_id="Wang", order_id=order, **values)
        return Finding("proactive_reassign", "Wang", order, events=[row])

    return plant


enter("take_points_for_keeping", _blame("score_change", "V3", score_delta=-2))
enter("take_money_for_handing_over", _blame("deduction_line", "V4", component="other", amount_minor=-300))


def _reoffer(**values: Any) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        row = r.one("offered", order_id="W4")
        row.update({name: value(row) for name, value in values.items()})
        return Finding("offer_transparency", "Wang", "W4", events=[row])

    return plant


enter("hide_the_destination", _reoffer(fields=lambda row: ["pay", "time"]))
enter("give_a_second_less_to_decide", _reoffer(to_s=lambda row: row["to_s"] - 1))


@lie
def show_nothing_before_the_acceptance(r: Records) -> Finding:
    """The offer is not on record."""
    r.drop(r.one("offered", order_id="W5"))
    return Finding("offer_transparency", "Wang", "W5", events=[r.one("accepted", order_id="W5")])


enter("push_a_metre_beyond_the_wish", slip_push("preference_constraints", at(11, 22, 17), "Wang", "X1", "W9",
                                                distance_m=2001, x_m=2001.0))
enter("push_far_beyond_the_wish", slip_push("preference_constraints", at(11, 25, 17), "Wang", "X1", "W9",
                                            distance_m=9000, x_m=9000.0))


@lie
def forget_a_nearer_wish(r: Records) -> Finding:
    """A wish for less was set before the order was sent."""
    push = r.one("pushed", order_id="W9")
    r.add_event("preference_set", push["at_s"] - 60, worker_id="Wang", component="max_distance", distance_m=1999)
    return Finding("preference_constraints", "Wang", "W9", events=[push])


enter("push_a_metre_beyond_the_shrunk_radius", slip_push("weather_stop", at(11, 21, 15), "Li", "X1", "L1",
                                                         distance_m=3001, x_m=3001.0))
enter("push_under_red", slip_push("weather_stop", at(11, 22, 14), "Li", "X1", "L2", distance_m=500, x_m=500.0))
enter("push_a_second_before_red_ends", slip_push("weather_stop", at(11, 22, 14, 59, 59), "Li", "X1", "L2",
                                                 distance_m=500, x_m=500.0))

enter("push_at_noon_on_a_hot_day", slip_push("heat_exposure", at(11, 23, 12), "Li", "X1", "L4"))


@lie
def push_at_forty_degrees(r: Records) -> Finding:
    """It was a tenth of a degree warmer than the log said."""
    r.one("temperature", celsius_tenths=399)["celsius_tenths"] = 400
    return Finding("heat_exposure", "Li", "L5", events=[r.one("pushed", order_id="L5")])


@lie
def work_too_long_on_a_hot_day(r: Records) -> Finding:
    """Five hours more in the hot district, before the heat and after it."""
    for number, hour in enumerate((3, 5, 6, 19, 20)):
        repeat(r, "L3", f"X{number}", at(11, 23, hour) - at(11, 23, 10), "Li")
    hot = r.one("temperature", celsius_tenths=375)
    return Finding("heat_exposure", "Li", events=[hot], also=frozenset({"ledger_integrity", "long_rest",
                                                                       "vehicle_gate"}))


# -- duties ----------------------------------------------------------------------------------------------------------

def _republish(fields: list[str] | None) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        row = r.add_event("rule_published", at(11, 24, 9), component="safety", fields=fields, clause_id="safe")
        return Finding("safety_factors", events=[row])

    return plant


enter("leave_the_night_out_of_the_rule", _republish(["red_light"]))
enter("leave_red_lights_out_of_the_rule", _republish(["night_riding", "weather"]))
enter("publish_a_rule_that_names_nothing", _republish(None))


def _uncheck(kind: str, change: Callable[[Records, Row], None]) -> Callable[[Records], Finding]:
    def plant(r: Records) -> Finding:
        push = r.one("pushed", order_id="W4")
        row = next(one for one in r.all(kind, worker_id="Wang") if one["at_s"] == at(11, 22, 6))
        change(r, row)
        return Finding("vehicle_gate", "Wang", events=[push])

    return plant


enter("send_without_a_helmet_check", _uncheck("helmet_check", lambda r, row: r.drop(row)))
enter("send_with_a_vehicle_that_failed", _uncheck("vehicle_check", lambda r, row: row.update(outcome="failed")))
enter("check_after_the_first_order", _uncheck("vehicle_check", lambda r, row: r.move(row, at(11, 22, 10, 0, 1))))
