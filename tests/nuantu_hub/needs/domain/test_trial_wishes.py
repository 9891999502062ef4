"""What riders need: once a person, counted, small numbers withheld."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, draw, enrol_rider, volunteer

from nuantu_hub.needs.domain.trial_wishes import WishFacts, count_wishes, guess_company, say_wish, withhold
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import TrialWish
from nuantu_hub.people.models import Account, Engagement, Person, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_said_again_it_replaces_what_was_said(officer: Account, rider: Account, district: Unit) -> None:
    trial = begin(officer, district)
    say_wish(account=rider, trial=trial, facts=WishFacts(wanted=True, vehicle="ebike", size="短款"))
    say_wish(account=rider, trial=trial, facts=WishFacts(wanted=False, vehicle="moto", size="长款", company="青禾",
                                                         would_try=True))
    wish = TrialWish.objects.get()
    assert (wish.wanted, wish.vehicle, wish.size, wish.would_try) == (False, "moto", "长款", False)


@pytest.mark.parametrize("facts", [
    WishFacts(wanted=True, vehicle="ship", size="短款"), WishFacts(wanted=True, vehicle="ebike", size=""),
    WishFacts(wanted=True, vehicle="ebike", size="特大"),
    WishFacts(wanted=True, vehicle="ebike", size="短款", would_try=True)])
def test_what_is_missing_is_refused(officer: Account, rider: Account, district: Unit, facts: WishFacts) -> None:
    with pytest.raises(NeedRefused):
        say_wish(account=rider, trial=begin(officer, district), facts=facts)


def test_after_the_draw_nobody_volunteers(officer: Account, rider: Account, district: Unit) -> None:
    with pytest.raises(NeedRefused):
        say_wish(account=rider, trial=draw(officer, district), facts=WishFacts(wanted=True, vehicle="ebike",
                                                                               size="短款"))


def test_wishes_are_counted_by_person(officer: Account, rider: Account, district: Unit) -> None:
    trial = begin(officer, district)
    volunteer(trial, district, 12)
    say_wish(account=rider, trial=trial, facts=WishFacts(wanted=False, vehicle="car", size="短款"))
    counts = count_wishes(trial)
    assert (counts.answered, counts.wanted, counts.would_try, counts.companies) == (13, 12, 12, 3)
    assert (counts.vehicles, counts.sizes) == ({"ebike": 8, "moto": 4}, {"短款": 6, "长款": 6})


@pytest.mark.parametrize(("counts", "shown"), [
    ({"a": 30, "b": 20}, {"a": 30, "b": 20}), ({"a": 30, "b": 20, "c": 3}, {"a": 30, "b": None, "c": None}),
    ({"a": 30, "b": 4, "c": 3}, {"a": 30, "b": None, "c": None}), ({"a": 3}, {"a": None}),
    ({"a": 30, "b": 0}, {"a": 30, "b": 0})])
def test_small_counts_are_withheld_and_not_found_by_subtraction(
        counts: dict[str, int], shown: dict[str, int | None]) -> None:
    assert withhold(counts) == shown


def test_the_company_is_guessed_from_what_the_union_knows(rider: Account, district: Unit) -> None:
    assert guess_company(rider) == ""
    known = enrol_rider(1, district)
    Engagement.objects.create(person=Person.objects.get(account=known), platform="青禾配送", since=now())
    assert guess_company(known) == "青禾配送"
