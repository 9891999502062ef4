"""On random logs every check returns the same breaches as its slow twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_worlds import World, write_worlds
from tests.oracles import checks as slow

from nuantu.agreement.clause import FAR_M, Clause
from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records

WORLDS = 120
BANDS = ((1000, 0), (2500, 150), (FAR_M, 300))
COMPONENTS = frozenset({"base", "distance", "weather"})
Rows = list[dict[str, Any]]
Twin = Callable[[World, slow.Clock], slow.Found]


def take(row: Mapping[str, Any], *names: str) -> tuple[Any, ...]:
    """The parts of a breach that a twin tells as well; ``first`` and ``last`` are its first and last event or line."""
    ids = sorted(number for number in row["event_ids"] or [] if number is not None)
    parts = {"first": ids[0] if ids else None, "last": ids[-1] if ids else None, **row,
             "line": (row["line_ids"] or [None])[0]}
    return tuple(parts[name] for name in ("ground", *names) if parts[name] is not None)


#: Clauses by name of the case: type, parameters, the twin, and what of a breach is compared, by ground.
PLAN: dict[str, tuple[str, dict[str, Any], Twin, dict[str, tuple[str, ...]]]] = {
    "R01": ("worktime_definition", {}, lambda w, c: slow.check_worktime_definition(w.rows, c),
            {"shown": ("worker_id", "first")}),
    "R02": ("fatigue_reminder", {"first": 600, "every": 300, "tolerance": 60},
            lambda w, c: slow.check_fatigue_reminder(w.rows, c, 600, 300, 60),
            {"unmet": ("worker_id", "target_s", "due_at_s")}),
    "R03": ("daily_stop", {"stop_after": 1500, "tolerance": 60, "reset": "calendar_day"},
            lambda w, c: slow.check_daily_stop(w.rows, c, 1500, 60, rolling=False),
            {"late": ("worker_id", "first"), "untold": ("worker_id", "due_at_s")}),
    "R03 rolling": ("daily_stop", {"stop_after": 1500, "reset": "rolling_24h"},
                    lambda w, c: slow.check_daily_stop(w.rows, c, 1500, 0, rolling=True),
                    {"late": ("worker_id", "first"), "untold": ("worker_id", "due_at_s")}),
    "R04": ("continuous_pause", {"after": 1200, "pause": 600, "gap": 900},
            lambda w, c: slow.check_continuous_pause(w.rows, w.workers, 1200, 600, 900),
            {"pushed": ("worker_id", "first"), "untold": ("worker_id", "done_s")}),
    "R05": ("soft_cap_confirm", {"after": 900}, lambda w, c: slow.check_soft_cap_confirm(w.rows, c, 900, None),
            {"unasked": ("worker_id", "first")}),
    "R05 extra": ("soft_cap_confirm", {"after": 900, "extra": 600},
                  lambda w, c: slow.check_soft_cap_confirm(w.rows, c, 900, 600),
                  {"unasked": ("worker_id", "first"), "beyond": ("worker_id", "first")}),
    "D07": ("concurrency_cap", {"cap": 4, "cap_new": 2, "new_days": 30, "cap_alert": 1, "alert_level": "yellow"},
            lambda w, c: slow.check_concurrency_cap(w.rows, 4, 2, 30, 1, "yellow"),
            {"over": ("worker_id", "order_id", "in_hand", "cap")}),
    "D02": ("eta_speed_basis", {"speed": 15_000}, lambda w, c: slow.check_eta_speed_basis(w.rows, 15_000),
            {"short": ("order_id", "first"), "tight": ("order_id", "first")}),
    "D04": ("eta_extension", {"causes": frozenset({"merchant", "weather", "gate"}), "grace": 60, "cascade": True,
                              "added": {"merchant": "actual", "weather": 300, "gate": 120}},
            lambda w, c: slow.check_eta_extension(w.rows, 300, 120, 60, cascade=True),
            {"short": ("worker_id", "order_id", "cause", "due_s", "given_s")}),
    "D04 alone": ("eta_extension", {"causes": frozenset({"merchant", "weather", "gate"}), "cascade": False,
                                    "added": {"merchant": "actual", "weather": 300, "gate": 120}},
                  lambda w, c: slow.check_eta_extension(w.rows, 300, 120, 0, cascade=False),
                  {"short": ("worker_id", "order_id", "cause", "due_s", "given_s")}),
    "D04 gate": ("eta_extension", {"causes": frozenset({"gate"}), "added": {"gate": "actual"}},
                 lambda w, c: [one for one in slow.check_eta_extension(w.rows, 0, None, 0, cascade=False)
                               if one[3] == "gate"],
                 {"short": ("worker_id", "order_id", "cause", "due_s", "given_s")}),
    "D11": ("refusal_right", {"free": 1, "reasons_always_free": frozenset({"vehicle"})},
            lambda w, c: slow.check_refusal_right(w.rows, 1, {"vehicle"}),
            {"scored": ("worker_id", "first", "last")}),
    "D18": ("fatigue_hard_gate", {"scope": frozenset({"daily_stop"})},
            lambda w, c: slow.check_fatigue_hard_gate(w.rows),
            {"passed": ("worker_id", "first"), "sent": ("worker_id", "first")}),
    "P21": ("weekday_distance_band", {"base": 500, "bands": BANDS},
            lambda w, c: sorted(
                slow.check_orders(w.rows, w.ledger, "P21", "worker_pay", "base",
                                  dict.fromkeys(slow.price_distances(w.rows, BANDS), 500))
                + slow.check_orders(w.rows, w.ledger, "P21", "worker_pay", "distance",
                                    slow.price_distances(w.rows, BANDS))),
            dict.fromkeys(("short", "wrong"), ("worker_id", "order_id", "component"))),
    "P07": ("special_weather_subsidy", {"amount": 150, "level": "yellow", "at": "accepted"},
            lambda w, c: slow.check_orders(w.rows, w.ledger, "P07", "worker_pay", "weather",
                                           slow.price_weather(w.rows, 150, "yellow", "accepted")),
            dict.fromkeys(("short", "wrong"), ("worker_id", "order_id", "component"))),
    "P07 delivered": ("special_weather_subsidy", {"amount": 150, "level": "blue", "at": "delivered"},
                      lambda w, c: slow.check_orders(w.rows, w.ledger, "P07", "worker_pay", "weather",
                                                     slow.price_weather(w.rows, 150, "blue", "delivered")),
                      dict.fromkeys(("short", "wrong"), ("worker_id", "order_id", "component"))),
    "C01": ("injury_premium", {"amount": 7},
            lambda w, c: slow.check_orders(w.rows, w.ledger, "C01", "injury_premium", "premium",
                                           dict.fromkeys((row["order_id"] for row in w.rows), 7)),
            dict.fromkeys(("short", "wrong"), ("worker_id", "order_id", "component"))),
    **{f"P01 {base}": ("hourly_floor", {"floor": 2770, "base": base, "rounding": "half_up"},
                       lambda w, c, base=base: slow.check_hourly_floor(w.rows, w.ledger, "P01", c, 2770, base),
                       dict.fromkeys(("short", "wrong"), ("worker_id", "due_minor", "own_minor")))
       for base in ("worktime", "engaged", "online")},
    "P05": ("price_components", {}, lambda w, c: slow.check_price_components(w.rows, w.ledger, COMPONENTS),
            {"unlike": ("worker_id", "order_id", "component", "shown_minor", "paid_minor")}),
    "P11": ("no_late_deduction", {},
            lambda w, c: slow.check_no_late_deduction(w.rows, w.ledger, {"late", "bad_review"}),
            dict.fromkeys(("reason", "late", "nameless"), ("line",))),
}


@pytest.fixture(scope="module", params=[(0, None), (100, 300)], ids=["plain", "allowance and rests"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, list[World]]:
    """Many random worlds in one run, and its records opened for audit."""
    allowance_pm, exclude_s = request.param
    worlds = [World(number, allowance_pm, exclude_s) for number in range(WORLDS)]
    records = open_records(write_worlds(worlds, tmp_path_factory.mktemp("worlds")))
    definition = make_clause("worktime_definition", allowance_pm=allowance_pm, exclude_rest=exclude_s)
    return Case(records, Spells(records, [definition]), (definition,)), worlds


def choose(name: str, case: Case) -> Clause:
    """The clause of a case; the definition of working time is the one in force."""
    kind, params, _, _ = PLAN[name]
    return case.clauses[0] if kind == "worktime_definition" else make_clause(kind, **params)


def test_every_check_has_a_twin() -> None:
    """No check stands without a slow reading beside it, here or in a neighbouring file."""
    plans = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_slow_twins*.py"))
    assert [kind for kind in CHECKS if f'"{kind}"' not in plans] == []


@pytest.mark.parametrize("name", list(PLAN))
def test_the_check_finds_what_its_twin_finds(town: tuple[Case, list[World]], name: str) -> None:
    """Breach by breach: ground, worker, order, and the moment or amount."""
    case, worlds = town
    kind, _, twin, compared = PLAN[name]
    clause = choose(name, case)
    case = Case(case.records, case.spells, (case.clauses[0], clause))
    definition = case.clauses[0]
    rows = case.records.rows(CHECKS[kind](clause, case).breaches)
    found = sorted(take(row, *compared[row["ground"]]) for row in rows)
    wanted: slow.Found = []
    for world in worlds:
        clock = slow.Clock(world.rows, definition.int_param("allowance_pm"), definition.optional_int("exclude_rest"))
        wanted += twin(world, clock)
    assert found == sorted(wanted)
    assert {row["ground"] for row in rows} == set(compared)
