"""Strict tab-separated text: every cell is where its header says, or the file is refused by line and field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from nuantu.core.errors import InputError
from nuantu.replay.validation import shorten

T = TypeVar("T")

LARGEST_BYTES = 64 * 1024 * 1024
LONGEST_LINE = 10_000
FIRST_LINE = 2
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "gzip"}


@dataclass(frozen=True, slots=True)
class TabbedFile:
    """A header and its rows, all of equal width; row ``i`` (from 0) stands in line ``i + 2``.

    Accepted: UTF-8 with or without a byte-order mark, lines ended by LF or by CRLF, columns in any order.
    Everything else that departs from the header is refused: missing, unknown or doubled columns, rows of another
    width, empty lines, control characters.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[list[str], ...]

    def ids(self, field: str) -> list[str]:
        """Cells that name something, as they stand."""
        return self._convert(field, _read_id, "is no id", "write a name without spaces")

    def whole(self, field: str) -> list[int]:
        """Cells that are whole numbers from 0 to 999,999,999, in plain digits."""
        return self._convert(field, _read_whole, "is not a whole number from 0 to 999999999", "write plain digits")

    def decimals(self, field: str) -> list[Decimal]:
        """Cells that are finite numbers, exactly as written."""
        return self._convert(field, _read_decimal, "is not a number", "write a plain decimal number")

    def floats(self, field: str) -> list[float]:
        """Cells that are finite numbers, each as the nearest float."""
        return [float(value) for value in self.decimals(field)]

    def refuse(self, row: int, field: str, what: str, fix: str) -> InputError:
        """The error for a cell; ``row`` counts from 0."""
        return InputError(what, file=self.path, line=row + FIRST_LINE, field=field, fix=fix)

    def _convert(self, field: str, convert: Callable[[str], T | None], what: str, fix: str) -> list[T]:
        at = self.header.index(field)
        values: list[T] = []
        for row, cells in enumerate(self.rows):
            value = convert(cells[at])
            if value is None:
                raise self.refuse(row, field, f"{shorten(cells[at])} {what}", fix)
            values.append(value)
        return values


def read_tabbed(path: Path, columns: tuple[str, ...]) -> TabbedFile:
    """Read a file whose header names exactly these columns, in any order."""
    lines = _split_lines(path, _read_text(path))
    header = _read_header(path, lines[0], columns)
    rows = []
    for number, line in enumerate(lines[1:], FIRST_LINE):
        cells = line.split("\t")
        if len(cells) != len(header):
            defect = "the line is empty" if not line.strip() else (
                f"the row has {len(cells)} cells and the header {len(header)}")
            raise InputError(defect, file=path, line=number, field=header[min(len(cells), len(header)) - 1],
                             fix="write one cell for each column, parted by tabs")
        rows.append(cells)
    return TabbedFile(path, header, tuple(rows))


def _read_text(path: Path) -> str:
    data = _read_bytes(path)
    if not data:
        raise InputError("the file is empty", file=path, fix="write its header and rows")
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            raise InputError(f"the file is {name}, not UTF-8 text", file=path, line=1, fix="save it as UTF-8 text")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError("the file holds a NUL byte, so it is damaged or not UTF-8 text", file=path, line=line,
                         fix="save it as UTF-8 text")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"byte 0x{data[error.start]:02x} is not UTF-8", file=path, line=line,
                         fix="save the file as UTF-8 text") from error


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise InputError(f"the file has {size:,} bytes and at most {LARGEST_BYTES:,} are read", file=path,
                             fix="check that this is the table it should be")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("the file does not exist", file=path, fix="put it into the folder of the day") from error
    except IsADirectoryError as error:
        raise InputError("this is a folder, not a file", file=path, fix="put the file in its place") from error
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror or error})", file=path,
                         fix="check it and your rights to it") from error


def _split_lines(path: Path, text: str) -> list[str]:
    lines = text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise InputError(f"the line has {len(line):,} characters and at most {LONGEST_LINE:,} are read", file=path,
                             line=number, fix="check that the file has one row a line")
    return [line.removesuffix("\r") for line in lines]


def _read_header(path: Path, line: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    header = tuple(line.split("\t"))
    for name in header:
        if header.count(name) > 1:
            raise InputError("the column stands twice in the header", file=path, line=1, field=shorten(name).strip("'"),
                             fix="keep one of them")
    for name in columns:
        if name not in header:
            raise InputError(f"the column is missing from the header {shorten(line)}", file=path, line=1, field=name,
                             fix="write the header " + ", ".join(columns) + ", parted by tabs")
    for name in header:
        if name not in columns:
            raise InputError("the column is unknown", file=path, line=1, field=shorten(name).strip("'"),
                             fix="keep " + ", ".join(columns))
    return header


def _read_id(cell: str) -> str | None:
    return cell if cell and cell.isprintable() and " " not in cell else None


def _read_whole(cell: str) -> int | None:
    return int(cell) if _WHOLE.fullmatch(cell) else None


def _read_decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if _NUMBER.fullmatch(cell) else None
