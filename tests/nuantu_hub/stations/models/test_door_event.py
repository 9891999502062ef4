"""A door's events stand once each, lead to nobody, and stand beside no camera."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, models, transaction
from tests.nuantu_hub.stations.door_speaker import make_speaker
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.stations.models import Door, DoorEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(district: Unit) -> Door:
    """A door that was let in."""
    return Door.objects.get(pk=make_speaker(build_station(district)).door)


def keep(door: Door, seq: int | None, event: str) -> DoorEvent:
    return DoorEvent.objects.create(door=door, seq=seq, event=event, at=MOMENT, received_at=MOMENT, kind="opened")


def test_a_number_of_a_door_and_a_name_stand_once(door: Door) -> None:
    keep(door, 1, "one")
    for seq, event in ((1, "two"), (2, "one")):
        with pytest.raises(IntegrityError), transaction.atomic():
            keep(door, seq, event)
    keep(door, None, "gap one")
    keep(door, None, "gap two")

    assert DoorEvent.objects.count() == 3


def test_no_key_leads_from_an_event_to_a_person() -> None:
    def list_targets(model: type[models.Model]) -> set[type[models.Model]]:
        return {field.related_model for field in model._meta.concrete_fields if field.is_relation}  # type: ignore[misc]

    assert list_targets(DoorEvent) == {Door}
    assert not {field.name for field in DoorEvent._meta.get_fields() if field.related_model in (Account, Person)}
    assert {field.name for field in DoorEvent._meta.get_fields()} == {
        "id", "door", "seq", "event", "at", "received_at", "clock_off", "kind", "detail"}


def test_every_kind_of_the_protocol_has_a_word() -> None:
    from nuantu.gates.events import KINDS

    assert set(DoorEvent.Kind.values) - {"missing"} == KINDS
