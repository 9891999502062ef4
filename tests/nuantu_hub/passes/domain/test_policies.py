"""Policies: proposed by a side, agreed to by all four, one in force at each moment, never changed afterwards."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.compound_cast import TERMS, put_policy, put_sides

from nuantu_hub.passes.domain.policies import find_in_force, give_voice, propose_policy, withdraw_policy
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import CompoundPolicy
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.pass_policy import read_terms
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
SLOWER = replace(TERMS, speed_kmh=10)


def test_all_four_voices_make_it_agreed_and_it_names_who_agreed(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    made = propose_policy(by=sides.street, compound=sides.compound, terms=TERMS, since=now(), why="",
                          token=uuid.uuid4())
    assert (made.state, list(made.voices.values_list("role", flat=True))) == ("proposed", ["street"])
    assert find_in_force(sides.compound, now()) is None
    for role in ("property", "committee", "union"):
        made = give_voice(by=sides.get(role), policy=made, role=role, agrees=True)
    terms = read_terms(made.text)

    assert made.state == "agreed"
    assert find_in_force(sides.compound, now()) == made
    assert terms.parties == ("和风苑property", "和风苑committee", "和风苑street", "东湖区总工会")
    assert replace(terms, parties=TERMS.parties, agreed_on=TERMS.agreed_on) == TERMS


def test_a_new_version_ends_the_one_before_where_it_begins(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    first = put_policy(sides)
    second = propose_policy(by=sides.property, compound=sides.compound, terms=SLOWER, why="有孩子",
                            since=now() + timedelta(days=10), token=uuid.uuid4())
    for role in ("committee", "street", "union"):
        second = give_voice(by=sides.get(role), policy=second, role=role, agrees=True)
    first.refresh_from_db()

    assert first.until == second.since
    assert find_in_force(sides.compound, now()) == first
    assert find_in_force(sides.compound, now() + timedelta(days=11)) == second
    assert (first.version, second.version) == (1, 2)


def test_one_no_with_a_reason_ends_a_proposal_and_what_holds_goes_on(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    first = put_policy(sides)
    second = propose_policy(by=sides.property, compound=sides.compound, terms=SLOWER, since=now(), why="有孩子",
                            token=uuid.uuid4())
    with pytest.raises(PassRefused) as refused:
        give_voice(by=sides.street, policy=second, role="street", agrees=False)
    second = give_voice(by=sides.street, policy=second, role="street", agrees=False, why="太慢")

    assert refused.value.field == "why"
    assert second.state == "refused"
    assert find_in_force(sides.compound, now()) == first
    with pytest.raises(PassRefused):
        give_voice(by=sides.officer, policy=second, role="union", agrees=True)


def test_nobody_speaks_for_another_side_nor_twice(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    made = propose_policy(by=sides.property, compound=sides.compound, terms=TERMS, since=now(), why="",
                          token=uuid.uuid4())
    with pytest.raises(PassRefused):
        give_voice(by=sides.property, policy=made, role="street", agrees=True)
    with pytest.raises(PassRefused):
        give_voice(by=sides.property, policy=made, role="property", agrees=False, why="算了")
    assert made.voices.count() == 1


def test_one_proposal_at_a_time_with_something_that_differs_and_a_reason(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    put_policy(sides)

    def propose(**words: object) -> CompoundPolicy:
        told = {"terms": SLOWER, "since": now(), "why": "有孩子", "token": uuid.uuid4()} | words
        return propose_policy(by=sides.committee, compound=sides.compound, **told)  # type: ignore[arg-type]
    for words in ({"terms": TERMS}, {"why": " "}, {"since": now() - timedelta(days=1)},
                  {"since": now() + timedelta(days=200)}, {"terms": replace(TERMS, speed_kmh=200)}):
        with pytest.raises(PassRefused):
            propose(**words)
    made = propose()
    with pytest.raises(PassRefused):
        propose()
    with pytest.raises(PassRefused):
        withdraw_policy(by=sides.street, policy=made)
    assert withdraw_policy(by=sides.committee, policy=made).state == "withdrawn"
    assert propose().version == 3
