"""How sure figures are, in words."""

from __future__ import annotations

from typing import Any

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, receive

from nuantu_hub.needs.domain.trials import drop_trial
from nuantu_hub.needs.interfaces.trial_words import TONES, list_course, say_certainty, say_few
from nuantu_hub.needs.models import Trial
from nuantu_hub.people.models import Account, Unit


def tell(*firsts: float, testers: int = 12) -> dict[str, Any]:
    return {"testers": testers, "results": [{"letter": "ABC"[place], "first": first}
                                            for place, first in enumerate(firsts)]}


@pytest.mark.parametrize(("told", "words"), [
    (tell(0.97, 0.03), "A 款最好，把握很大：重来一百次，有 97 次它第一"),
    (tell(0.2, 0.8), "B 款多半最好：重来一百次，有 80 次它第一"),
    (tell(0.55, 0.45), "还分不出高下：A 款略好，重来一百次只有 55 次它第一"), (tell(1.0), "只剩 A 款，没有可比的"),
    (tell(), "还没有人说怎么样"), (tell(0.5, 0.5, testers=0), "还没有人说怎么样")])
def test_certainty_is_said_as_it_is(told: dict[str, Any], words: str) -> None:
    assert say_certainty(told) == words


def test_few_testers_are_said_to_be_few() -> None:
    assert "只有 12 个人试过" in say_few(tell(1.0))
    assert say_few(tell(1.0, testers=30)) == ""


def test_every_state_has_a_tone() -> None:
    assert set(TONES) == set(Trial.State.values)


@pytest.mark.django_db
def test_the_way_shows_what_is_done_and_where_it_stands(officer: Account, district: Unit) -> None:
    assert [mark["tone"] for mark in list_course(begin(officer, district))] == ["now", *[""] * 8]
    assert [mark["tone"] for mark in list_course(receive(officer, district))] == [*["done"] * 7, "now", ""]


@pytest.mark.django_db
def test_what_was_given_up_ends_where_it_stood(officer: Account, district: Unit) -> None:
    dropped = drop_trial(by=officer, trial=begin(officer, district), why="算了")
    assert {mark["tone"] for mark in list_course(dropped)} == {""}
