"""Who sees notices that are not yet shown."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.notices import write_notice
from nuantu_hub.stations.domain.registry import appoint_keeper
from nuantu_hub.stations.models import Notice

pytestmark = pytest.mark.django_db


def test_a_notice_is_seen_by_its_writer_the_keeper_and_the_officers_above(
    district: Unit, officer: Account, other_officer: Account, steward: Account, rider: Account, bystander: Account,
) -> None:
    station = put_station(district)
    keeper = Account.objects.create_staff("keeper", "马会来")
    appoint_keeper(by=officer, station=station, account=keeper)
    notice = write_notice(by=bystander, unit=district, station=station, title="停水", words="明天停水", token=uuid4())

    seen = [notice in Notice.objects.visible_to(account) for account in (
        officer, keeper, bystander, other_officer, steward, rider, AnonymousUser())]
    assert seen == [True, True, True, False, False, False, False]
    assert str(notice) == "停水"


def test_only_approved_notices_within_their_time_are_shown(district: Unit, officer: Account, steward: Account) -> None:
    moment = now()
    for number, (state, since, until) in enumerate((
            ("approved", -2, None), ("approved", -2, 1), ("approved", -2, 0), ("approved", 1, None),
            ("waiting", -2, None), ("refused", -2, None), ("withdrawn", -2, None))):
        Notice.objects.create(
            token=uuid4(), unit=district, title=str(number), words="字", state=state, written_by=officer,
            written_at=moment, decided_by=steward, decided_at=moment, since=moment + timedelta(hours=since),
            until=None if until is None else moment + timedelta(hours=until))
    assert sorted(one.title for one in Notice.objects.shown_at(moment)) == ["0", "1"]
