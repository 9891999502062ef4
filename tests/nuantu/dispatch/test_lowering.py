"""Lowering: side by side clauses hold side by side, numbers come out strictest, and what cannot be lowered is named."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from tests.nuantu.clause_builder import build_clause

from nuantu.agreement.clause import Clause, Selector
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.core.errors import AgreementError
from nuantu.core.tables import find_table
from nuantu.dispatch.binds import BINDS
from nuantu.dispatch.lowering import lower
from nuantu.dispatch.problem import NEVER_S
from nuantu.dispatch.rules import Rules

ROWS = [
    {"worker_id": "new", "worker_class": "crowd", "vehicle": "ebike", "tenure_days": 12, "place_code": "110105"},
    {"worker_id": "old", "worker_class": "dedicated", "vehicle": "ebike", "tenure_days": 900, "place_code": "320500"},
    {"worker_id": "nameless", "worker_class": "crowd", "vehicle": "unknown", "tenure_days": None, "place_code": None},
]
WORKERS = pa.Table.from_pylist(ROWS, schema=find_table("day", "workers").to_arrow())


def lower_all(*clauses: Clause) -> Rules:
    """Clauses lowered for the three workers."""
    return lower(clauses, WORKERS, "Asia/Shanghai", date(2026, 11, 20))


def worktime(**changes: object) -> Clause:
    """A definition of working time."""
    return build_clause("worktime_definition", **{"base": "engaged", "allowance_pm": 0, **changes})


def test_an_empty_book_binds_nobody() -> None:
    """No clause, no rule, and nobody is capped."""
    rules = lower_all()

    assert rules == Rules(3, ())
    assert rules.caps_at(4)[1].tolist() == [-1, -1, -1]


def test_clauses_of_settlement_and_mere_aims_bind_nothing() -> None:
    """A premium is for settlement, and what a platform only aims at forbids nothing."""
    rules = lower_all(build_clause("injury_premium", amount=7),
                      build_clause("continuous_pause", strength="aim", after=10, pause=10, gap=10))

    assert rules == Rules(3, ())


def test_of_two_caps_the_lower_holds_for_each_worker_and_is_named() -> None:
    """A cap of five for all and of three for crowd workers; under orange four for all."""
    rules = lower_all(
        build_clause("concurrency_cap", "all", cap=5, cap_alert=4, alert_level="orange"),
        build_clause("concurrency_cap", "crowd", cap=3, selector=Selector(worker_class=frozenset({"crowd"}))))

    caps, clauses = rules.caps_at(0)
    under_orange, _ = rules.caps_at(3)
    assert caps.tolist() == [3, 5, 3]
    assert [rules.clause_ids[index] for index in clauses] == ["crowd", "all", "crowd"]
    assert under_orange.tolist() == [3, 4, 3]


def test_of_two_definitions_the_larger_allowance_and_the_fewest_rests_left_out_hold() -> None:
    """10 % and 20 minutes for all, 5 % and no rest left out for those in Beijing."""
    rules = lower_all(worktime(allowance_pm=100, exclude_rest=1200),
                      build_clause("worktime_definition", "bj", base="engaged", allowance_pm=50,
                                   selector=Selector(place_code=("11",))))

    assert rules.worktime is not None
    assert rules.worktime.allowance_pm.tolist() == [100, 100, 100]
    assert rules.worktime.exclude_rest_s.tolist() == [int(NEVER_S), 1200, 1200]


def test_two_reminders_stay_two_rules_each_with_its_workers() -> None:
    """Nothing is merged that two clauses say of different workers."""
    rules = lower_all(worktime(), build_clause("fatigue_reminder", "a", first=100, every=60),
                      build_clause("fatigue_reminder", "b", first=50, every=60,
                                   selector=Selector(tenure_days_max=30)))

    assert [(rule.clause_id, rule.covers.tolist(), rule.first_s) for rule in rules.reminders] == [
        ("a", [True, True, True], 100), ("b", [True, False, False], 50)]


@pytest.mark.parametrize(("name", "params"), [
    ("fatigue_reminder", {"first": 100, "every": 60}),
    ("daily_stop", {"stop_after": 100, "reset": "calendar_day"}),
    ("soft_cap_confirm", {"after": 100}),
])
def test_what_counts_working_time_is_refused_without_a_definition(name: str, params: dict[str, object]) -> None:
    """The refusal names the clause, its type and a worker whom no definition covers."""
    here = Selector(place_code=("11",))

    with pytest.raises(AgreementError, match=rf"clause X \({name}\) counts working time.*worker old"):
        lower_all(build_clause("worktime_definition", base="engaged", allowance_pm=0, selector=here),
                  build_clause(name, "X", **params))


def test_a_wrong_kind_of_parameter_is_refused_with_the_clause() -> None:
    """Text where seconds belong is our reader's bug or a hand-made book's; it is named, not guessed."""
    with pytest.raises(AgreementError, match=r"clause X \(continuous_pause\) cannot be applied on 2026-11-20"):
        lower_all(build_clause("continuous_pause", "X", after="long", pause=1, gap=1))


def test_the_lowest_speed_serves_every_promise() -> None:
    """A promise is given before its rider is known, so the lowest agreed speed counts for all."""
    rules = lower_all(build_clause("eta_speed_basis", "a", speed=23_000),
                      build_clause("eta_speed_basis", "b", speed=15_000))

    speed = rules.eta_speed()
    assert speed is not None
    assert (speed.clause_id, speed.speed_m_per_h) == ("b", 15_000)


def test_every_bind_stands_in_the_visible_table_under_its_type() -> None:
    """Exactly the types whose text promises it bind dispatch or access."""
    assert sorted(BINDS) == sorted(name for name, kind in CLAUSE_TYPES.items() if "bind" in kind.hooks)
    assert np.all([callable(bind) for bind in BINDS.values()])
