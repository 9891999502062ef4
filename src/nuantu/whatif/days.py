"""The days on which a change is tried: folders of days, and folders of runs whose log is used where it fits."""

from __future__ import annotations

import datetime as dt
import glob
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.replay.day import DAY_FILE
from nuantu.replay.readers import mdrp

OPTION = "--days"
RUN_FILE = "run.json"
RUN_FORMAT = "nuantu-run/1"


@dataclass(frozen=True, slots=True)
class Lived:
    """What run.json says of a run: on which day, under which book, by which seed and policy it was lived."""

    folder: Path
    day_digest: str
    book_digest: str
    policy: str
    rules: str
    seed: int

    def fits(self, book_digest: str, policy: str, seed: int) -> bool:
        """Whether dispatching the day again would only write this log again."""
        return (self.book_digest, self.policy, self.seed) == (book_digest, policy, seed)


@dataclass(frozen=True, slots=True)
class DaySource:
    """One day to be tried: its folder (``None`` where it is no longer there), a run of it, and a date for it.

    ``date`` dates a day that has no date of its own, and is ``None`` elsewhere.
    """

    folder: Path | None
    lived: tuple[Lived, ...] = ()
    date: dt.date | None = None

    @property
    def name(self) -> str:
        """The path that people see."""
        return str(self.lived[0].folder if self.folder is None else self.folder)

    def find_log(self, book_digest: str, policy: str, seed: int) -> Lived | None:
        """The run whose log is what a replay under this book, by this policy and seed would write."""
        return next((one for one in self.lived if one.fits(book_digest, policy, seed)), None)


def find_days(named: Sequence[str], date: dt.date | None = None) -> tuple[DaySource, ...]:
    """The days that paths or patterns name, in order of name; a folder of such folders stands for all in it.

    Raises InputError where one names nothing, or the same day is named twice.
    """
    folders: list[Path] = []
    for text in named:
        paths = [Path(text)] if Path(text).exists() else [Path(one) for one in sorted(glob.glob(text))]  # noqa: PTH207
        if not paths:
            raise InputError("no day is found there", file=text, field=OPTION,
                             fix="name folders of days; make some with: nuantu day generate --out DIR")
        for path in paths:
            folders += _open_folder(path)
    sources = _join_runs([_read_source(folder, date) for folder in dict.fromkeys(folders)])
    return tuple(sources)


def _open_folder(path: Path) -> list[Path]:
    """The folder itself, or the days and runs below it by name."""
    if _is_source(path):
        return [path]
    inner = sorted(one for one in path.iterdir() if one.is_dir() and _is_source(one)) if path.is_dir() else []
    if not inner:
        raise InputError("this is neither a day nor a run, and holds none", file=path, field=OPTION,
                         fix="name folders of days; make some with: nuantu day generate --out DIR")
    return inner


def _is_source(path: Path) -> bool:
    return any((path / name).is_file() for name in (DAY_FILE, RUN_FILE, *mdrp.FILES))


def _read_source(folder: Path, date: dt.date | None) -> DaySource:
    if not (folder / RUN_FILE).is_file():
        return DaySource(folder, (), None if (folder / DAY_FILE).is_file() else date)
    run = _read_run(folder / RUN_FILE)
    try:
        day = run["day"]
        lived = Lived(folder, str(day["digest"]), str(run["book"]["digest"]), str(run["policy"]), str(run["rules"]),
                      int(run["seed"]))
        place = None if day["path"] is None else Path(day["path"])
        on = dt.date.fromisoformat(day["date"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"run.json does not say what was run ({error})", file=folder / RUN_FILE,
                         fix="replay the day again") from error
    found = place if place is not None and place.is_dir() else None
    return DaySource(found, (lived,), None if found is None or (found / DAY_FILE).is_file() else on)


def _read_run(file: Path) -> dict[str, Any]:
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"run.json cannot be read ({error})", file=file, fix="replay the day again") from error
    if not isinstance(run, dict) or run.get("format") != RUN_FORMAT:
        raise InputError(f"run.json is not of format {RUN_FORMAT}", file=file, field="format",
                         fix="replay the day again")
    return run


def _join_runs(sources: Sequence[DaySource]) -> list[DaySource]:
    """Runs of one day by several seeds are one day; so is a day named beside a run of it."""
    joined: dict[str, DaySource] = {}
    for one in sources:
        key = str(one.folder.resolve()) if one.folder is not None else one.lived[0].day_digest
        known = joined.get(key)
        joined[key] = one if known is None else DaySource(one.folder, (*known.lived, *one.lived), one.date)
    return list(joined.values())
