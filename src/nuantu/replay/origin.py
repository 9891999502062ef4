"""Where the rows of a table were read, so that a defect is named in the words of the file that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nuantu.core.errors import InputError


@dataclass(frozen=True, slots=True)
class Origin:
    """File of a table, line of its first row, the file's own column names, and how it writes times.

    A time of ``seconds`` UTC stands in the file as ``(seconds - zero_s) / unit_s``.
    """

    file: Path | str | None = None
    first_line: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)
    zero_s: int = 0
    unit_s: int = 1

    def name(self, column: str) -> str:
        """The file's own name of a column."""
        return self.fields.get(column, column)

    def time(self, seconds: int) -> int:
        """A time as the file writes it."""
        return (int(seconds) - self.zero_s) // self.unit_s

    def refuse(self, row: int | None, column: str, what: str, fix: str) -> InputError:
        """The error for a row counted from 0 (``None``: the table as a whole)."""
        line = None if row is None else self.first_line + int(row)
        return InputError(what, file=self.file, line=line, field=self.name(column), fix=fix)
