"""The errors that reach a person, in one tree.

    NuantuError                 anything we say on purpose; exit status 2
    ├── InputError              a file, row or field that cannot be read
    │   └── AgreementError      an agreement that cannot be applied as written
    └── BreachError             a decision that a binding clause forbids: our own bug, never shown as input

Every message is one sentence: what is wrong, where (file, line, field), and what to do.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any


class NuantuError(Exception):
    """Base of everything that is said to a person on purpose."""

    exit_status = 2


class InputError(NuantuError):
    """Something that was handed to us cannot be used.

    Parameters
    ----------
    what
        The defect, without a full stop: ``"ready_time 730 lies before placement_time 743"``.
    file
        The file in which it stands.
    line
        Line in that file, from 1; a Parquet row is counted from 1 too.
    column
        Sign of that line, from 1, where a text is read sign by sign.
    field
        Column, key or option concerned.
    fix
        What to do, as an imperative: ``"correct the row or remove it"``.
    """

    def __init__(
        self,
        what: str,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        field: str | None = None,
        fix: str | None = None,
    ) -> None:
        self.what = what
        self.file = None if file is None else str(file)
        self.line = line
        self.column = column
        self.field = field
        self.fix = fix
        super().__init__(self._sentence())

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand the parts to another process, not the finished sentence: it would be made into a sentence once more."""
        return partial(type(self), self.what, file=self.file, line=self.line, column=self.column, field=self.field,
                       fix=self.fix), ()

    def _sentence(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"line {self.line}" if self.line is not None else None,
                f"column {self.column}" if self.column is not None else None,
                f"field {self.field}" if self.field else None,
            )
            if part
        )
        head = f"{place}: {self.what}" if place else self.what
        return f"{head}; {self.fix}." if self.fix else f"{head}."


class AgreementError(InputError):
    """An agreement, clause or parameter that cannot be applied as it is written."""


class BreachError(NuantuError):
    """A decision that a binding clause forbids reached the check outside the solver."""

    exit_status = 70
