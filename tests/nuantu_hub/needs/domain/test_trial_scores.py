"""The figures of a trial: how sure they are, and that they are the same for whoever works them out."""

from __future__ import annotations

import random
from itertools import product

import pytest

from nuantu_hub.needs.domain.trial_scores import DRAWINGS, Score, digest_scores, weigh_scores

WEIGHTS = {"warmth": 60, "wheels": 40}


def give(pairs: dict[str, int], testers: int = 12, noise: int = 0, seed: int = 1) -> list[Score]:
    """Scores of a few testers around what each sample is worth."""
    chance = random.Random(seed)
    return [Score(f"P{tester:02d}", letter, key, min(5, max(1, worth + chance.randint(-noise, noise))))
            for tester, (letter, worth), key in product(range(testers), pairs.items(), WEIGHTS)]


def test_two_runs_give_the_same_and_order_does_not_matter() -> None:
    scores = give({"A": 3, "B": 4}, noise=1)
    assert weigh_scores(scores, WEIGHTS, "AB", "s") == weigh_scores(scores[::-1], WEIGHTS, "AB", "s")


def test_another_seed_moves_the_range_and_not_the_estimate() -> None:
    scores = give({"A": 3, "B": 4}, noise=1)
    one, other = (weigh_scores(scores, WEIGHTS, "AB", seed) for seed in "st")
    assert [row.total.middle for row in one] == [row.total.middle for row in other]
    assert [row.total for row in one] != [row.total for row in other]


def test_a_clear_best_is_surely_first_and_equals_are_not_told_apart() -> None:
    best = weigh_scores(give({"A": 2, "B": 5}), WEIGHTS, "AB", "s")
    assert [(row.letter, row.first) for row in best] == [("B", 1.0), ("A", 0.0)]
    same = weigh_scores(give({"A": 3, "B": 3}), WEIGHTS, "AB", "s")
    assert [row.first for row in same] == [0.5, 0.5]


def test_few_testers_leave_a_wide_range_and_many_a_narrow_one() -> None:
    spans = []
    for testers in (4, 12, 60):
        first = weigh_scores(give({"A": 3, "B": 3}, testers, 2), WEIGHTS, "AB", "s")[0]
        spans.append(first.total.high - first.total.low)
    assert spans[0] > 1.3 * spans[1] > 1.3 * spans[2]


def test_the_estimate_of_a_sample_that_two_tried_stays_near_the_middle() -> None:
    scores = give({"A": 3}) + give({"B": 5}, testers=2)
    by_letter = {row.letter: row for row in weigh_scores(scores, WEIGHTS, "AB", "s")}
    assert by_letter["B"].criteria["warmth"].plain == 5.0
    assert by_letter["B"].criteria["warmth"].middle < 4.5


def test_the_arithmetic_is_the_one_that_is_written_down() -> None:
    """Two testers, one criterion: means 4 and 2, middle 3, drawn together by two further testers."""
    scores = [Score("P1", "A", "warmth", 4), Score("P2", "A", "warmth", 4), Score("P1", "B", "warmth", 2),
              Score("P2", "B", "warmth", 2)]
    rows = weigh_scores(scores, {"warmth": 100}, "AB", "s")
    assert [(row.letter, row.total.middle) for row in rows] == [("A", 62.5), ("B", 37.5)]


def test_nearly_nine_of_ten_ranges_hold_the_truth() -> None:
    """Drawn from a known mean of 3.5, the ranges of 200 samples hold it in about nine of ten cases, for few testers."""
    held = 0
    for trial in range(100):
        chance = random.Random(trial)
        scores = [Score(f"P{n:02d}", letter, "warmth", chance.choice((2, 3, 4, 5))) for n in range(12)
                  for letter in "AB"]
        held += sum(row.criteria["warmth"].low <= 3.5 <= row.criteria["warmth"].high
                    for row in weigh_scores(scores, {"warmth": 100}, "AB", str(trial)))
    assert 0.85 <= held / 200 <= 0.97


def test_a_sample_that_is_out_counts_nowhere() -> None:
    scores = give({"A": 3, "B": 4, "C": 5})
    assert weigh_scores(scores, WEIGHTS, "AB", "s") == weigh_scores(
        [one for one in scores if one.sample != "C"], WEIGHTS, "AB", "s")


def test_nothing_told_is_the_middle_and_no_best() -> None:
    rows = weigh_scores([], WEIGHTS, "AB", "s")
    assert [(row.total.middle, row.total.count, row.first) for row in rows] == [(50.0, 0, 0.5), (50.0, 0, 0.5)]


@pytest.mark.parametrize("change", [{"letters": "A"}, {"weights": {"warmth": 100}}, {"scores": []}])
def test_the_digest_covers_everything_that_goes_in(change: dict[str, object]) -> None:
    told: dict[str, object] = {"scores": give({"A": 3, "B": 4}), "weights": WEIGHTS, "letters": "AB"}
    assert digest_scores(**told) != digest_scores(**(told | change))  # type: ignore[arg-type]


def test_drawings_are_many_enough_to_tell_one_percent() -> None:
    assert DRAWINGS >= 1_000
