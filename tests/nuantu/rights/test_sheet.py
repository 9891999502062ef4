"""The sheets of an export are declared soundly and documented as declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.core.tables import EVENTS
from nuantu.core.vocabulary import EVENT_KINDS
from nuantu.rights.sheet import SHEETS, Sheet

DOCUMENT = Path(__file__).parents[3] / "docs" / "rights.md"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_headers_tell_the_columns_of_a_sheet_apart(sheet: Sheet) -> None:
    """No header of either language names two columns, and each finds its own."""
    headers = [header for field in sheet.fields for header in {field.name, field.zh}]
    assert len(set(headers)) == len(headers)
    assert all(sheet.find(header) is not None for header in headers)
    assert sheet.find("nobody") is None


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_columns_and_kinds_of_the_log_are_those_that_exist(sheet: Sheet) -> None:
    """A column goes to a column of the event log, or opens or closes an event."""
    columns = {column.name for column in EVENTS.columns}
    assert {field.event for field in sheet.fields if field.event} <= columns | EVENT_KINDS
    assert set(sheet.kinds) <= EVENT_KINDS


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_is_documented(sheet: Sheet) -> None:
    """docs/rights.md has a row for each column: both headers and its meaning."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"### `{sheet.file}` {sheet.zh}" in text
    rows = [f"| `{field.zh}` | `{field.name}` | {'yes' if field.required else ''} | {field.meaning}"
            for field in sheet.fields]
    assert [row for row in rows if row not in text] == []
