"""A deliberation's state follows from its dates alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.talk_cast import draft_talk, open_talk

from nuantu_hub.needs.models import Deliberation, DeliberationChange
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

START = datetime(2026, 11, 1, tzinfo=UTC)
END = START + timedelta(days=7)


@pytest.mark.parametrize(("told", "moment", "state"), [
    ({}, START, "draft"),
    ({"announced_at": START}, START - timedelta(seconds=1), "ahead"),
    ({"announced_at": START}, START, "open"),
    ({"announced_at": START}, END, "counting"),
    ({"announced_at": START, "closed_at": END}, END, "counting"),
    ({"announced_at": START, "closed_at": END, "counted_at": END}, END, "done"),
    ({"announced_at": START, "called_off_at": START}, START, "off")])
def test_the_state_at_a_moment(told: dict[str, Any], moment: datetime, state: str) -> None:
    one = Deliberation(opens_at=START, closes_at=END, **told)
    assert one.tell_state(moment) == state
    assert one.is_open(moment) is (state == "open")


@pytest.mark.django_db
def test_lists_deny_by_default(district: Unit, officer: Account, other_officer: Account, rider: Account) -> None:
    one, draft = open_talk(district), draft_talk(district)
    seen = Deliberation.objects.visible_to(officer)
    assert set(seen) == {one, draft}
    assert [list(Deliberation.objects.visible_to(who)) for who in (other_officer, rider, None)] == [[], [], []]
    assert list(Deliberation.objects.announced()) == [one]
    assert list(Deliberation.objects.open_at(now())) == [one]
    assert list(Deliberation.objects.due_to_close(one.closes_at)) == []
    assert list(Deliberation.objects.due_to_close(one.closes_at + timedelta(minutes=1))) == [one]


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_beginning(district: Unit) -> None:
    one = draft_talk(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deliberation.objects.filter(pk=one.pk).update(closes_at=one.opens_at)
    change = DeliberationChange(deliberation=one, after=END)
    assert str(change).endswith("2026-11-08")
