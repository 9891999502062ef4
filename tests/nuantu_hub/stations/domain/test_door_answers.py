"""What a door is answered: nothing that it has already, orders that wait, and hours as they are published."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localtime
from tests.nuantu_hub.stations.door_speaker import Speaker, make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.door_answers import version_config, write_config
from nuantu_hub.stations.domain.doors import tell_new_config
from nuantu_hub.stations.domain.unlocking import order_unlock
from nuantu_hub.stations.models import Door, Station, UnlockOrder

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def speaker(district: Unit) -> Speaker:
    """The controller of a station's door."""
    return make_speaker(build_station(district))


def test_an_order_is_told_until_the_door_says_that_it_opened(speaker: Speaker, officer: Account) -> None:
    speaker.sync(people=0)
    order = order_unlock(by=officer, door=Door.objects.get(), why="人在外面冻着", token=uuid4())

    told = {"id": str(order.pk), "kind": "unlock", "until": int(order.until.timestamp())}
    assert [speaker.sync(people=0)["orders"], speaker.sync(people=0)["orders"]] == [[told], [told]]
    done = speaker.sync(write_event(1, MOMENT, "opened", by="order", order=str(order.pk)), people=0)
    assert UnlockOrder.objects.get().done_at == MOMENT
    assert (done["through"], speaker.sync(people=0)["orders"]) == (1, [])


def test_a_changed_configuration_is_told_once(speaker: Speaker) -> None:
    station = Station.objects.get()
    first = speaker.sync()["config"]["version"]
    Station.objects.update(seats=4)
    tell_new_config(station)
    told = speaker.sync(config_version=first, allow_version=1)["config"]

    assert (told["seats"], told["version"] > first) == (4, True)
    assert "config" not in speaker.sync(config_version=told["version"], allow_version=1)


def test_hours_are_known_from_yesterday_to_a_fortnight_ahead(speaker: Speaker) -> None:
    Station.objects.update(hours="Mo-Fr 20:00-06:00")
    told = write_config(Door.objects.get())["hours"]
    assert told is not None
    spans = told["spans"]

    # On Wednesday morning what began on Tuesday evening is still known, so that nobody is shut out at midnight.
    tuesday_s = int((MOMENT - timedelta(hours=14, minutes=30)).timestamp())
    assert [tuesday_s, tuesday_s + 4 * 3600] in spans
    assert [tuesday_s + 4 * 3600, tuesday_s + 10 * 3600] in spans
    assert told["end"] <= spans[-1][1] + 3 * 86_400
    assert localtime(MOMENT).hour == 10


def test_the_version_grows_with_the_day_and_with_every_change(speaker: Speaker) -> None:
    door = Door.objects.get()
    today = version_config(door)
    set_clock(MOMENT + timedelta(days=1))
    tomorrow = version_config(door)
    door.config_version += 1

    assert today < tomorrow < version_config(door)
