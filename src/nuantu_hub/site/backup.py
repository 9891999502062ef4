"""A copy of a hub's data folder, taken while it serves: database, handed-in files, days, agreements and the logs that
prove them; keys stay apart."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from nuantu_hub.site.data_folder import DataFolder

#: Files that the database names or that a page reads; logs, each with a lock beside it; where a log keeps its keys.
TREES = ("files", "runs", "agreements", "days")
LOGS = ("agreement-log", "pass-log")
SIGNING = "private"


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

    The database is one moment's, and so is each log; files are copied after it, so each row's file is there unless it
    was erased meanwhile, which is counted. Nothing stands under ``target`` before all of it does. What only saves time
    (compiled pages, days lived by tries) stays behind.

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
    _copy_database(folder.database, copy.database)
    copied = [_copy_all(folder.root / name, copy.root / name) for name in TREES]
    copied += [_copy_log(folder.root / name, copy.root / name) for name in LOGS]
    for path in copy.root.rglob("*"):
        _see_on_disk(path)
    return Backup(copy.database.stat().st_size, sum(one[0] for one in copied), sum(one[1] for one in copied))


def _copy_database(source: Path, target: Path) -> None:
    """Copy one moment of a database that others write."""
    with (contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(target)) as new):
        old.backup(new)
        damage = new.execute("PRAGMA integrity_check").fetchone()[0]
        new.execute("PRAGMA journal_mode = WAL")
    if damage != "ok":
        raise BackupError(f"{source} is damaged ({damage}); nothing was written, keep the older backups")


def _copy_log(source: Path, target: Path) -> tuple[int, int]:
    """Copy a log while nobody enters anything, without the private keys that sign it."""
    if not source.is_dir():
        return 0, 0
    with source.with_name(f"{source.name}.lock").open("w") as claim:
        fcntl.flock(claim, fcntl.LOCK_EX)
        databases = sorted(source.rglob("*.db"))
        left = {source / SIGNING, *databases, *(path.with_name(f"{path.name}{tail}")
                                                for path in databases for tail in ("-wal", "-shm", "-journal"))}
        copied, gone = _copy_all(source, target, left)
        for path in databases:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            _copy_database(path, place)
    return copied + len(databases), gone


def _copy_all(source: Path, target: Path, left: Collection[Path] = ()) -> tuple[int, int]:
    """Copy a tree of files but for those ``left`` where they are; gives how many were copied, and how many went away
    between listing and copying."""
    copied = gone = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if not path.is_file() or not {path, *path.parents}.isdisjoint(left):
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
