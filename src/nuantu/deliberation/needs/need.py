"""Needs as they come in a file: one JSON object a line, with an id, a text and when it was said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_json

FIELDS = ("id", "text", "at")


@dataclass(frozen=True)
class Need:
    """One thing that somebody said.

    Attributes
    ----------
    id
        Its name, unique in its file.
    text
        What was said, as it was written.
    at
        When, ISO 8601 as it stood in the file; empty where nobody wrote it down.
    """

    id: str
    text: str
    at: str = ""


def read_needs(file: Path) -> list[Need]:
    """Read a file of JSON lines; keys other than ``id``, ``text`` and ``at`` are left alone.

    Raises
    ------
    InputError
        Where a line is no JSON object, lacks a field, repeats an id, or has an ``at`` that is no instant.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the needs cannot be read: {error}", file=file,
                         fix="name a UTF-8 file of JSON lines") from error
    needs: list[Need] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        need = _read_line(line, file, number)
        if need.id in seen:
            raise InputError(f"the id {need.id} stands on line {seen[need.id]} already", file=file, line=number,
                             field="id", fix="give every need its own id")
        seen[need.id] = number
        needs.append(need)
    return needs


def digest_needs(needs: list[Need]) -> str:
    """SHA-256 over the needs in order of their ids: the order of lines and other keys do not matter."""
    return digest_json([[need.id, need.text, need.at] for need in sorted(needs, key=lambda need: need.id)])


def _read_line(line: str, file: Path, number: int) -> Need:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"this is no JSON: {error.msg}", file=file, line=number,
                         fix="write one JSON object a line") from error
    if not isinstance(row, dict):
        raise InputError("this is no JSON object", file=file, line=number, fix="write one JSON object a line")
    for field in ("id", "text"):
        if field not in row:
            raise InputError("it is missing", file=file, line=number, field=field, fix="add it")
    name = row["id"]
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise InputError("an id is a text or a whole number", file=file, line=number, field="id", fix="correct it")
    if not isinstance(row["text"], str):
        raise InputError("a text is a string", file=file, line=number, field="text", fix="correct it")
    return Need(str(name), row["text"], _read_instant(row.get("at"), file, number))


def _read_instant(told: Any, file: Path, number: int) -> str:
    if told is None or told == "":
        return ""
    if isinstance(told, int) and not isinstance(told, bool):
        return str(told)
    try:
        datetime.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise InputError(f"{told!r} is no instant", file=file, line=number, field="at",
                         fix="write ISO 8601, as in 2025-11-21T14:05:00+08:00") from error
    return str(told)
