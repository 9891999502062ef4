"""Places told in the market's systems become WGS 84; what is missing stands beside its field."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.interfaces.compound_forms import GateForm, NewCompoundForm, PartyForm
from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.coordinates import measure_m, to_gcj02

PLACE = (39.99, 116.47)


def test_a_place_from_a_map_of_the_market_is_turned_into_wgs_84() -> None:
    lat_deg, lon_deg = to_gcj02(*PLACE)
    form = GateForm({"name": "南门", "lat_deg": lat_deg, "lon_deg": lon_deg, "datum": "gcj02"})

    assert form.is_valid()
    assert measure_m(*PLACE, form.cleaned_data["lat_deg"], form.cleaned_data["lon_deg"]) < 1


def test_a_place_outside_china_is_told_beside_its_field() -> None:
    form = GateForm({"name": "南门", "lat_deg": "1", "lon_deg": "1", "datum": "wgs84"})

    assert not form.is_valid()
    assert list(form.errors) == ["lat_deg"]


@pytest.mark.django_db
def test_a_new_compound_belongs_to_one_of_the_own_units(district: Unit, other_district: Unit) -> None:
    told = {"name": "和风苑", "address": "路", "lat_deg": "39.99", "lon_deg": "116.47", "datum": "wgs84",
            "token": "6f1c9a52-0c1e-4b1e-9a52-000000000001", "unit": other_district.pk}
    form = NewCompoundForm(told, units=Unit.objects.filter(pk=district.pk))

    assert list(form.errors) == ["unit"]


def test_the_union_is_no_side_that_is_invited() -> None:
    assert "union" not in dict(PartyForm().fields["role"].choices)  # type: ignore[attr-defined]
