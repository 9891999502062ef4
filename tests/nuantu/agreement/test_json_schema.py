"""The schema for editors knows every type, lets what is shipped pass and marks what the reader would refuse."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.nuantu.agreement.agreement_text import ROOT, SHIPPED, make_data
from tests.oracles.json_schema import find_faults

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.json_schema import build_schema, say_unit

SCHEMA = build_schema()
SOUND = json.loads(json.dumps(make_data(clauses=[
    {"type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}}])))


def test_the_published_file_is_the_schema_of_today() -> None:
    """Written anew with: nuantu agreement schema --out docs/agreement.schema.json."""
    assert json.loads((ROOT / "docs" / "agreement.schema.json").read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_shipped_agreements_pass(folder: Path) -> None:
    """Read as an editor does, dates as text."""
    data = yaml.load((folder / "agreement.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(find_faults(data, SCHEMA, SCHEMA)) == []


def change(path: list[Any], value: Any) -> dict[str, Any]:
    """The sound file with one value put elsewhere; ``None`` takes it out."""
    data = copy.deepcopy(SOUND)
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


@pytest.mark.parametrize(("path", "value", "said"), [
    (["layer"], "nation", ".layer: 'nation' is not one of the words"),
    (["title", "en"], None, ".title: en is missing"), (["colour"], "red", ": colour is not known"),
    (["clauses", 0, "type"], "daily_stopp", ".clauses[0].type: 'daily_stopp' is not one of the words"),
    (["clauses", 0, "params", "reset"], None, ".clauses[0].params: reset is missing"),
    (["clauses", 0, "params", "reset"], "weekly", ".clauses[0].params.reset: 'weekly' is nothing of what may stand"),
    (["clauses", 0, "params", "every"], "1 h", ".clauses[0].params: every is not known"),
    (["provisions", 0, "not_encodable"], "too_hard", ".provisions[0].not_encodable: 'too_hard' is not one of"),
])
def test_what_the_reader_refuses_by_structure_is_marked(path: list[Any], value: Any, said: str) -> None:
    """At its place, by the name of the key."""
    assert list(find_faults(SOUND, SCHEMA, SCHEMA)) == []
    assert [fault[:len(said)] for fault in find_faults(change(path, value), SCHEMA, SCHEMA)] == [said]


@pytest.mark.parametrize("name", sorted(CLAUSE_TYPES))
def test_every_parameter_has_its_unit_in_words(name: str) -> None:
    """So that an editor can show what is expected."""
    own = SCHEMA["$defs"][f"params_{name}"]["properties"]

    assert list(own) == [spec.name for spec in CLAUSE_TYPES[name].params]
    assert [spec.name for spec in CLAUSE_TYPES[name].params if say_unit(spec)[0] not in
            own[spec.name]["description"]] == []
