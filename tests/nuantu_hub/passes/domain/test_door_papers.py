"""Doors of stations get a number of their own and a poster of class 2, anew where it no longer says what is so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from tests.nuantu_hub.passes.guarded_place import make_gate
from tests.nuantu_hub.stations.equipment_cast import build_door
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import Descriptor, read_descriptor
from nuantu.passes.trust_list import decode_trust_payload, split_trust_list
from nuantu_hub.passes.domain import compound_papers, door_papers
from nuantu_hub.passes.domain.door_papers import find_door_poster, publish_door_posters, publish_first_posters
from nuantu_hub.passes.models import GateNumber
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.pass_keys import find_trust_list
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Door

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(street: Unit) -> Door:
    """A door that was let in."""
    return build_door(put_station(street))


def _read(door: Door) -> Descriptor:
    """The poster as a phone or a controller reads it, by the hub's own trust list."""
    poster, moment = find_door_poster(door), int(now().timestamp())
    assert poster is not None
    told = find_trust_list(settings.DATA.root, moment)
    assert told is not None
    return read_descriptor(poster.text, decode_trust_payload(split_trust_list(told.data)[0]), moment)


def test_a_doors_poster_is_of_class_two_and_its_number_is_no_gates(
        door: Door, district: Unit, officer: Account) -> None:
    gate = make_gate(district, officer)
    assert find_door_poster(door) is None
    assert (publish_first_posters(), publish_first_posters()) == (0, 0)
    found = _read(door)

    assert (found.kind, found.compound_name, found.compound, found.zone) == (PassClass.DOOR, door.station.name, 0, 1)
    assert found.gate == GateNumber.objects.get(door=door).pk != gate.number_id
    assert GateNumber.objects.count() == 2


def test_a_poster_is_made_anew_where_its_words_or_its_time_no_longer_fit(
        door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first_posters()
    assert (publish_door_posters(), _read(door).version) == (0, 1)
    door.station.name = "渡口驿站"
    door.station.save()
    publish_door_posters()
    assert (_read(door).version, _read(door).compound_name) == (2, "渡口驿站")
    monkeypatch.setattr(door_papers, "POSTER_RENEWED", compound_papers.POSTER_LIVES + timedelta(days=1))
    publish_door_posters()

    assert _read(door).version == 3


def test_a_door_that_waits_or_was_taken_out_has_no_poster(door: Door) -> None:
    publish_first_posters()
    Door.objects.update(state=Door.State.REVOKED)
    door.refresh_from_db()

    assert find_door_poster(door) is None
    assert (publish_door_posters(), publish_first_posters()) == (0, 0)
