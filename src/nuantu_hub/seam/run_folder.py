"""A finished replay as it lies on disk: what it is, and whether its files are the ones that it names."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

FORMAT = "nuantu-run/1"
FILES = {"events": "log/events.parquet", "candidates": "log/candidates.parquet", "ledger": "ledger.parquet"}
#: What of a run the hub keeps; the report and the published solution stay where they are.
KEPT = ("run.json", "summary.json", "verdicts.json", "ledger.parquet", "log", "book")
ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A run that was read: its folder, run.json, summary.json and the day it was made from (``None``: not at hand)."""

    path: Path
    run: dict[str, Any]
    summary: dict[str, Any]
    day: Path | None

    @property
    def id(self) -> str:
        """Name of the run by its contents: equal runs are one."""
        named = json.dumps([self.run["digests"], self.run["book"]["digest"], self.run["day"]["digest"]], sort_keys=True)
        return hashlib.sha256(named.encode()).hexdigest()[:ID_LENGTH]

    @property
    def date(self) -> date:
        """Local date of the day."""
        return date.fromisoformat(self.run["day"]["date"])

    @property
    def agreement_digest(self) -> str:
        """SHA-256 of agreement, layers and terms."""
        return str(self.run["book"]["digest"])


def open_run_folder(path: Path, day: Path | None = None) -> RunFolder:
    """Read a run and hold its files against the digests that it states.

    ``day`` names the folder of the day where it lies elsewhere than the run says. Raises RunError where something is
    missing, is no run, or was changed since.
    """
    run = _read_object(path / "run.json")
    if run.get("format") != FORMAT:
        raise RunError("this is not a run of nuantu replay", fix="name the folder that nuantu replay wrote",
                       where="run.json")
    summary = _read_object(path / "summary.json")
    for name in KEPT:
        if not (path / name).exists():
            raise RunError("the run is not finished", fix="let nuantu replay or nuantu demo end first", where=name)
    for name, stated in run["digests"].items():
        file = path / FILES[name]
        with file.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != stated:
                raise RunError("the file was changed after the run was made", fix="replay the day again",
                               where=FILES[name])
    return RunFolder(path, run, summary, day if day is not None else _find_day(path, run))


def _find_day(path: Path, run: dict[str, Any]) -> Path | None:
    stated = run["day"].get("path")
    if stated is None:
        return None
    for day in (Path(stated), path / stated):
        if day.is_dir():
            return day
    return None


def _read_object(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError("the file cannot be read", fix="name the folder of a finished run", where=file.name) from error
    if not isinstance(value, dict):
        raise RunError("the file holds no object", fix="name the folder of a finished run", where=file.name)
    return value


def read_book_files(path: Path) -> list[bytes]:
    """The agreement of a run and its layers as they were dispatched; none where the run keeps no book."""
    return [file.read_bytes() for file in sorted((path / "book").glob("*/agreement.yaml"))]
