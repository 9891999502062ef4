"""A CSV file as people get it: UTF-8 with or without a mark, or GB18030; headers in Chinese or English."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.rights.sheet import Field, Sheet

LARGEST_BYTES = 64_000_000
LONGEST_CELL = 4_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, and its cells by field; blank cells are left out."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file as read: its sheet, the fields that its header names, its rows, the digest of its bytes."""

    sheet: Sheet
    path: Path
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    sha256: str

    def refuse(self, row: Row, field: str, what: str, fix: str) -> InputError:
        """The refusal of one cell."""
        return InputError(what, file=self.path, line=row.line, field=self.name_column(field), fix=fix)

    def name_column(self, field: str) -> str:
        """A field as both its headers."""
        known = next(one for one in self.sheet.fields if one.name == field)
        return f"{known.zh} ({known.name})"


def read_csv(path: Path, sheet: Sheet) -> CsvFile:
    """Read one sheet. Raises InputError by file, line and column for whatever is not as documented."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=path, fix="check the path") from error
    if len(data) > LARGEST_BYTES:
        raise InputError(f"the file has {len(data):,} bytes, more than one person's records hold", file=path,
                         fix="hand in the export of one person")
    text = decode(data, path)
    lines = _split(text, path)
    if not lines:
        raise InputError("the file is empty; not even a header stands in it", file=path,
                         fix=f"begin it with a header such as {_name_header(sheet)}")
    fields = _read_header(*lines[0], sheet, path)
    rows = tuple(_read_row(line, cells, fields, path) for line, cells in lines[1:])
    return CsvFile(sheet, path, tuple(field.name for field in fields), rows, digest_bytes(data))


def decode(data: bytes, path: Path) -> str:
    """The text of a file: UTF-8 where it is that, with or without a mark, else GB18030, else a refusal by line."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("the text is UTF-16", file=path, line=1, fix="save it as CSV in UTF-8")
    if b"\0" in data:
        line = data[:data.index(b"\0")].count(b"\n") + 1
        raise InputError("a zero byte stands in the text", file=path, line=line, fix="save the sheet as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            place = max(wrong.start, error.start)
            raise InputError("the text is neither UTF-8 nor GB18030", file=path, line=data[:place].count(b"\n") + 1,
                             fix="save it as CSV in UTF-8") from error


def _split(text: str, path: Path) -> list[tuple[int, list[str]]]:
    """Rows with the line on which each begins; blank lines fall away."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    begin = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return found
        except csv.Error as error:
            raise InputError(f"the line is no CSV ({error})", file=path, line=begin,
                             fix="close every quotation mark and double those inside a cell") from error
        if any(cell.strip() for cell in cells):
            found.append((begin, cells))
        begin = reader.line_num + 1


def _read_header(line: int, cells: list[str], sheet: Sheet, path: Path) -> list[Field]:
    if len(cells) == 1 and len(re.split(r"[;\t|]", cells[0])) > 1:
        raise InputError("the columns are not parted by commas", file=path, line=line, fix="save the sheet as CSV")
    found: list[Field] = []
    for number, cell in enumerate(cells, start=1):
        header = cell.strip()
        field = sheet.find(header.replace("(", "（").replace(")", "）")) or sheet.find(header)
        if field is None:
            raise InputError(f"column {number} is headed {header[:40]!r}, which {sheet.file} does not know", file=path,
                             line=line, field=header[:40] or f"column {number}",
                             fix=f"use {_name_header(sheet)}, or take the column out")
        if field in found:
            raise InputError("the column stands twice", file=path, line=line, field=f"{field.zh} ({field.name})",
                             fix="keep one of them")
        found.append(field)
    for field in sheet.fields:
        if field.required and field not in found:
            raise InputError("the column is missing", file=path, line=line, field=f"{field.zh} ({field.name})",
                             fix=f"add it: {field.meaning}")
    return found


def _read_row(line: int, cells: list[str], fields: list[Field], path: Path) -> Row:
    if len(cells) > len(fields) and not any(cell.strip() for cell in cells[len(fields):]):
        cells = cells[:len(fields)]
    if len(cells) != len(fields):
        raise InputError(f"the line has {len(cells)} cells under {len(fields)} headers", file=path, line=line,
                         fix="quote cells that hold a comma, and fill up what is missing with empty cells")
    named = {field.name: cell.strip() for field, cell in zip(fields, cells, strict=True) if cell.strip()}
    for field in fields:
        column = f"{field.zh} ({field.name})"
        if field.required and field.name not in named:
            raise InputError("the cell is empty", file=path, line=line, field=column, fix=f"state {field.meaning}")
        if len(named.get(field.name, "")) > LONGEST_CELL:
            raise InputError("the cell is too long to be what it should be", file=path, line=line, field=column,
                             fix="correct it")
    return Row(line, named)


def _name_header(sheet: Sheet) -> str:
    return "、".join(f"{field.zh} ({field.name})" for field in sheet.fields)
