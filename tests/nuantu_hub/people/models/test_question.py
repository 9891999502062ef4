"""Questions are seen where they were asked, whatever group they are in."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.organising_cast import ask, plan

from nuantu_hub.people.models import Account, Question, Unit

pytestmark = pytest.mark.django_db


def test_each_branch_sees_its_own_wording(
        district: Unit, other_district: Unit, organiser: Account, other_officer: Account, bystander: Account) -> None:
    ours = ask(organiser, plan(organiser, district))
    theirs = ask(other_officer, plan(other_officer, other_district))
    assert ours.group == theirs.group
    assert [list(Question.objects.visible_to(account)) for account in (organiser, other_officer, bystander)] == [
        [ours], [theirs], []]
    assert ours.unit == district
