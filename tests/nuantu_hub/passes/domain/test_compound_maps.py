"""Drafts are kept as they are drawn, published woven and whole, and plans find their place by two points."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.nuantu_hub.passes.compound_cast import LAT, LON, draw_features, put_gate, put_map, put_sides

from nuantu_hub.passes.domain.compound_maps import (
    find_draft,
    find_published,
    fit_plan,
    hand_in_plan,
    list_lacks,
    publish_map,
    save_draft,
    take_geojson,
)
from nuantu_hub.passes.domain.map_format import read_map, write_map
from nuantu_hub.passes.domain.map_weaving import weave_map
from nuantu_hub.passes.domain.parties import sign_step
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import CompoundMap
from nuantu_hub.people.models import Account, StoredFile, Unit

pytestmark = pytest.mark.django_db
POINTS = [[0.1, 0.1, LON, LAT], [0.9, 0.9, LON + 0.001, LAT - 0.001]]


def put_picture() -> SimpleUploadedFile:
    """A plan."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "#ddd5c8").save(written, "PNG")
    return SimpleUploadedFile("plan.png", written.getvalue())


def test_a_draft_begins_with_the_gates_and_is_saved_by_whoever_drew_on_the_newest(
        district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    started = read_map(find_draft(sides.compound).text)
    text = write_map(draw_features(sides.compound))
    draft = save_draft(by=sides.property, compound=sides.compound, text=text, changes=0)

    assert [(one.kind, one.gate) for one in started] == [("gate", gate.number_id)]
    assert save_draft(by=sides.property, compound=sides.compound, text=text, changes=1).changes == draft.changes == 1
    with pytest.raises(PassRefused):
        save_draft(by=officer, compound=sides.compound, text=write_map(started), changes=0)


def test_what_is_published_is_woven_whole_and_stays(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    put_gate(sides)
    sign_step(by=sides.property, compound=sides.compound, role="property")
    put_map(sides)
    first = find_published(sides.compound)
    assert first is not None
    features = read_map(first.text)

    assert (first.version, features) == (1, weave_map(features))
    assert list_lacks(sides.compound, features) == []
    assert not sides.compound.sign_offs.filter(ended_at=None).exists()
    with pytest.raises(PassRefused):
        publish_map(by=sides.property, compound=sides.compound)
    text = write_map([one for one in features if one.kind != "entrance"])
    save_draft(by=sides.property, compound=sides.compound, text=text)
    with pytest.raises(PassRefused, match="7没有出入口"):
        publish_map(by=sides.property, compound=sides.compound)
    assert find_published(sides.compound) == first


def test_a_plan_finds_its_place_by_two_points_that_are_far_apart(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    with pytest.raises(PassRefused):
        fit_plan(by=sides.property, compound=sides.compound, points=POINTS, shape=0.75)
    hand_in_plan(by=sides.property, compound=sides.compound, upload=put_picture())
    hand_in_plan(by=sides.property, compound=sides.compound, upload=put_picture())
    assert StoredFile.objects.count() == 1
    for points, shape in (([POINTS[0]], 0.75), ([POINTS[0], POINTS[0]], 0.75), (POINTS, 0),
                          ([POINTS[0], [1.2, 0, LON, LAT]], 0.75), ([POINTS[0], [0.9, 0.9, LON + 1, LAT]], 0.75),
                          ([POINTS[0], [float("nan"), 0.9, LON, LAT]], 0.75)):
        with pytest.raises(PassRefused):
            fit_plan(by=sides.property, compound=sides.compound, points=points, shape=shape)
    fitted = fit_plan(by=sides.property, compound=sides.compound, points=POINTS, shape=0.75)
    assert fitted.plan_fit == {"points": POINTS, "shape": 0.75}


def test_only_pictures_are_plans(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)

    with pytest.raises(PassRefused):
        hand_in_plan(by=sides.property, compound=sides.compound, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    assert not CompoundMap.objects.exists()


def test_a_file_that_is_taken_over_keeps_the_gates_that_it_does_not_name(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    features = [one for one in draw_features(sides.compound) if one.kind != "gate"]
    draft = take_geojson(by=sides.property, compound=sides.compound, body=write_map(features).encode())

    assert [one.gate for one in read_map(draft.text) if one.kind == "gate"] == [gate.number_id]
    with pytest.raises(PassRefused):
        take_geojson(by=sides.property, compound=sides.compound, body=b"\xff\xfe")
