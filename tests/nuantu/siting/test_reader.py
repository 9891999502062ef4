"""A siting file is read whole or refused with the field that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nuantu.core.errors import InputError
from nuantu.siting.problem import Source
from nuantu.siting.reader import read_siting
from nuantu.siting.roads import TruckPlace


def told(**words: Any) -> dict[str, Any]:
    """A small file that can be read, with some words changed; None takes one out."""
    whole = {"format": "nuantu-siting/1", "walk": {"metres": 500}, "sources": {"orders": {}, "wishes": {"share": 20}},
             "candidates": [{"id": "a", "x_m": 0, "y_m": 0}], "points": [{"x_m": 5, "y_m": 1.5, "orders": 3}], **words}
    return {key: value for key, value in whole.items() if value is not None}


def write(folder: Path, value: Any, name: str = "s.json") -> Path:
    """A file of that value."""
    file = folder / name
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return file


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    """Ids that are left out are counted, amounts that are left out are nought."""
    siting = read_siting(write(tmp_path, told())).siting

    assert siting is not None
    assert (siting.points, siting.points_m.tolist(), siting.amounts.tolist()) == (["p0"], [[5.0, 1.5]], [[3, 0]])
    assert (list(siting.sources), siting.reach_m, siting.detour_pm) == ([Source("orders"), Source("wishes", 20)],
                                                                      500.0, 1300)
    assert len(siting.digest) == 64


def test_yaml_is_read_as_json_is(tmp_path: Path) -> None:
    """The same value in either form."""
    one, other = (read_siting(write(tmp_path, told(), name)).siting for name in ("s.json", "s.yaml"))

    assert one is not None
    assert other is not None
    assert (one.points_m.tolist(), one.candidates) == (other.points_m.tolist(), other.candidates)


def test_minutes_become_metres(tmp_path: Path) -> None:
    """Ten minutes at 4.5 km an hour are 750 m."""
    siting = read_siting(write(tmp_path, told(walk={"minutes": 10}))).siting

    assert siting is not None
    assert siting.reach_m == 750.0


def test_degrees_are_put_on_a_plane_around_the_first_candidate(tmp_path: Path) -> None:
    """A hundredth of a degree north is 1,112 m."""
    siting = read_siting(write(tmp_path, told(candidates=[{"id": "a", "lat_deg": 39.9, "lon_deg": 116.4}],
                                              points=[{"lat_deg": 39.91, "lon_deg": 116.4}]))).siting

    assert siting is not None
    assert siting.points_m[0].tolist() == [0.0, pytest.approx(1112, abs=1)]


def test_parks_and_roads_may_stand_alone(tmp_path: Path) -> None:
    """A file about trucks needs no points, and may bring its own thresholds with their source."""
    held = read_siting(write(tmp_path, {
        "format": "nuantu-siting/1", "parks": [{"id": "k", "trucks_per_day": 400, "counted_on": "2026-10-01"}],
        "roads": [{"name": "G2", "to_km": 90, "areas": [{"id": "a", "km": 40, "trucks_per_day": None}]}],
        "homes": {"spacing_km": 50, "source": "own count"}}))

    assert held.siting is None
    assert held.parks == [TruckPlace("k", "k", 400, "2026-10-01")]
    assert held.roads[0].areas == [TruckPlace("a", "a", None, km=40.0)]
    assert (held.rule.trucks_above, held.rule.spacing_km, held.rule.source) == (300, 50.0, "own count")


@pytest.mark.parametrize(("words", "where", "what"), [
    ({"format": "x"}, "format", "'x' is not nuantu-siting/1"),
    ({"candidate": []}, "candidate", "not known"),
    ({"candidates": []}, "candidates", "no candidate"),
    ({"candidates": [{"id": "a", "x_m": 0, "y_m": 0}] * 2}, "candidates", "the id a stands twice"),
    ({"standing": [{"id": "a", "x_m": 0, "y_m": 0}]}, "candidates", "the id a stands twice"),
    ({"candidates": [{"id": "a", "x_m": "1", "y_m": 0}]}, "candidates[0].x_m", "'1' is no number"),
    ({"candidates": [{"id": "a", "x_m": float("nan"), "y_m": 0}]}, "candidates[0].x_m", "nan is no number"),
    ({"candidates": [{"id": " ", "x_m": 0, "y_m": 0}]}, "candidates[0].id", "a text is expected"),
    ({"candidates": [{"id": "a", "lat_deg": 99, "lon_deg": 0}]}, "candidates[0].lat_deg", "between -80 and 80"),
    ({"candidates": [{"id": "a", "lat_deg": 39, "lon_deg": 116}], "points": [{"lat_deg": 31, "lon_deg": 121}]},
     "points[0]", "more than 300 km"),
    ({"points": [{"x_m": 0, "y_m": 0, "orders": 1.5}]}, "points[0].orders", "1.5 is no whole number"),
    ({"points": [{"x_m": 0, "y_m": 0, "orders": -1}]}, "points[0].orders", "-1 does not lie between 0"),
    ({"points": [{"x_m": 0, "y_m": 0, "dwell": 1}]}, "points[0].dwell", "not known"),
    ({"points": [{"x_m": 0, "y_m": 0, "orders": True}]}, "points[0].orders", "True is no whole number"),
    ({"points": [{"x_m": 0, "y_m": 0, "orders": 10**12}] , "sources": {"orders": {"share": 10**6}}}, "points",
     "too large"),
    ({"points": {}}, "points", "a list is expected"),
    ({"sources": {}}, "sources", "a mapping of names"),
    ({"sources": {"x_m": {}}}, "sources.x_m", "a field of places"),
    ({"walk": {}}, "walk", "not told, or told twice"),
    ({"walk": {"metres": 1, "minutes": 1}}, "walk", "told twice"),
    ({"walk": {"metres": 500, "detour_pm": 900}}, "walk.detour_pm", "900 does not lie between 1000"),
    ({"streets": {"nodes": [], "edges": []}}, "streets", "need nodes and edges"),
    ({"streets": {"nodes": [[0, 0]], "edges": [[0, 1, 5]]}}, "streets.edges[0]", "1 does not lie between 0 and 0"),
    ({"walks": [["a", "p9", 5]]}, "walks[0]", "names something unknown"),
    ({"walks": {}}, "walks", "a list of"),
    ({"parks": [{"id": "k", "km": 4}]}, "parks[0].km", "not known"),
    ({"parks": [{"id": "k", "has_home": "yes"}]}, "parks[0].has_home", "neither true nor false"),
    ({"roads": [{"name": "G2", "to_km": 9, "areas": [{"id": "a", "km": 10}]}]}, "roads[0].areas[0].km", "outside"),
    ({"homes": {"spacing_km": 100}}, "homes.source", "a text is expected"),
    ({"candidates": None, "points": None}, None, "asks for nothing"),
])
def test_what_cannot_be_used_is_named(tmp_path: Path, words: dict[str, Any], where: str | None, what: str) -> None:
    """Each defect by its field, in one sentence with what to do."""
    with pytest.raises(InputError) as refused:
        read_siting(write(tmp_path, told(**words)))

    assert what in refused.value.what
    assert refused.value.field == where
    assert refused.value.fix


@pytest.mark.parametrize(("name", "body", "what"), [
    ("s.json", b"{", "no JSON"), ("s.yaml", b"a: [", "no YAML"), ("s.yaml", b"\xff\xfe", "not UTF-8"),
    ("s.yaml", b"- 1", "holds no mapping"), ("s.json", b"[" * 100_000, "no JSON"),
])
def test_a_file_that_is_none_is_named(tmp_path: Path, name: str, body: bytes, what: str) -> None:
    """Neither broken text nor deep nesting gets through."""
    (tmp_path / name).write_bytes(body)

    with pytest.raises(InputError) as refused:
        read_siting(tmp_path / name)
    assert what in refused.value.what


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(InputError, match="cannot be read"):
        read_siting(tmp_path / "none.json")
