"""What a worker's home says of trials."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, build_station, draw, enrol_rider, give, receive, stock_station

from nuantu_hub.needs.domain.trial_wishes import WishFacts, say_wish
from nuantu_hub.needs.interfaces.trial_tile import find_asking, list_own_turns, list_ready, make_trial_tile
from nuantu_hub.needs.models import TrialTester
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_member_is_asked_until_the_answer_is_there(officer: Account, district: Unit, street: Unit) -> None:
    trial, rider = begin(officer, district), enrol_rider(1, street)
    assert find_asking(rider) == trial
    assert make_trial_tile(rider, now(), None) is not None
    say_wish(account=rider, trial=trial, facts=WishFacts(wanted=True, vehicle="ebike", size="短款"))
    assert find_asking(rider) is None
    assert make_trial_tile(rider, now(), None) is None


def test_members_of_another_union_and_staff_are_not_asked(
        officer: Account, district: Unit, other_district: Unit, rider: Account) -> None:
    begin(officer, district)
    assert find_asking(enrol_rider(1, other_district)) is None
    assert find_asking(rider) is None
    assert make_trial_tile(officer, now(), None) is None
    begin(officer, district, members_only=False)
    assert find_asking(rider) is not None


def test_turns_stand_there_from_their_first_day_on(officer: Account, district: Unit) -> None:
    draw(officer, district)
    tester = TrialTester.objects.filter(state="tries").first()
    assert tester is not None
    assert list_own_turns(tester.account, now()) == []
    assert len(list_own_turns(tester.account, now() + timedelta(days=2))) == 1
    assert len(list_own_turns(tester.account, now() + timedelta(days=20))) == 2


def test_what_can_be_fetched_stands_there_until_it_was_fetched(officer: Account, district: Unit, street: Unit) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    wanted = Account.objects.filter(trial_wishes__wanted=True)[0]
    assert list_ready(wanted) == [trial]
    assert list_ready(enrol_rider(900, street)) == []
    give(trial, station, wanted)
    assert list_ready(wanted) == []
