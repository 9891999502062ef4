"""Decisions as JSON lines: each line is read, or refused with its number and field."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import Yard, make_day

from nuantu.core.errors import InputError
from nuantu.decisions.json_lines import read_decisions, read_receipts, write_receipt_line
from nuantu.decisions.leaf import Decision, Person

LINE = {"t": 5, "kind": "dispatch", "rule_set": "ab" * 32, "agreement_version": "demo/1", "actor": "policy"}


def read(*values: object) -> list[Decision]:
    return list(read_decisions([value if isinstance(value, str) else json.dumps(value) for value in values], "stdin"))


def test_a_line_is_a_decision() -> None:
    """With only what is required, and with everything; empty lines are passed over."""
    whole = LINE | {"terms": {"n": 1}, "order": "O1", "worker": "R1", "inputs": {"m": 2},
                    "people": [{"worker": "R1", "facts": {"k": 3}}]}

    assert read(LINE, "", whole) == [
        Decision(5, "dispatch", {}, None, None, bytes.fromhex("ab" * 32), "demo/1", "policy"),
        Decision(5, "dispatch", {"n": 1}, "O1", "R1", bytes.fromhex("ab" * 32), "demo/1", "policy", {"m": 2},
                 (Person("R1", {"k": 3}),))]


@pytest.mark.parametrize(("value", "words"), [
    ("nonsense", "line 2: this is not JSON"), ("[" * 100_000, "line 2: this is not JSON"), ("5", "no JSON object"),
    (LINE | {"t": True}, "field t"), (LINE | {"t": -1}, "before 1970"), (LINE | {"t": 5.0}, "field t"),
    ({}, "field t"), (LINE | {"rule_set": "abc"}, "no SHA-256"), (LINE | {"rule_set": "zz" * 32}, "no SHA-256"),
    (LINE | {"worker": 5}, "field worker"), (LINE | {"other": 5}, "field other"), (LINE | {"people": [5]}, "people"),
    (LINE | {"people": [{"worker": 5, "facts": {}}]}, "worker is text"),
])
def test_a_bad_line_is_named(value: object, words: str) -> None:
    """By line and field; the good line before it was read."""
    lines = read_decisions([json.dumps(LINE), value if isinstance(value, str) else json.dumps(value)], "stdin")
    assert next(lines).at_s == 5
    with pytest.raises(InputError, match=words) as caught:
        next(lines)
    assert str(caught.value).startswith("stdin, line 2")


def test_receipts_go_out_and_come_back(tmp_path: Path) -> None:
    """A line holds receipt and leaf; a file of them is read as notes."""
    issued = Yard(tmp_path).fill(make_day(3))
    path = tmp_path / "receipts.jsonl"
    path.write_text("\n".join(write_receipt_line(one) for one in issued))

    assert read_receipts(path) == [one.note for one in issued]
    assert base64.b64decode(json.loads(path.read_text().splitlines()[1])["leaf"]) == issued[1].body
    path.write_text('{"seq": 1}')
    with pytest.raises(InputError, match="receipt is missing"):
        read_receipts(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_receipts(tmp_path / "none")
