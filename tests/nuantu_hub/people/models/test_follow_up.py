"""Promises are seen by the branch that made them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.people.organising_cast import TODAY, ask, at, plan

from nuantu_hub.people.domain.follow_ups import open_follow_up
from nuantu_hub.people.models import Account, FollowUp, Unit

pytestmark = pytest.mark.django_db


def test_who_has_no_post_above_sees_nothing(district: Unit, organiser: Account, other_officer: Account,
                                            bystander: Account) -> None:
    question = ask(organiser, plan(organiser, district))
    with at():
        made = open_follow_up(by=organiser, group=question.group, unit=district, task="问", due_on=TODAY, token=uuid4())
    assert [list(FollowUp.objects.visible_to(account)) for account in (organiser, other_officer, bystander)] == [
        [made], [], []]
