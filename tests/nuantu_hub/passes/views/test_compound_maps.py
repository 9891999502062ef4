"""The editor's page and what its script asks: saving, fitting, files in and out."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.compound_cast import LAT, LON, Sides, draw_features, put_gate, put_map, put_sides

from nuantu_hub.passes.domain.compound_maps import find_draft
from nuantu_hub.passes.domain.map_format import write_map
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(district: Unit, officer: Account) -> Sides:
    """A compound with a gate."""
    made = put_sides(district, officer)
    put_gate(made)
    return made


def where(sides: Sides, name: str) -> str:
    """An address of the compound's map."""
    return reverse(f"passes:{name}", args=[sides.compound.pk])


def test_what_was_drawn_is_kept_and_told_what_it_lacks(sides: Sides, as_: As) -> None:
    client, drawn = as_(sides.property), json.loads(write_map(draw_features(sides.compound)))
    gate = drawn | {"features": drawn["features"][:1]}
    bare = client.post(where(sides, "compound_map_save"), json.dumps({"map": gate, "changes": 0}),
                       "application/json").json()
    whole = client.post(where(sides, "compound_map_save"), json.dumps({"map": drawn, "changes": 1}),
                        "application/json").json()

    assert (bare["changes"], bool(bare["lacks"])) == (1, True)
    assert whole == {"changes": 2, "lacks": []}
    stale = client.post(where(sides, "compound_map_save"), json.dumps({"map": drawn | {"features": []}, "changes": 1}),
                        "application/json")
    assert (stale.status_code, list(stale.json())) == (422, ["what"])
    for body in ("", "[]", "{", json.dumps({"map": 1})):
        assert client.post(where(sides, "compound_map_save"), body, "application/json").status_code == 422
    assert client.post(where(sides, "compound_map_publish")).status_code == 302
    assert sides.compound.maps.filter(version=1).exists()


def test_a_plan_goes_up_comes_back_and_finds_its_place(sides: Sides, as_: As) -> None:
    client, written = as_(sides.property), io.BytesIO()
    Image.new("RGB", (40, 30)).save(written, "PNG")
    client.post(where(sides, "compound_map_upload"),
                {"what": "plan", "file": SimpleUploadedFile("a.png", written.getvalue())})
    shown = client.get(where(sides, "compound_plan_picture"))
    fitted = client.post(where(sides, "compound_plan_fit"), json.dumps({"shape": 0.75, "points": [
        [0, 0, LON, LAT], [1, 1, LON + 0.001, LAT - 0.001]]}), "application/json")

    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert fitted.json()["fit"]["shape"] == 0.75
    for told in ({"points": "ab"}, {"points": [[1]]}, {"points": [], "shape": "x"}):
        assert client.post(where(sides, "compound_plan_fit"), json.dumps(told), "application/json").status_code == 422
    assert as_(sides.committee).get(where(sides, "compound_plan_picture")).status_code == 404


def test_geojson_goes_in_and_out(sides: Sides, as_: As) -> None:
    client, text = as_(sides.property), write_map(draw_features(sides.compound))
    client.post(where(sides, "compound_map_upload"),
                {"what": "map", "file": SimpleUploadedFile("a.json", text.encode())})

    assert find_draft(sides.compound).text == text
    assert client.get(where(sides, "compound_map_file")).content.decode() == text
    bad = client.post(where(sides, "compound_map_upload"), {"what": "map", "file": SimpleUploadedFile("a.json", b"{")},
                      follow=True)
    assert "这不是 GeoJSON" in bad.content.decode()


def test_other_sides_see_what_is_published(sides: Sides, as_: As) -> None:
    client = as_(sides.street)
    assert client.get(where(sides, "compound_map_file")).status_code == 404
    put_map(sides)
    page = client.get(where(sides, "compound_map"))

    assert 'class="compound-map"' in page.content.decode()
    assert "editor-told" not in page.content.decode()
    assert client.post(where(sides, "compound_map_save"), "{}", "application/json").status_code == 404
    assert client.get(where(sides, "compound_map_file")).status_code == 200
