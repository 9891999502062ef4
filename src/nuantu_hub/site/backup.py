"""A copy of a hub's data folder, taken while it serves: database, handed-in files, replayed days; keys stay apart."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nuantu_hub.site.data_folder import DataFolder


class BackupError(Exception):
    """No backup was made; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: bytes of the database, and how many files were copied or erased meanwhile."""

    database_bytes: int
    files: int
    erased_meanwhile: int


def back_up(folder: DataFolder, target: Path) -> Backup:
    """Copy a hub into a new folder that a hub can be served from once its keys stand there again.

    The database is one moment's; files are copied after it, so each row's file is there unless it was erased
    meanwhile, which is counted. Nothing stands under ``target`` before all of it does.

    Raises:
        BackupError: ``target`` is taken or cannot be written, or there is no database.
    """
    if not folder.database.is_file():
        raise BackupError(f"{folder.root} holds no hub; name its folder with --data")
    if target.exists():
        raise BackupError(f"{target} is there already; name a new folder")
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        made = _fill(folder, DataFolder(beside))
        beside.rename(target)
        _see_on_disk(target.parent)
    except (OSError, sqlite3.Error) as fault:
        raise BackupError(f"{target} could not be written ({fault}); nothing was left there") from fault
    finally:
        if beside is not None and beside.exists():
            shutil.rmtree(beside)
    return made


def _fill(folder: DataFolder, copy: DataFolder) -> Backup:
    with (contextlib.closing(sqlite3.connect(folder.database)) as source,
          contextlib.closing(sqlite3.connect(copy.database)) as target):
        source.backup(target)
        damage = target.execute("PRAGMA integrity_check").fetchone()[0]
        target.execute("PRAGMA journal_mode = WAL")
    if damage != "ok":
        raise BackupError(f"{folder.database} is damaged ({damage}); nothing was written, keep the older backups")
    copied = [_copy_all(source, to) for source, to in ((folder.files, copy.files), (folder.runs, copy.runs))]
    for path in copy.root.rglob("*"):
        _see_on_disk(path)
    return Backup(copy.database.stat().st_size, sum(one[0] for one in copied), sum(one[1] for one in copied))


def _copy_all(source: Path, target: Path) -> tuple[int, int]:
    """Copy a tree of files; gives how many were copied, and how many went away between listing and copying."""
    copied = gone = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if not path.is_file():
            continue
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(path, place)
            copied += 1
        except FileNotFoundError:
            gone += 1
    return copied, gone


def _see_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
