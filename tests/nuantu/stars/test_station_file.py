"""A file of stations is read whole or refused by name; the 462 of the published scheme come out one by one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.oracles.slow_stars import AS_OF, FIXTURE, PUBLISHED, make_stations, write_fixture

from nuantu.core.errors import InputError
from nuantu.stars.reading import load_shipped
from nuantu.stars.station_file import load_stations

DAY = date(2025, 6, 1)


def _write(folder: Path, **station: Any) -> Path:
    path = folder / "stations.json"
    told = {"as_of": DAY.isoformat(), "stations": [{"id": "A", **station}]}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_each_of_the_462_stations_has_the_stars_that_the_twin_gave_it() -> None:
    """Station by station: what the engine gives is what the fixture expects, and the counts are the published ones."""
    answers = list(load_stations(FIXTURE).answer())

    assert [(one.station.id, one.stars) for one in answers] == [(one["id"], one["expected"]) for one in make_stations()]
    assert {stars: sum(one.stars == stars for one in answers) for stars in range(6)} == {0: 0, **PUBLISHED}
    assert sum(PUBLISHED.values()) == len(answers) == 462


def test_the_fixture_is_what_the_twin_writes() -> None:
    assert FIXTURE.read_text(encoding="utf-8") == write_fixture()


def test_the_fixture_has_histories_and_what_takes_a_star_away() -> None:
    """It would prove little if every station were plainly as good as its stars."""
    answers = list(load_stations(FIXTURE).answer())

    kinds = {change.kind for one in answers for change in one.changes}
    assert kinds >= {"given", "down", "revoked", "restored", "corrected"}
    assert any(one.rating.sanctions for one in answers)
    states = {result.state for one in answers for result in one.rating.results}
    assert states == {"seen", "missing", "expired", "not_asked"}


def test_a_station_without_acts_is_rated_by_the_evidence_of_the_day(tmp_path: Path) -> None:
    answer = next(load_stations(_write(tmp_path)).answer())

    assert (answer.stars, answer.until, answer.changes, answer.agrees) == (0, None, (), True)


def test_a_day_and_a_standard_that_are_given_stand_before_those_of_the_file(tmp_path: Path) -> None:
    read = load_stations(_write(tmp_path), load_shipped(), date(2026, 5, 1))

    assert (read.day, next(read.answer()).rating.version.number) == (date(2026, 5, 1), 2)


def test_acts_that_contradict_each_other_name_the_station(tmp_path: Path) -> None:
    path = _write(tmp_path, acts=[{"kind": "revoked", "day": "2025-05-01"}])

    with pytest.raises(InputError, match="station A: revoked on 2025-05-01, but there is no star"):
        list(load_stations(path).answer())


@pytest.mark.parametrize(("station", "what"), [
    ({"evidence": [{"day": "2025-05-01", "found": {"sauna": True}}]}, "no version of the standard has this item"),
    ({"evidence": [{"day": "2025-05-01", "found": {"floor_area": True}}]}, "True is no number"),
    ({"evidence": [{"day": "2025-05-01", "found": {"floor_area": -1}}]}, "-1 is no number of at least 0"),
    ({"evidence": [{"day": "2025-05-01", "found": {"seats": 3}}]}, "3 is no yes or no"),
    ({"evidence": [{"day": "1 May", "found": {}}]}, "'1 May' is no date"),
    ({"evidence": [{"day": 5, "found": {}}]}, "5 is no date"),
    ({"evidence": {}}, "{} is no list"),
    ({"acts": [{"kind": "loved", "day": "2025-05-01"}]}, "'loved' is not one of"),
    ({"expected": 6}, "6 is not between 0 and 5"),
    ({"expected": True}, "True is no whole number"),
    ({"stars": 3}, "nobody knows this key"),
])
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, station: dict[str, Any], what: str) -> None:
    with pytest.raises(InputError, match=r"stations\[0\]") as refusal:
        load_stations(_write(tmp_path, **station))
    assert what in str(refusal.value)


@pytest.mark.parametrize(("name", "text", "what"), [
    ("a.json", "{", "the file is no JSON"), ("a.json", "[" * 20_000, "the file is no JSON"),
    ("a.yaml", "a: [", "the file is no YAML"), ("a.json", "[]", "this is no mapping"),
    ("a.json", '{"as_of": "2025-01-01", "stations": [{"id": "A"}, {"id": "A"}]}', "the id A is told twice"),
    ("a.json", '{"stations": []}', "there is no date"),
    ("a.json", '{"standard": "../words", "as_of": "2025-01-01", "stations": []}', "no standard is called"),
])
def test_a_broken_file_is_refused_by_name(tmp_path: Path, name: str, text: str, what: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as refusal:
        load_stations(path)
    assert what in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_stations(tmp_path / "none.yaml")


def test_yaml_is_read_like_json(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("as_of: 2025-12-20\nstations:\n- id: A\n  expected: 0\n  evidence:\n"
                    "  - {day: 2025-12-01, found: {seats: true}}\n", encoding="utf-8")
    answer = next(load_stations(path).answer())

    assert (answer.rating.day, answer.stars, answer.agrees) == (AS_OF, 0, True)
