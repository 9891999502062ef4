"""On random logs the checks on rest and dispatch find what slow twins find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_rest import RestWorld, make_worlds
from tests.nuantu.audit.random_worlds import write_worlds
from tests.oracles import rest_checks as slow
from tests.oracles.checks import Clock, Found

from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.core.times import local_midnight_s

#: Every check stands beside its twin in the slow suite; the worked cases and planted lies stand in the fast one.
pytestmark = pytest.mark.slow

WORLDS = 60
HOUR = 3600
WORK = make_clause("worktime_definition", allowance_pm=0, exclude_rest=None)
STOP = make_clause("daily_stop", stop_after=3000, reset="calendar_day")
PAUSE = make_clause("continuous_pause", after=1500, pause=1500, gap=1500)
Twin = Callable[[RestWorld, int], Found]


def day_s(row: Mapping[str, Any]) -> int:
    """The day of a breach as its local midnight."""
    return local_midnight_s(date.fromisoformat(row["day"]))


#: Name: type, parameters, twin (world, first second of the log), and what of a breach is compared beside its ground.
PLAN: dict[str, tuple[str, dict[str, Any], Twin, Callable[[Mapping[str, Any]], tuple[Any, ...]], set[str]]] = {
    "R06": ("long_rest", {"after": 1500, "rest": 1200},
            lambda w, f: slow.check_long_rest(w.rows, 1500, None, None, 1200),
            lambda b: (b["worker_id"], first(b)), {"unrested"}),
    "R06 of three": ("long_rest", {"after": 1200, "online": 1500, "distance": 1000, "rest": 1800},
                     lambda w, f: slow.check_long_rest(w.rows, 1200, 1500, 1000, 1800),
                     lambda b: (b["worker_id"], first(b)), {"unrested"}),
    "R07": ("driving_time", {"continuous": 1500, "stop": 600, "night": 1200, "night_from": 22 * HOUR,
                             "night_to": 6 * HOUR, "day": 4500, "week": 9000},
            lambda w, f: slow.check_driving_time(w.rows, 1500, 600, 1200, 4500, 9000),
            lambda b: (b["worker_id"], b["done_s"], b["driven_s"]), {"continuous", "night", "day", "week"}),
    "R08": ("weekly_rest", {"rest_days": 1, "window": 7}, lambda w, f: slow.check_weekly_rest(w.rows, 1, 7, f),
            lambda b: (b["worker_id"], day_s(b)), {"restless"}),
    "R10": ("self_rest_slot", {"notice": 300, "slots": 2}, lambda w, f: slow.check_self_rest_slot(w.rows, 300, 2),
            lambda b: (b["worker_id"], b["push_id"]), {"pushed"}),
    "R12": ("women_special", {"days": 1, "weight": 5000, "floor": 6, "night_from": 22 * HOUR, "night_to": 6 * HOUR},
            lambda w, f: slow.check_women_special(w.rows, 1, 5000, 6), lambda b: (b["worker_id"], first(b)),
            {"heavy", "high", "night", "told", "foreign"}),
    "R13": ("pre_limit_voice", {"before": 600, "limits": frozenset({"daily_stop", "continuous_pause"})},
            lambda w, f: slow.check_pre_limit_voice(w.rows, Clock(w.rows, 0, None).crossings, 3000, 1500, 600, 60),
            lambda b: (b["worker_id"], b["due_at_s"], b["limit"]), {"silent"}),
    "R14": ("rest_place_link", {"radius": 1000}, lambda w, f: slow.check_rest_place_link(w.rows, 1000),
            lambda b: (b["worker_id"], first(b)), {"unnamed", "far"}),
    "D01": ("eta_max_of", {"parts": frozenset({"model", "city", "by_distance"}), "city": 1200, "base": 300,
                           "speed": 15_000}, lambda w, f: slow.check_eta_max_of(w.rows, 1200, 300, 15_000),
            lambda b: (b["order_id"], b["estimate"]), {"early", "low"}),
    "D03": ("eta_window", {"width": 300}, lambda w, f: slow.check_eta_window(w.rows, 300), lambda b: (b["order_id"],),
            {"point", "narrow", "early"}),
    "D05": ("red_light_exclusion", {"share": 900, "most": 100},
            lambda w, f: slow.check_red_light_exclusion(w.rows, 900, 100),
            lambda b: (b["worker_id"], b["order_id"], b["due_s"]), {"short"}),
    "D06": ("access_friction", {"added": {"c-1": 180, "c-2": 60}, "gate": 120},
            lambda w, f: slow.check_access_friction(w.rows, {"c-1": 180, "c-2": 60}, 120),
            lambda b: (b["order_id"], b["due_s"]), {"short"}),
    "D08": ("new_rider_protection", {"days": 30, "distance": 1000, "weight": 5000, "floor": 6},
            lambda w, f: slow.check_new_rider_protection(w.rows, 30, 1000, 5000, 6),
            lambda b: (b["worker_id"], first(b)), {"far", "heavy", "high"}),
    "D10": ("meal_ready_dispatch", {"before": 300}, lambda w, f: slow.check_meal_ready_dispatch(w.rows, 300),
            lambda b: (b["worker_id"], first(b)), {"early"}),
    "D12": ("proactive_reassign", {"wait": 60}, lambda w, f: slow.check_proactive_reassign(w.rows, 60),
            lambda b: (b["worker_id"], *sorted(b["event_ids"])), {"hasty", "robbed", "blamed"}),
    "D13": ("offer_transparency", {"fields": frozenset({"pay", "destination"}), "time": 45},
            lambda w, f: slow.check_offer_transparency(w.rows, {"pay", "destination"}, 45),
            lambda b: (b["worker_id"], last(b)), {"unshown", "hidden", "short", "hurried"}),
    "D14": ("preference_constraints", {"honoured": frozenset({"max_distance"}), "least": 900, "notice": 300},
            lambda w, f: slow.check_preference_constraints(w.rows, 900, 300),
            lambda b: (b["worker_id"], b["push_id"]), {"far"}),
    "D15": ("weather_stop", {"stop_level": "red", "shrink_level": "orange", "radius": 2000, "share": 500},
            lambda w, f: slow.check_weather_stop(w.rows, "red", "orange", 1000),
            lambda b: (b["worker_id"], b["push_id"]), {"stopped", "far"}),
    "D16": ("heat_exposure", {"stop_at": 400, "hot": 370, "most": 3600, "pause_from": 22 * HOUR,
                              "pause_to": 23 * HOUR},
            lambda w, f: slow.check_heat_exposure(w.rows, 400, 370, 3600, (22 * HOUR, 23 * HOUR)),
            lambda b: (b["worker_id"], b["day_s"] if b["ground"] == "long" else b["push_id"]),
            {"hot", "long", "paused"}),
    "D17": ("safety_factors", {"factors": frozenset({"red_light", "night_riding"})},
            lambda w, f: slow.check_safety_factors(w.rows, {"red_light", "night_riding"}), lambda b: (first(b),),
            {"silent"}),
    "D22": ("vehicle_gate", {"checks": frozenset({"helmet", "vehicle_check"})},
            lambda w, f: slow.check_vehicle_gate(w.rows),
            lambda b: (b["worker_id"], b["day_s"], b["what"]), {"unchecked", "failed"}),
}


def first(breach: Mapping[str, Any]) -> int:
    """The first event of a breach."""
    return min(number for number in breach["event_ids"] if number is not None)


def last(breach: Mapping[str, Any]) -> int:
    """The last event of a breach: the push or answer, where what it breaks came before."""
    return max(number for number in breach["event_ids"] if number is not None)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, list[RestWorld]]:
    """Many random worlds in one run, and its records opened for audit."""
    worlds = make_worlds(WORLDS)
    records = open_records(write_worlds(list(worlds), tmp_path_factory.mktemp("worlds")))
    return Case(records, Spells(records, [WORK]), (WORK, STOP, PAUSE)), worlds


def test_every_type_of_this_page_has_a_twin() -> None:
    """Twenty types of rest and dispatch."""
    assert len({kind for kind, *_ in PLAN.values()}) == 20


@pytest.mark.parametrize("name", list(PLAN))
def test_the_check_finds_what_its_twin_finds(town: tuple[Case, list[RestWorld]], name: str) -> None:
    """Breach by breach: ground, worker or order, and the event, moment or number."""
    case, worlds = town
    kind, params, twin, tell, grounds = PLAN[name]
    clause = make_clause(kind, **params)
    rows = case.records.rows(CHECKS[kind](clause, case).breaches)
    told = {row["event_id"]: row for world in worlds for row in world.rows}
    for row in rows:
        row["day_s"] = slow.midnight_of(told[last(row)]["at_s"])
        row["push_id"] = next((number for number in row["event_ids"] if number and told[number]["kind"] == "pushed"),
                              None)
    found = sorted((row["ground"], *tell(row)) for row in rows)
    wanted = sorted(one for world in worlds for one in twin(world, case.records.first_s))

    assert found == wanted
    assert {row["ground"] for row in rows} == grounds
