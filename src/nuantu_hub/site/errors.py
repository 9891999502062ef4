"""What a verb says when it will not do a thing."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 (an answer to a person, not a fault)
    """A verb refuses, in words for the one who asked: what is wrong, and what to do about it.

    ``what`` and ``fix`` may be lazy translations. ``field`` names the field of the form concerned, if there is one.
    Views show it beside the form with the status ``status``; subclasses may stand on another one.
    """

    status = 422

    def __init__(self, what: Any, fix: Any = "", *, field: str | None = None) -> None:
        self.what = what
        self.fix = fix
        self.field = field
        super().__init__(what, fix)

    def __str__(self) -> str:
        # Built when it is shown, so that a lazy translation speaks the language of the reader.
        return f"{self.what}；{self.fix}" if self.fix else str(self.what)
