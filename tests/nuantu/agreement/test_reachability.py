"""Proofs over clauses alone: paths from score to money are found by name, and tiers beyond the rules on rest."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause

from nuantu.agreement.clause import Clause, Selector
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.reachability import (
    READERS,
    find_score_paths,
    limit_work,
    list_steps,
    weigh_tiers,
    write_path,
)

CAR = Selector(vehicle=frozenset({"car"}))


def score(*rewards: str) -> Clause:
    """Rules of a score that bring this."""
    return build_clause("score_rules", "SCORE", start=70, late=((1, 1),), most=2, rewards=frozenset(rewards))


def bonus(*requires: str, clause_id: str = "BONUS", selector: Selector | None = None, **tables: object) -> Clause:
    """A bonus that asks for this besides its tiers."""
    return build_clause("incentive_guardrail", clause_id, selector=selector, requires=frozenset(requires),
                        **{"period": "day", **tables})


def safety(basis: str, *redeem: str) -> Clause:
    """Points of safety on this basis, to be redeemed for these things."""
    return build_clause("safety_reward", "SAFE", points=5, per=1000, basis=frozenset({basis}),
                        redeem=dict.fromkeys(redeem, 30) or None)


def tell(*clauses: Clause) -> list[str]:
    """Every path from score to money, as it is said."""
    return [write_path(path) for path in find_score_paths(clauses)]


@pytest.mark.parametrize(("clauses", "paths"), [
    ([score("cash")], ["score -> money (SCORE)"]),
    ([score("privilege"), bonus("privilege")], ["score -> privilege (SCORE) -> money (BONUS)"]),
    ([bonus("score")], ["score -> money (BONUS)"]),
    ([score("priority", "privilege"), bonus("priority"), bonus("privilege", clause_id="OTHER")],
     ["score -> priority (SCORE) -> money (BONUS)", "score -> privilege (SCORE) -> money (OTHER)"]),
    ([safety("score", "cash")], ["score -> safety_points (SAFE) -> money (SAFE)"]),
    ([safety("score", "priority"), bonus("priority")],
     ["score -> safety_points (SAFE) -> priority (SAFE) -> money (BONUS)"]),
    ([build_clause("deduction_whitelist", "LIST", reasons=frozenset({"damage", "score"}))], ["score -> money (LIST)"]),
])
def test_a_path_from_score_to_money_is_found_by_name(clauses: list[Clause], paths: list[str]) -> None:
    """Over one clause, two or three; each with the clause that makes each step."""
    assert tell(*clauses) == paths


@pytest.mark.parametrize("clauses", [
    [],
    [score("priority", "training", "gift", "exemption_card")],
    [score("privilege"), bonus("attendance", "completion")],
    [score(), bonus("priority")],
    [safety("safe_distance", "cash")],
    [build_clause("deduction_whitelist", "LIST", reasons=frozenset({"damage", "late"}))],
])
def test_where_no_clause_joins_them_there_is_no_path(clauses: list[Clause]) -> None:
    """A score may bring what no bonus asks for, and a bonus may ask for what no score brings."""
    assert tell(*clauses) == []


def test_a_circle_of_rewards_ends() -> None:
    """Points that bring points that bring nothing new are walked once."""
    circle = build_clause("score_rules", "CIRCLE", start=70, late=((1, 1),), most=2, rewards=frozenset({"priority"}))
    assert tell(circle, score("priority"), bonus("priority")) == [
        "score -> priority (CIRCLE) -> money (BONUS)", "score -> priority (SCORE) -> money (BONUS)"]


def test_words_of_any_paying_type_count_as_conditions() -> None:
    """Of a type that nobody reads in particular, a word that a score can bring is a condition of its money."""
    strange = build_clause("special_weather_subsidy", "RAIN", amount=150, level="yellow", at="accepted",
                           kinds=frozenset({"rain", "privilege"}))
    assert tell(score("privilege"), strange) == ["score -> privilege (SCORE) -> money (RAIN)"]
    assert list_steps(build_clause("no_late_deduction", reasons=frozenset({"late"}))) == ()


def test_every_type_that_is_read_exists() -> None:
    """A reader of a type that was renamed would prove nothing."""
    assert set(READERS) <= set(CLAUSE_TYPES)


STOP = build_clause("daily_stop", "STOP", stop_after=12 * 3600, reset="calendar_day")
ASK = build_clause("soft_cap_confirm", "ASK", after=8 * 3600)
WEEK = build_clause("weekly_rest", "WEEK", rest_days=1, window=28)


def weigh(one: Clause, *rules: Clause) -> list[tuple[str, int, int, int | None, bool]]:
    """Tiers as (table, begins, needs, allows, beyond)."""
    return [(tier.table, tier.begins, tier.needs, tier.allows, tier.beyond) for tier in weigh_tiers(one, rules)]


def test_the_least_rule_on_a_day_limits_its_tiers() -> None:
    """Twelve hours alone, eight with a confirmation; exactly the limit is within reach."""
    day = bonus(hours=((8 * 3600, 1), (8 * 3600 + 1, 2)))
    assert weigh(day, STOP) == [("hours", 28_800, 28_800, 43_200, False), ("hours", 28_801, 28_801, 43_200, False)]
    assert [row[-1] for row in weigh(day, STOP, ASK)] == [False, True]


def test_orders_become_time_by_the_pace_and_weeks_have_six_days() -> None:
    """289 orders at four an hour take 72 h 15 min; a week of six days of twelve hours holds 72 h."""
    week = bonus(period="week", orders=((288, 1), (289, 2)), pace=4)
    assert weigh(week, STOP, WEEK) == [("orders", 288, 259_200, 259_200, False),
                                       ("orders", 289, 260_100, 259_200, True)]
    assert [row[-1] for row in weigh(week, STOP)] == [False, False]


def test_a_month_of_thirty_days_leaves_twenty_five() -> None:
    """Where one day in seven is free; without such a rule nothing is known of days."""
    month = bonus(period="month", days=((25, 1), (26, 2)))
    assert weigh(month, WEEK) == [("days", 25, 25, 25, False), ("days", 26, 26, 25, True)]
    assert [row[3] for row in weigh(month, STOP)] == [None, None]


def test_only_rules_for_everybody_or_for_the_same_workers_count() -> None:
    """A rule for drivers does not limit a bonus of riders; what is only aimed at limits nobody."""
    drivers = build_clause("daily_stop", "CARS", selector=CAR, stop_after=3600, reset="calendar_day")
    aimed = build_clause("daily_stop", "AIM", strength="aim", stop_after=3600, reset="calendar_day")
    day = bonus(hours=((7200, 1),))
    assert limit_work(day, [drivers, aimed]).day_s is None
    assert limit_work(bonus(selector=CAR, hours=((7200, 1),)), [drivers, STOP]).day_s == 3600
    assert limit_work(day, [drivers, STOP]).day_rule == "STOP"
