"""Workers: draws depend on the seed and on whom they concern, on nothing else, and come out at the stated rates."""

from __future__ import annotations

import numpy as np

from nuantu.replay.workers import (
    ANSWER_LEAST_S,
    ANSWER_MOST_S,
    BREAK_SHIFT_LEAST_S,
    CONFIRM_SHARE,
    OVERRIDE_SHARE,
    Offer,
    Workers,
    draw,
    weigh_offer,
)

PLAIN = Offer(approach_m=600.0, ride_m=1800.0, floor=3, weight_g=900, gate_s=0, alert_level=0)


def test_draws_are_even_and_differ_by_seed_question_worker_and_order() -> None:
    """Ten thousand draws fill the tenths evenly, and no two of a handful are equal."""
    draws = np.array([draw(1, "refuse", worker, order) for worker in range(100) for order in range(100)])
    few = [draw(1, "refuse", 2, 3), draw(2, "refuse", 2, 3), draw(1, "answer", 2, 3), draw(1, "refuse", 3, 2),
           draw(1, "refuse", 2, 4)]

    assert np.abs(np.histogram(draws, 10, (0, 1))[0] - 1000).max() < 130
    assert len(set(few)) == 5
    assert draw(1, "refuse", 2, 3) == few[0]


def test_answers_take_between_three_and_twenty_four_seconds() -> None:
    """Every whole second in between occurs."""
    people = Workers(7)

    seconds = {people.answer_after_s(worker, order) for worker in range(60) for order in range(20)}

    assert seconds == set(range(ANSWER_LEAST_S, ANSWER_MOST_S + 1))


def test_an_offer_that_weighs_more_turns_more_of_the_same_draws_into_refusals() -> None:
    """Whoever refuses the plain order refuses the far one too: the draw belongs to the pair."""
    people = Workers(7)
    far = Offer(approach_m=4000.0, ride_m=5000.0, floor=20, weight_g=12_000, gate_s=300, alert_level=3)
    pairs = [(worker, order) for worker in range(50) for order in range(40)]

    plain = {pair for pair in pairs if people.refusal(*pair, "crowd", PLAIN)}
    heavy = {pair for pair in pairs if people.refusal(*pair, "crowd", far)}

    assert plain < heavy
    assert 0.07 < len(plain) / len(pairs) < 0.16


def test_reasons_occur_in_proportion_to_what_they_weigh() -> None:
    """Over ten thousand pairs each reason's share is its weight; what weighs nothing is no reason."""
    offer = Offer(approach_m=2000.0, ride_m=1800.0, floor=20, weight_g=9_000, gate_s=0, alert_level=4)
    people = Workers(3)
    reasons = [people.refusal(w, o, "crowd", offer) for w in range(100) for o in range(100)]

    weights = weigh_offer("crowd", offer)
    shares = {reason: reasons.count(reason) / len(reasons) for reason in weights}
    assert weights["gate"] == shares["gate"] == 0
    assert all(abs(shares[reason] - weight) < 0.012 for reason, weight in weights.items())


def test_dedicated_riders_refuse_less_than_the_crowd() -> None:
    """The same offer weighs less with them."""
    assert sum(weigh_offer("dedicated", PLAIN).values()) < sum(weigh_offer("crowd", PLAIN).values())


def test_breaks_lie_in_the_middle_of_long_shifts_only() -> None:
    """Between a third and two thirds of the shift, a quarter of an hour to thirty-five minutes long."""
    people = Workers(5)
    length = 8 * 3600

    assert people.plan_break(1, 1, 0, BREAK_SHIFT_LEAST_S - 1) is None
    for number in range(200):
        planned = people.plan_break(number, number, 0, length)
        assert planned is not None
        assert 0.35 * length <= planned[0] <= 0.65 * length
        assert 900 <= planned[1] <= 2100


def test_most_go_on_when_asked_and_few_chiefs_try_to_get_around_a_rule() -> None:
    """Over a thousand workers the shares are the stated ones."""
    people = Workers(11)

    going = np.mean([people.goes_on(worker, 739_000) for worker in range(1000)])
    trying = np.mean([people.override_after_s(worker, 0) is not None for worker in range(1000)])

    assert abs(going - CONFIRM_SHARE) < 0.04
    assert abs(trying - OVERRIDE_SHARE) < 0.04
