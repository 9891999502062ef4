"""A tie is declared once, ended by its owner, and planned inspections against it are named."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.interests import declare_interest, end_interest, list_ahead
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Interest

pytestmark = pytest.mark.django_db


def test_one_token_is_one_tie_to_one_thing(district: Unit, street: Unit) -> None:
    inspector, station, token = appoint("one", district), build_station(street, host="云港银行"), uuid4()
    with at():
        one = plan(station, inspector)
        made = declare_interest(by=inspector, station=station, why="亲属在这里", token=token)
        assert declare_interest(by=inspector, station=station, why="亲属在这里", token=token) == made
        assert list_ahead(inspector) == [one]
        for told in ({"why": "亲属"}, {"why": "亲属", "station": station, "host": "云港银行"}, {"why": " ",
                                                                                        "station": station}):
            with pytest.raises(StationRefused):
                declare_interest(by=inspector, token=uuid4(), **told)
        with pytest.raises(StationRefused, match="只有本人能结束回避"):
            end_interest(by=appoint("two", district), interest=made)
        assert end_interest(by=inspector, interest=made).until is not None
        assert list_ahead(inspector) == []
    assert Interest.objects.count() == 1


def test_a_tie_to_a_host_is_kept_by_its_name(district: Unit) -> None:
    inspector: Account = appoint("one", district)
    with at():
        made = declare_interest(by=inspector, host=" 云港银行 ", why="曾在那里上班", token=uuid4())
    assert (made.host, str(made)) == ("云港银行", "检one 云港银行")
