"""What staff's today learns of needs."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS, say, spoken

from nuantu_hub.needs.domain.answering import answer_needs, judge
from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.needs.models import Told
from nuantu_hub.needs.need_due import list_due_needs, list_reopened, list_untyped
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_what_nobody_received_is_due_within_two_hours(
    district: Unit, rider: Account, officer: Account, other_officer: Account,
) -> None:
    """With how many said it; never in the writer's words, and only for who deals with it."""
    root = say(district).need
    say(district, rider, "", joins=root)

    (due,) = list_due_needs(officer, MOMENT)

    assert (due.due, due.since, due.people, due.key) == (HOUR + timedelta(hours=2), HOUR, 2, f"need-{root.pk}")
    assert WORDS[:6] not in due.title
    assert [*list_due_needs(other_officer, MOMENT), *list_due_needs(rider, MOMENT), *list_due_needs(None, MOMENT)] == []


def test_recordings_are_one_line(district: Unit, officer: Account) -> None:
    """However many wait."""
    for _number in range(2):
        say_need(unit=district, said=Said("pay", voice=spoken()), token=uuid4(), by=None)

    (due,) = list_untyped(officer, MOMENT)

    assert (due.title, due.due) == ("2 段录音等听写", HOUR + timedelta(hours=24))


def test_who_says_not_solved_is_listed(district: Unit, rider: Account, officer: Account) -> None:
    """Until it is answered anew."""
    need = say(district, rider).need
    answer_needs(by=officer, unit=district, needs=[need], text="好了", token=uuid4())
    assert list(list_reopened(officer, MOMENT)) == []

    judge(told=Told.objects.get(), helped="no")

    (due,) = list_reopened(officer, MOMENT)
    assert due.title.startswith("说没解决")
