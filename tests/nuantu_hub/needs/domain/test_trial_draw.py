"""The draw of testers: even, seeded, the same each time."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from nuantu_hub.needs.domain.trial_draw import draw_trial, find_stand_in, list_spread, measure_uneven


def make_told(count: int = 18, places: int = 12, turns: int = 2, samples: str = "ABC") -> dict[str, Any]:
    return {"places": places, "turns": turns, "samples": {one: {"sizes": [], "vehicles": []} for one in samples},
            "testers": {f"T{n:02d}": {"company": "甲乙丙"[n % 3], "vehicle": ("ebike", "moto")[n % 2],
                                      "size": ("短", "长")[n // 2 % 2], "sex": "open"} for n in range(count)}}


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_each_sample_is_tried_equally_often_and_at_each_place(seed: str) -> None:
    drawn = draw_trial(make_told(), seed)
    assert Counter(letter for given in drawn.turns.values() for letter in given) == {"A": 8, "B": 8, "C": 8}
    assert Counter(given[0] for given in drawn.turns.values()) == {"A": 4, "B": 4, "C": 4}
    assert drawn.uneven == 0


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_companies_are_spread_over_testers_and_samples(seed: str) -> None:
    told = make_told()
    drawn = draw_trial(told, seed)
    assert Counter(told["testers"][code]["company"] for code in drawn.chosen) == {"甲": 4, "乙": 4, "丙": 4}
    lines = [line for line in list_spread(told["testers"], drawn.turns) if line.of == "company"]
    assert all(max(line.counts.values()) - min(line.counts.values()) <= 1 for line in lines)


def test_the_same_seed_draws_the_same_and_another_one_something_else() -> None:
    told = make_told()
    assert draw_trial(told, "a") == draw_trial(told, "a")
    assert draw_trial(told, "a") != draw_trial(told, "b")


def test_the_order_in_which_volunteers_are_told_does_not_matter() -> None:
    told = make_told()
    turned = told | {"testers": dict(reversed(told["testers"].items()))}
    assert draw_trial(told, "a") == draw_trial(turned, "a")


def test_nobody_gets_a_sample_that_is_not_made_for_them() -> None:
    told = make_told(turns=2)
    told["samples"]["A"] = {"sizes": ["短"], "vehicles": ["ebike"]}
    drawn = draw_trial(told, "a")
    wrong = [code for code, given in drawn.turns.items() if "A" in given and (
        told["testers"][code]["size"], told["testers"][code]["vehicle"]) != ("短", "ebike")]
    assert wrong == []


def test_a_company_with_few_volunteers_is_not_crowded_out() -> None:
    told = make_told(count=30)
    for number, one in enumerate(told["testers"].values()):
        one["company"] = "小站" if number < 2 else "大平台"
    drawn = draw_trial(told, "a")
    assert {"T00", "T01"} <= set(drawn.chosen)


def test_more_turns_than_samples_are_as_many_as_there_are_samples() -> None:
    assert {len(given) for given in draw_trial(make_told(turns=4, samples="AB"), "a").turns.values()} == {2}


def test_whoever_takes_over_is_most_like_whoever_left() -> None:
    testers = make_told()["testers"]
    assert find_stand_in(testers, "T00", ["T01", "T12", "T03"], "a") == "T12"
    assert find_stand_in(testers, "T00", [], "a") is None


def test_one_more_than_another_cannot_be_helped_and_two_more_are_uneven() -> None:
    assert measure_uneven({("all", "", "A"): 2, ("all", "", "B"): 1}, "AB") == 0
    assert measure_uneven({("all", "", "A"): 3}, "AB") == 2
