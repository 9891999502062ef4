"""What somebody said, with everything that came of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.domain.own_needs import list_own, tell_own
from nuantu_hub.needs.domain.receiving import hear_needs
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_it_tells_steps_answers_and_who_joined(district: Unit, rider: Account, other_rider: Account,
                                               officer: Account) -> None:
    """For who joined, what the first one has counts."""
    root = say(district, rider).need
    echo = say(district, other_rider, "", joins=root).need
    hear_needs(by=officer, needs=[root])
    reply = answer_needs(by=officer, unit=district, needs=[root], text="好了", token=uuid4())

    (own,), (other,) = list_own(rider), list_own(other_rider)

    assert (own.need, other.need) == (root, echo)
    for one in (own, other):
        assert [step.kind for step in one.steps] == ["heard", "answered"]
        assert one.latest is not None
        assert (one.latest.reply, one.joined, one.problem) == (reply, 1, None)


def test_nobody_sees_anothers(district: Unit, rider: Account, other_rider: Account) -> None:
    """Nor does anybody find by account what was said without a name."""
    say(district, other_rider)
    say(district)

    assert list_own(rider) == []


def test_many_cost_as_many_questions_as_one(district: Unit) -> None:
    """The number of questions does not grow with the list."""
    needs = [say(district, None, f"第{number}件").need for number in range(8)]
    counts = []
    for some in (needs[:1], needs):
        with CaptureQueriesContext(connection) as asked:
            tell_own(some)
        counts.append(len(asked))

    assert counts[0] == counts[1]
