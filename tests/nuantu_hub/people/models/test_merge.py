"""Merges: never of a record with itself, never twice, seen at the desk where they were asked for."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.people.membership_cast import make_person

from nuantu_hub.people.domain.merging import ask_merge
from nuantu_hub.people.models import Account, Merge, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_record_is_folded_once_and_never_into_itself(street: Unit, reviewer: Account) -> None:
    kept, folded, third = make_person("甲"), make_person("甲"), make_person("甲")
    ask_merge(by=reviewer, unit=street, kept=kept, folded=folded)
    for pair in ((third, folded), (third, third)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.create(kept=pair[0], folded=pair[1], unit=street, asked_by=reviewer, asked_at=now())


def test_the_desk_where_it_was_asked_sees_it(
        street: Unit, reviewer: Account, officer: Account, other_officer: Account, bystander: Account) -> None:
    merge = ask_merge(by=reviewer, unit=street, kept=make_person("甲"), folded=make_person("甲"))
    assert [list(Merge.objects.visible_to(account)) for account in (reviewer, officer, other_officer, bystander)] == [
        [merge], [merge], [], []]
