"""Staff's today tells officers of days that were not made, and nobody of tries."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.try_scene import finish_try, have_days, open_topic

from nuantu_hub.bargaining.models import DaySet, OfferTry
from nuantu_hub.bargaining.try_due import list_failed_days
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_officers_hear_of_days_that_were_not_made_and_nobody_hears_of_tries(
        table: Table, officer: Account, bystander: Account) -> None:
    have_days()
    finish_try(open_topic(table), table.workers[0])
    OfferTry.objects.update(state="failed")
    assert list(list_failed_days(officer, TALKING)) == []
    DaySet.objects.update(state="failed")
    assert [one.title for one in list_failed_days(officer, TALKING)] == ["没做成：六天"] * 2
    for account in (bystander, table.platform[0]):
        assert list(list_failed_days(account, TALKING)) == []
