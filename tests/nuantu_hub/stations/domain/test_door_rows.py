"""The statements that are written out say what the models would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.nuantu_hub.queries import CaptureQueriesContext
from tests.nuantu_hub.stations.door_speaker import make_speaker
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.door_rows import (
    add_events,
    find_known,
    keep_doors,
    keep_people,
    lock_doors,
    read_speaker,
)
from nuantu_hub.stations.models import Door, DoorEvent, DoorOccupancy, UnlockOrder

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def door(district: Unit) -> Door:
    """A door that was let in."""
    return Door.objects.get(pk=make_speaker(build_station(district)).door)


def test_a_speaker_is_read_with_one_question_and_without_its_secret(door: Door) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = read_speaker(door.pk, MOMENT)
        assert found is not None
        known = (found.station_id, found.device_key, found.state, found.last_seq, found.told, found.allow_version)

    assert len(asked) == 1
    assert known == (door.station_id, door.device_key, door.state, 0, {}, 1)
    assert "secret" in found.get_deferred_fields()
    assert read_speaker(door.pk + 1, MOMENT) is None


def test_an_order_is_seen_until_it_is_done_or_over(door: Door, officer: Account) -> None:
    order = UnlockOrder.objects.create(token="0e2b0f5c-5a34-4a7e-9f0f-1f7a4c3f2b11", door=door, by=officer, why="冷",
                                       at=MOMENT, until=MOMENT + timedelta(seconds=30))

    def waits(moment: object) -> bool:
        return bool(getattr(read_speaker(door.pk, moment), "has_orders"))  # type: ignore[arg-type]  # noqa: B009

    assert [waits(MOMENT), waits(MOMENT + timedelta(seconds=30))] == [True, False]
    order.done_at = MOMENT
    order.save()
    assert not waits(MOMENT)


def test_events_come_back_as_they_were_kept(door: Door) -> None:
    kept = [DoorEvent(door=door, seq=seq, event=f"event-{seq}", at=MOMENT - timedelta(microseconds=seq),
                      received_at=MOMENT, clock_off=bool(seq % 2), kind="opened", detail={"by": "once", "late": True})
            for seq in (1, 2)]
    add_events(kept)

    fields = ("door", "seq", "event", "at", "received_at", "clock_off", "kind", "detail")
    assert list(DoorEvent.objects.values_list(*fields)) == [
        tuple(getattr(one, name if name != "door" else "door_id") for name in fields) for one in kept]
    assert find_known(["event-1", "event-9"]) == {"event-1"}
    assert find_known([]) == set()


def test_a_door_is_kept_with_what_it_said(door: Door) -> None:
    found = lock_doors([door.pk])[door.pk]
    found.last_seq, found.last_seen_at, found.told = 7, MOMENT, {"people": 3, "contact": "closed", "fire": None}
    keep_doors([found])
    door.refresh_from_db()

    assert (door.last_seq, door.last_seen_at, door.told) == (7, MOMENT, found.told)


def test_the_later_number_of_people_stands(door: Door) -> None:
    for minutes, people in ((0, 3), (2, 5), (1, 4)):
        keep_people([(door.station_id, people, MOMENT + timedelta(minutes=minutes))])
    keep_people([])

    assert list(DoorOccupancy.objects.values_list("people", "at")) == [(5, MOMENT + timedelta(minutes=2))]
