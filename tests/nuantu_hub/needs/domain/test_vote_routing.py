"""Statements come in a seeded order that anybody can draw again, those that tell most sooner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.talk_cast import WORDS, enrol, fill_talk, open_talk

from nuantu_hub.needs.domain.opinion_votes import cast_opinions, find_voter
from nuantu_hub.needs.domain.vote_routing import (
    FRESH,
    draw_share,
    list_next,
    order_statements,
    read_weights,
    take_round,
    take_rounds,
    weigh,
)
from nuantu_hub.needs.models import RoutingRound
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now

EVEN, CLEAR, PASSED, NEW = weigh(30, 30, 0), weigh(60, 0, 0), weigh(10, 10, 40), weigh(0, 0, 0)


def test_divided_statements_weigh_more_than_clear_ones_and_passed_ones_least() -> None:
    assert (EVEN, CLEAR, PASSED, NEW) == (1.3207, 0.3993, 0.5143, 1.625)
    assert NEW > EVEN > PASSED > CLEAR


def test_the_order_follows_from_seed_number_and_weights_alone() -> None:
    weights = dict.fromkeys(range(20), 1.0)
    first = order_statements(5, 77, range(20), weights)
    assert first == order_statements(5, 77, reversed(range(20)), weights)
    assert first != order_statements(6, 77, range(20), weights)
    assert first != order_statements(5, 78, range(20), weights)
    assert sorted(first) == list(range(20))
    assert draw_share(5, 77, 3) == draw_share(5, 77, 3)


def test_over_many_people_places_follow_the_weights() -> None:
    """With weights 3 to 1 a statement comes first three times of four."""
    firsts = [order_statements(1, voter, (0, 1), {0: 3.0, 1: 1.0})[0] for voter in range(4_000)]
    assert firsts.count(0) / 4_000 == pytest.approx(0.75, abs=0.02)


def test_what_no_round_knows_weighs_as_new() -> None:
    assert order_statements(1, 9, (0, 1, 2), {}) == order_statements(1, 9, (0, 1, 2), dict.fromkeys(range(3), FRESH))


@pytest.mark.django_db
def test_a_participants_next_statements_can_be_drawn_again_from_what_is_published(district: Unit) -> None:
    one, people = open_talk(district), enrol(12)
    fill_talk(one, people)
    assert take_rounds() == 1
    newcomer = enrol(1, first=500)[0]
    cast_opinions(account=newcomer, deliberation=one, choices={4: 1})
    voter = find_voter(newcomer, one)
    assert voter is not None
    left = [number for number in range(len(WORDS)) if number != 4]
    drawn = order_statements(one.seed, voter.number, left, read_weights(RoutingRound.objects.get()))
    assert [statement.number for statement in list_next(newcomer, one)] == drawn


@pytest.mark.django_db
def test_a_round_needs_ten_more_people_and_ten_minutes(district: Unit) -> None:
    """What lies between two published counts is never one person's."""
    one = open_talk(district)
    fill_talk(one, enrol(9))
    assert take_round(one) is None
    fill_talk(one, enrol(2, first=100))
    first = take_round(one)
    assert first is not None
    assert (first.number, first.voters, first.votes) == (1, 11, sum(sum(row[:3]) for row in first.weights.values()))
    fill_talk(one, enrol(10, first=200))
    assert take_round(one) is None
    RoutingRound.objects.update(at=now() - timedelta(minutes=11))
    second = take_round(one)
    assert second is not None
    assert (second.number, second.voters) == (2, 21)
