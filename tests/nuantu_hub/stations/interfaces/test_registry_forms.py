"""Forms of the registry: coordinates in the system they were copied from, facilities that keep their number."""

from __future__ import annotations

from typing import Any

import pytest
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.coordinates import measure_m, to_gcj02
from nuantu_hub.stations.interfaces.registry_forms import ChangeForm, KeeperForm, OpenForm, read_facts, tell_facts

pytestmark = pytest.mark.django_db


def fill(station: Any, **more: Any) -> dict[str, Any]:
    told = {name: "" if value is None else value for name, value in tell_facts(station).items()}
    return told | {"reason": "抄错了"} | more


def test_a_form_shows_what_is_registered_and_gives_it_back_unchanged(street: Unit) -> None:
    station = put_station(street)
    form = ChangeForm(fill(station), station=station)
    assert form.is_valid(), form.errors
    facts = read_facts(form.cleaned_data, form.counts)

    assert (facts.name, facts.hours, facts.seats, facts.lat_deg, facts.lon_deg) == (
        station.name, station.hours, station.seats, LAT_DEG, LON_DEG)
    assert dict(facts.facilities or {}) == {"hot_water": 1, "meal_heating": 2}


def test_coordinates_of_another_map_become_wgs_84(street: Unit) -> None:
    station = put_station(street)
    lat_deg, lon_deg = to_gcj02(LAT_DEG, LON_DEG)
    form = ChangeForm(fill(station, lat_deg=lat_deg, lon_deg=lon_deg, datum="gcj02"), station=station)
    assert form.is_valid()
    facts = read_facts(form.cleaned_data, form.counts)

    assert measure_m(LAT_DEG, LON_DEG, facts.lat_deg, facts.lon_deg) < 1


def test_a_new_facility_is_one_of_it_and_a_cleared_one_is_gone(street: Unit) -> None:
    station = put_station(street)
    form = ChangeForm(fill(station, facilities=["meal_heating", "toilet"]), station=station)
    assert form.is_valid()

    assert dict(read_facts(form.cleaned_data, form.counts).facilities or {}) == {"meal_heating": 2, "toilet": 1}


def test_a_keeper_is_named_by_a_login_of_staff(officer: Account, rider: Account) -> None:
    found, unknown = KeeperForm({"login": " officer "}), KeeperForm({"login": rider.login})

    assert found.is_valid()
    assert found.cleaned_data["login"] == officer
    assert not unknown.is_valid()


def test_a_new_station_may_only_go_to_units_that_were_offered(street: Unit, district: Unit) -> None:
    form = OpenForm({"unit": district.pk}, units=Unit.objects.filter(pk=street.pk))

    assert "unit" in form.errors
