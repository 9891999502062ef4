"""Year on year: the agreements of one name in order, and what each step added, raised, kept and dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from nuantu_hub.seam.difference import compare_agreements, name_agreement

#: Changes in the order in which they are told.
CHANGES: Final = ("new", "raised", "mixed", "changed", "kept", "lowered", "dropped")
LEAST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """From one agreement to the next: counts by sort of change, and the clauses that changed."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    counts: Mapping[str, int]
    clauses: tuple[Mapping[str, Any], ...]

    @property
    def total(self) -> int:
        """Clauses that were compared."""
        return sum(self.counts.values())


def list_series(folder: Path) -> dict[str, list[Path]]:
    """Files of agreements that carry one name and a year (``platform-2024``), by that name, the oldest first; only
    names with two years or more.
    """
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*/agreement.yaml")):
        stem, _dash, year = file.parent.name.rpartition("-")
        if stem and year.isdecimal():
            found.setdefault(stem, []).append(file)
    return {stem: files for stem, files in found.items() if len(files) >= LEAST_STEPS}


def name_series(files: list[Path]) -> list[str]:
    """The newest agreement's title in Chinese and in English."""
    return name_agreement(files[-1])


def compare_years(files: list[Path]) -> list[Step]:
    """Each agreement against the one before it, the newest step first. Raises RunError where one cannot be read."""
    steps = []
    for old, new in pairwise(files):
        told = compare_agreements(old, new)
        counts = {change: int(told["counts"].get(change, 0)) for change in CHANGES}
        steps.append(Step(told["old"], told["new"], counts,
                          tuple(one for change in CHANGES for one in told["clauses"] if one["change"] == change)))
    return steps[::-1]
