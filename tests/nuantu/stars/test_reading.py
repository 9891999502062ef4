"""A standard is read whole or refused with the place of its fault; what ships says what is published, what is ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nuantu.core.errors import InputError
from nuantu.stars.reading import FOLDER, Table, load_shipped, load_standard, read_standard

NAMED = {"zh": "甲", "en": "A"}


def _told(**version: Any) -> dict[str, Any]:
    base = {"number": 1, "in_force_from": date(2024, 1, 1), "term_days": 365, "term_standing": "ours", "appeal_days": 7,
            "sources": {"s": "来源"}, "sections": {"all": NAMED},
            "levels": [{"stars": stars, "ordinary_percent": 0, "standing": "ours"} for stars in range(1, 6)],
            "items": [_item()]}
    return {"name": "x", "title": NAMED, "versions": [base | version]}


def _item(**more: Any) -> dict[str, Any]:
    return {"id": "a", "section": "all", "role": "must", **NAMED, "needs": [{"stars": 1}]} | more


def _read(told: dict[str, Any]) -> Any:
    return read_standard(yaml.safe_dump(told), "x.yaml")


def test_what_is_published_of_the_scheme_stands_with_its_source_and_everything_else_is_ours() -> None:
    version = load_shipped().find(1)
    published = {(item.id, need.stars, need.at_least) for item in version.items for need in item.needs
                 if need.standing == "published"}
    assert published == {("floor_area", 5, 30), ("capacity", 5, 20), ("aed", 5, True), ("new_services", 4, 1)}
    assert all(need.source == "fuzhou" for item in version.items for need in item.needs if need.standing == "published")
    assert version.by_id["special_services"].needs[0].standing == "ours"
    assert {level.standing for level in version.levels} == {"ours"}
    assert len(version.not_given) == 8


def test_a_later_version_takes_over_what_it_does_not_change() -> None:
    first, second = load_shipped().versions
    assert "warmth" in second.by_id
    assert "heating" not in second.by_id
    assert second.by_id["aed"] == first.by_id["aed"]
    assert (second.levels, second.sanctions, second.term_days) == (first.levels, first.sanctions, 365)


@pytest.mark.parametrize(("told", "place", "what"), [
    (_told(items=[_item(role="nice")]), "versions[0].items[0].role", "'nice' is not one of"),
    (_told(items=[_item(section="none")]), "items[0].section", "'none' is not one of all"),
    (_told(items=[_item(needs=[])]), "items[0].needs", "asks for nothing"),
    (_told(items=[_item(role="ordinary", needs=[{"stars": 2}])]), "items[0].needs", "one need, at one star"),
    (_told(items=[_item(needs=[{"stars": 2}, {"stars": 1}])]), "items[0].needs", "grow with the stars"),
    (_told(items=[_item(needs=[{"stars": 1, "at_least": 3}])]), "needs[0].at_least", "does not go with the unit"),
    (_told(items=[_item(unit="m2")]), "needs[0].at_least", "does not go with the unit"),
    (_told(items=[_item(needs=[{"stars": 1, "standing": "published"}])]), "needs[0].source", "names its source"),
    (_told(items=[_item(season={"first": 1301, "last": 315, "grace_days": 0})]), "season.first", "not between"),
    (_told(items=[_item(season={"first": 230, "last": 315, "grace_days": 0})]), "season.first", "no day of every year"),
    (_told(items=[_item(season={"first": 101, "last": 1231, "grace_days": 0})]), "season.last", "fills the year"),
    (_told(items=[_item(), _item()]), "items", "told twice"),
    (_told(items=[]), "items", "there is no item"),
    (_told(levels=[]), "levels", "each of 1 to 5"),
    (_told(sanctions=[{"id": "b", **NAMED, "items": ["a"], "down_stars": 1, "standing": "ours"}]),
     "items", "no item with"),
    (_told(sanctions=[{"id": "b", **NAMED, "items": [], "down_stars": 1, "standing": "ours"}]), "items",
     "names no item"),
    (_told(remove=["b"]), "remove", "cannot be removed"),
    (_told(based_on=7), "based_on", "no earlier version"),
    (_told(term_days=True), "term_days", "is no whole number"),
    (_told(color="red"), "color", "nobody knows this key"),
    ({"name": "x", "title": NAMED, "versions": []}, "versions", "has no version"),
    ({"name": "x", "title": "A", "versions": [1]}, "versions[0]", "no mapping"),
    ({"name": " ", "title": NAMED, "versions": _told()["versions"]}, "name", "empty"),
    ({"name": "x", "title": NAMED, "versions": _told()["versions"] * 2}, "versions", "go back"),
])
def test_a_fault_names_its_place(told: dict[str, Any], place: str, what: str) -> None:
    with pytest.raises(InputError) as refusal:
        _read(told)
    assert what in str(refusal.value)
    assert place in str(refusal.value)


def test_files_that_are_no_standard_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with pytest.raises(InputError, match="cannot be read"):
        load_standard(path)
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1: the file is no YAML"):
        load_standard(path)
    path.write_text((FOLDER / "warm-stations.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert load_standard(path) == load_shipped()
    with pytest.raises(InputError, match="take one of: warm-stations"):
        load_shipped("cold-stations")


def test_a_table_takes_what_is_of_the_right_kind() -> None:
    table = Table({"a": 3, "b": "x", "c": [1]}, "f", "")
    assert (table.whole("a", 1, 5), table.text("b"), table.rows("c"), table.has("d")) == (3, "x", [1], False)
    assert (table.whole("d", 1, 5, 2), table.choice("d", ["y"], "y")) == (2, "y")
    with pytest.raises(InputError, match="there is no date"):
        table.day("d")
