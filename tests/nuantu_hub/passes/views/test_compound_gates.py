"""Gates are registered and changed by who looks after the compound; the poster hangs from the trial on."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.compound_cast import LAT, LON, put_gate, put_sides, put_trial

from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
SAID = {"name": "北门", "lat_deg": str(LAT), "lon_deg": str(LON), "datum": "wgs84", "hours": "", "route": ""}


def test_the_manager_adds_changes_and_closes(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    client, where = as_(sides.property), reverse("passes:compound_gates", args=[sides.compound.pk])
    assert client.post(where, SAID | {"name": ""}).status_code == 422
    assert client.post(where, SAID).url == where
    gate = sides.compound.gates.get()
    client.post(reverse("passes:compound_gate", args=[gate.number_id]), SAID | {"name": "大门"})
    gate.place.refresh_from_db()
    assert gate.place.name == "大门"
    client.post(reverse("passes:compound_gate_close", args=[gate.number_id]))
    assert not sides.compound.gates.in_use().exists()


def test_other_sides_look_and_change_nothing(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    client = as_(sides.committee)

    assert client.get(reverse("passes:compound_gates", args=[sides.compound.pk])).status_code == 200
    assert client.post(reverse("passes:compound_gates", args=[sides.compound.pk]), SAID).status_code == 404
    assert client.get(reverse("passes:compound_gate", args=[gate.number_id])).status_code == 404
    assert sides.compound.gates.count() == 1


def test_the_poster_is_the_signed_code_with_the_gates_number(district: Unit, officer: Account, as_: As) -> None:
    early = put_gate(put_sides(district, officer, "远山居", lat_deg=LAT + 0.02))
    sides = put_trial(district, officer)
    gate, client = sides.compound.gates.get(), as_(officer)
    page = client.get(reverse("passes:gate_poster", args=[gate.number_id]))
    body = page.content.decode()

    assert page.context["poster"].text.startswith("XG1:")
    assert 'class="qr"' in body
    assert f'<p class="for">{gate.number_id}</p>' in body
    assert client.get(reverse("passes:gate_poster", args=[early.number_id])).context["poster"] is None
