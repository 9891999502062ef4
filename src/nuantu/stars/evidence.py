"""What was found at a station, on which day, and what of it counts on another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nuantu.stars.item import Item, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """One item as it was found on a day.

    ``withdrawn_on``: from that day it counts no longer (an appeal was upheld); what was found before counts again.
    ``basis`` names where it comes from, such as the number of an inspection.
    """

    item: str
    value: Value
    on: date
    withdrawn_on: date | None = None
    basis: str = ""

    def counts_on(self, day: date) -> bool:
        """Whether it is known and not withdrawn on a day; whether it has expired is a matter of its item."""
        return self.on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


class Evidence:
    """All findings of one station, by item, the newest first; of one day the later told comes first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)

    @cached_property
    def by_item(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each item, the newest first."""
        grouped: dict[str, list[Finding]] = {}
        for finding in self.findings:
            grouped.setdefault(finding.item, []).append(finding)
        return {item: tuple(sorted(rows, key=lambda one: one.on))[::-1]
                for item, rows in grouped.items()}

    def find_latest(self, item: Item, day: date) -> Finding | None:
        """The newest finding that speaks for a day, expired or not.

        Of a seasonal item only what was seen in the season of that day speaks.
        """
        start = None if item.season is None else item.season.find_start(day)
        if item.season is not None and start is None:
            return None
        for finding in self.by_item.get(item.id, ()):
            if finding.counts_on(day):
                return finding if start is None or finding.on >= start else None
        return None
