"""Decisions as JSON lines, as a platform hands them in, and receipts as JSON lines, as riders get them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.decisions.leaf import Decision, Person
from nuantu.decisions.log import Issued

_REQUIRED = {"t": int, "kind": str, "rule_set": str, "agreement_version": str, "actor": str}
_OPTIONAL: dict[str, type] = {"terms": dict, "order": str, "worker": str, "inputs": dict, "people": list}


def read_decisions(lines: Iterable[str], name: str) -> Iterator[Decision]:
    """One decision a line; an ``InputError`` names line and field of the first that does not fit."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _read_decision(_read_object(line, name, number))
            except _MisfitError as misfit:
                raise InputError(misfit.what, file=name, line=number, field=misfit.field) from None


class _MisfitError(Exception):
    def __init__(self, what: str, field: str | None = None) -> None:
        self.what, self.field = what, field
        super().__init__(what)


def _read_object(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON ({error})", file=name, line=number) from error
    if not isinstance(value, dict):
        raise InputError("this is no JSON object", file=name, line=number)
    return value


def _read_decision(value: dict[str, Any]) -> Decision:
    for field, kind in _REQUIRED.items():
        if type(value.get(field)) is not kind:
            raise _MisfitError(f"the value is missing or not of type {kind.__name__}", field)
    for field, one in value.items():
        if field not in _REQUIRED and field not in _OPTIONAL:
            raise _MisfitError("the field is not known", field)
        if field in _OPTIONAL and one is not None and type(one) is not _OPTIONAL[field]:
            raise _MisfitError(f"the value is not of type {_OPTIONAL[field].__name__}", field)
    if value["t"] < 0:
        raise _MisfitError("the time lies before 1970", "t")
    try:
        rule_set = bytes.fromhex(value["rule_set"])
    except ValueError:
        rule_set = b""
    if len(rule_set) != 32:
        raise _MisfitError("the value is no SHA-256 in hexadecimal", "rule_set")
    people = tuple(_read_person(one) for one in value.get("people") or ())
    return Decision(value["t"], value["kind"], value.get("terms") or {}, value.get("order"), value.get("worker"),
                    rule_set, value["agreement_version"], value["actor"], value.get("inputs") or {}, people)


def _read_person(value: Any) -> Person:
    if not isinstance(value, dict) or set(value) != {"worker", "facts"}:
        raise _MisfitError("a person has exactly worker and facts", "people")
    if type(value["worker"]) is not str or type(value["facts"]) is not dict:
        raise _MisfitError("worker is text and facts is an object", "people")
    return Person(value["worker"], value["facts"])


def write_receipt_line(issued: Issued) -> str:
    """What a rider is handed for one decision: the receipt and the leaf that it is about."""
    return json.dumps({"seq": issued.receipt.seq, "receipt": issued.note,
                       "leaf": base64.b64encode(issued.body).decode()}, ensure_ascii=False)


def read_receipts(path: Path) -> list[str]:
    """The receipts of a file of such lines, as notes."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the receipts cannot be read as text in UTF-8", file=path) from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            value = _read_object(line, str(path), number)
            if not isinstance(value.get("receipt"), str):
                raise InputError("the receipt is missing", file=path, line=number, field="receipt")
            found.append(value["receipt"])
    return found
