"""What can go wrong with a run or an export that somebody hands in."""

from __future__ import annotations


class RunError(Exception):
    """A run or an export cannot be used: what is wrong, where, and what to do about it."""

    def __init__(self, what: str, *, fix: str, where: str | None = None) -> None:
        self.what, self.fix, self.where = what, fix, where
        super().__init__(f"{where}: {what}; {fix}" if where else f"{what}; {fix}")
