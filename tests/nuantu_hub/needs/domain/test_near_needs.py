"""What others have said already: found among words for everybody, counted, never anybody's own words."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.needs.domain.near_needs import find_near, forget_index, list_shown
from nuantu_hub.needs.domain.receiving import put_aside, show_need
from nuantu_hub.needs.models import Need
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(district: Unit, rider: Account, officer: Account) -> Need:
    """A need that two more joined, with words for everybody."""
    root = say(district, rider).need
    for _number in range(2):
        say(district, None, "", joins=root)
    say(district, None, "驿站的微波炉坏了")
    forget_index()
    return show_need(by=officer, need=root, shown="望和嘉园等电梯的时间没有算进去")


def test_like_words_find_it_with_everybody_who_said_it(shown: Need) -> None:
    """Three people; words that share nothing find nothing."""
    (near,) = find_near("望和嘉园晚上等电梯太久")

    assert (near.key, near.words, near.people, near.problem) == (shown.pk, shown.shown, 3, None)
    assert find_near("工资少发了两百块") == []


def test_nothing_is_looked_for_by_a_word_or_two(shown: Need) -> None:
    """Blanks do not make words longer."""
    assert (find_near("电梯"), find_near("  电  "), find_near("")) == ([], [], [])


def test_what_staff_have_not_written_for_everybody_is_never_found(shown: Need) -> None:
    """Not even by the writer's very words."""
    assert find_near("驿站的微波炉坏了") == []


def test_what_was_put_aside_is_found_no_more(shown: Need, officer: Account) -> None:
    """At once, whatever the index still holds."""
    find_near("望和嘉园等电梯")

    put_aside(by=officer, need=shown, why="重复")

    assert find_near("望和嘉园等电梯") == []
    assert list_shown() == []
