"""A compound's map is read strictly, and written in one form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nuantu_hub.passes.domain.map_format import MOST_FEATURES, Feature, read_map, write_map
from nuantu_hub.passes.errors import PassRefused

NEAR = (116.47, 39.99)
GATE: dict[str, Any] = {"type": "Feature", "id": "g", "properties": {"kind": "gate", "gate": 17, "name": "南门"},
                        "geometry": {"type": "Point", "coordinates": [116.47, 39.99]}}


def put(**changes: Any) -> str:
    """A map of one feature, changed."""
    row = json.loads(json.dumps(GATE))
    for name, value in changes.items():
        part = row["geometry"] if name in ("coordinates", "shape") else row["properties"]
        part["type" if name == "shape" else name] = value
    return json.dumps({"type": "FeatureCollection", "features": [row]})


def test_what_was_written_reads_the_same_and_writes_the_same() -> None:
    features = [Feature("g", "gate", "Point", (NEAR,), name="南门", gate=17),
                Feature("p", "path", "LineString", (NEAR, (116.471, 39.991)), closed=True, why="正在修路"),
                Feature("q", "path", "LineString", (NEAR, (116.469, 39.991)), bike=False, more=(("surface", "stone"),)),
                Feature("b", "building", "Polygon", (NEAR, (116.471, 39.99), (116.471, 39.991), NEAR), name="7")]
    text = write_map(features)

    assert read_map(text, NEAR) == features
    assert write_map(read_map(text)) == text


@pytest.mark.parametrize("text", [
    "", "null", "[]", "{", '{"type":"Feature"}', '{"type":"FeatureCollection","features":{}}',
    '{"type":"FeatureCollection","features":[1]}', "[" * 5000, put(kind="tower"), put(kind=["gate"]),
    put(shape="Polygon"), put(shape="MultiPoint"), put(coordinates=[116.47]), put(coordinates=["116.47", "39.99"]),
    put(coordinates=[True, 39.99]), put(coordinates=[1e999, 39.99]), put(coordinates=[39.99, 116.47]),
    put(coordinates=[116.52, 39.99]), put(gate=-1), put(gate=2**32), put(gate="17"), put(gate=True),
    put(name="长" * 41), put(name="a\nb"), put(name=["a"]), put(more={"a": 1}),
    put(coordinates=[float("nan"), 39.99]), " " * 300_001])
def test_whatever_is_no_map_of_this_compound_is_refused(text: str) -> None:
    with pytest.raises(PassRefused):
        read_map(text, NEAR)


def test_areas_end_where_they_began_and_lines_have_two_ends() -> None:
    ring = [[116.47, 39.99], [116.471, 39.99], [116.471, 39.991], [116.47, 39.9901]]
    for shape, kind, told in (("Polygon", "green", [ring]), ("Polygon", "green", [ring, ring]),
                              ("LineString", "path", [[116.47, 39.99]])):
        with pytest.raises(PassRefused):
            read_map(put(kind=kind, shape=shape, coordinates=told, gate=0), NEAR)


def test_too_many_things_are_refused_by_their_number() -> None:
    rows = [GATE] * (MOST_FEATURES + 1)

    with pytest.raises(PassRefused, match=str(MOST_FEATURES)):
        read_map(json.dumps({"type": "FeatureCollection", "features": rows}))


def test_every_feature_has_a_key_of_its_own() -> None:
    bare = {name: value for name, value in GATE.items() if name != "id"}
    read = read_map(json.dumps({"type": "FeatureCollection", "features": [GATE, GATE, bare]}))

    assert read[0].key == "g"
    assert len({one.key for one in read}) == 3
