"""What was only needed to count is forgotten in its time; what was counted stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.door_speaker import make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.jobs import CHORES, do_chores
from nuantu_hub.stations.domain import forgetting_visits
from nuantu_hub.stations.domain.check_ins import check_in
from nuantu_hub.stations.domain.forgetting_visits import forget_visits
from nuantu_hub.stations.models import CheckIn, DoorEvent, DoorSpan, Station, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(district: Unit) -> Station:
    """A station whose door told three events."""
    station = build_station(district)
    make_speaker(station).sync(*(write_event(seq, MOMENT) for seq in (1, 2, 3)), people=3)
    return station


def test_events_go_after_thirty_days_and_stretches_after_two_years(
    station: Station, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forgetting_visits, "AT_ONCE", 2)
    set_clock(MOMENT + timedelta(days=30))
    assert forget_visits() == {"days": 0, "events": 0, "spans": 0}
    set_clock(MOMENT + timedelta(days=30, seconds=1))
    assert forget_visits() == {"days": 0, "events": 3, "spans": 0}
    set_clock(MOMENT + timedelta(days=741))
    assert forget_visits() == {"days": 0, "events": 0, "spans": 1}

    assert (DoorEvent.objects.count(), DoorSpan.objects.count()) == (0, 0)
    assert VisitCount.objects.get().entered == 3


def test_the_jobs_do_it_by_themselves(station: Station, rider: Account) -> None:
    check_in(account=rider, station=station)
    set_clock(MOMENT + timedelta(days=31))
    assert "nuantu_hub.stations.domain.forgetting_visits.forget_visits" in CHORES
    do_chores()

    assert (DoorEvent.objects.count(), CheckIn.objects.count()) == (0, 0)
