"""Lists of needs: filters and their counts agree, echoes stand with what they join."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import MOMENT, say, spoken

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.domain.need_lists import SHOWS, Asked, count_joined, count_shows, order_needs, sieve_needs
from nuantu_hub.needs.domain.receiving import hear_needs, put_aside, type_up
from nuantu_hub.needs.domain.saying import Said, Way, say_need
from nuantu_hub.needs.models import Need
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def many(district: Unit, rider: Account, officer: Account) -> dict[str, Need]:
    """One in each state, a recording, one that waits too long, and somebody who joined."""
    made = {name: say(district, None, name).need for name in ("said", "heard", "aside", "answered")}
    made["late"] = say(district, None, "late", at=MOMENT - timedelta(hours=5)).need
    made["voice"] = say_need(unit=district, said=Said("pay", voice=spoken(), place="路口"), token=uuid4(), by=rider,
                             way=Way("hotline")).need
    say(district, rider, "", joins=made["said"])
    hear_needs(by=officer, needs=[made["heard"]])
    put_aside(by=officer, need=made["aside"], why="广告")
    answer_needs(by=officer, unit=district, needs=[made["answered"]], text="好了", token=uuid4())
    return made


def test_every_filter_holds_what_it_counts(many: dict[str, Need]) -> None:
    """The counts beside the filters are those of the lists."""
    counts = count_shows(Need.objects.all(), MOMENT)

    assert counts == {name: sieve_needs(Need.objects.all(), name, MOMENT).count() for name in SHOWS}
    assert counts == {"said": 3, "late": 1, "voice": 1, "heard": 1, "grouped": 0, "reopened": 0, "answered": 1,
                      "aside": 1, "all": 6}


def test_what_waits_longest_stands_first(many: dict[str, Need]) -> None:
    """And who joined counts with what was joined."""
    rows = list(order_needs(sieve_needs(Need.objects.all(), "said", MOMENT), "said"))

    assert rows[0] == many["late"]
    assert count_joined(rows) == {many["said"].pk: 1}


def test_a_list_is_narrowed_by_kind_channel_and_place(many: dict[str, Need]) -> None:
    """What is asked for that is none narrows nothing."""
    every = Need.objects.filter(echo_of=None)

    for asked in (Asked(topic="pay"), Asked(channel="hotline"), Asked(place="路口")):
        assert list(asked.narrow(every)) == [many["voice"]]
    assert Asked("weather", "pigeon", "").narrow(every).count() == 6


def test_a_recording_that_was_typed_up_waits_no_more(many: dict[str, Need], officer: Account) -> None:
    """It is a need like any other."""
    type_up(by=officer, need=many["voice"], words="少算了")

    assert not sieve_needs(Need.objects.all(), "voice", MOMENT).exists()


def test_who_sees_which(many: dict[str, Need], officer: Account, other_officer: Account, rider: Account) -> None:
    """Those of the own district; nobody else any."""
    assert Need.objects.visible_to(officer).count() == 7
    assert [Need.objects.visible_to(one).count() for one in (other_officer, rider)] == [0, 0]
