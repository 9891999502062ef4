"""A file of needs is read line by line, and refused by line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.need import Need, digest_needs, read_needs

GOOD = '{"id":"a","text":"没电","at":"2025-11-01T08:00:00+08:00","label":"x"}'


def _write(folder: Path, *lines: str) -> Path:
    file = folder / "needs.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_lines_are_needs_and_other_keys_are_left_alone(tmp_path: Path) -> None:
    file = _write(tmp_path, "﻿" + GOOD, "", '{"id":7,"text":"甲 乙","at":1762000000}', '{"id":"c","text":""}')
    assert read_needs(file) == [Need("a", "没电", "2025-11-01T08:00:00+08:00"), Need("7", "甲 乙", "1762000000"),
                                Need("c", "")]


@pytest.mark.parametrize(("line", "said"), [
    ("{", "no JSON"), ("[1]", "no JSON object"), ('{"text":"x"}', "field id: it is missing"),
    ('{"id":"b"}', "field text: it is missing"), ('{"id":true,"text":"x"}', "field id"),
    ('{"id":"b","text":3}', "field text"), ('{"id":"b","text":"x","at":"gestern"}', "field at"),
    ('{"id":"a","text":"x"}', "stands on line 1 already"),
])
def test_what_cannot_be_read_is_named_by_file_line_and_field(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InputError, match="line 2") as refused:
        read_needs(_write(tmp_path, GOOD, line))
    assert said in str(refused.value)
    assert "needs.jsonl" in str(refused.value)


def test_no_file_and_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_needs(tmp_path / "none.jsonl")
    (tmp_path / "raw").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        read_needs(tmp_path / "raw")


def test_the_digest_knows_no_order_but_every_sign() -> None:
    one, other = Need("a", "没电"), Need("b", "没水")
    assert digest_needs([one, other]) == digest_needs([other, one])
    assert digest_needs([one]) != digest_needs([Need("a", "没点")])
