"""A backup is one moment of a hub that goes on serving, and a hub can be served from it."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import sqlite3
import subprocess
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu_hub.serving import HUB, Served, clean_environment

from nuantu_hub.site.backup import Backup, BackupError, back_up
from nuantu_hub.site.data_folder import DataFolder


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*HUB, *words], capture_output=True, text=True, check=False, timeout=120,
                          env=clean_environment())


def _make_hub(root: Path) -> DataFolder:
    folder = DataFolder(root)
    root.mkdir()
    with contextlib.closing(sqlite3.connect(folder.database, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE pairs (left_minor INTEGER, right_minor INTEGER)")
        base.execute("INSERT INTO pairs VALUES (0, 0)")
    folder.files.mkdir()
    (folder.files / "ab").mkdir()
    (folder.files / "ab" / "one").write_bytes(b"sealed")
    folder.read_key("fields-1")
    return folder


def test_a_backup_is_one_moment_while_somebody_writes(tmp_path: Path) -> None:
    """A writer moves both columns together in each transaction; the copy never holds half a step."""
    folder = _make_hub(tmp_path / "hub")
    stop = Event()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(folder.database, isolation_level=None, timeout=30)) as base:
            while not stop.is_set():
                base.execute("BEGIN IMMEDIATE")
                base.execute("UPDATE pairs SET left_minor = left_minor + 1")
                base.execute("UPDATE pairs SET right_minor = right_minor + 1")
                base.execute("COMMIT")

    writer = Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(folder, tmp_path / f"copy-{number}")
    finally:
        stop.set()
        writer.join()

    for number in range(5):
        copy = DataFolder(tmp_path / f"copy-{number}")
        with contextlib.closing(sqlite3.connect(copy.database)) as base:
            left, right = base.execute("SELECT left_minor, right_minor FROM pairs").fetchone()
        assert left == right
        assert (copy.files / "ab" / "one").read_bytes() == b"sealed"


def test_keys_stay_apart_and_the_count_is_told(tmp_path: Path) -> None:
    folder = _make_hub(tmp_path / "hub")

    made = back_up(folder, tmp_path / "copy")

    assert made == Backup((tmp_path / "copy" / "hub.sqlite3").stat().st_size, 1, 0)
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["files", "hub.sqlite3"]


def test_agreements_days_and_logs_come_along_and_what_signs_them_does_not(tmp_path: Path) -> None:
    """A log is a whole one: the copy is checked by the engine's own command."""
    folder = _make_hub(tmp_path / "hub")
    for name in ("agreements/city-2026/agreement.yaml", "days/six/2026-11-02/orders.parquet", "bundles/page.css"):
        path = folder.root / name
        path.parent.mkdir(parents=True)
        path.write_text("as it stands", encoding="utf-8")
    log = folder.root / "agreement-log"
    made = run_main("log", "new", log, "--origin", "nuantu.example/agreements-in-force")
    assert made.status == 0, made.err

    back_up(folder, tmp_path / "copy")

    copy = tmp_path / "copy"
    assert {path.name for path in copy.iterdir()} == {"agreement-log", "agreements", "days", "files", "hub.sqlite3"}
    assert (copy / "agreements/city-2026/agreement.yaml").read_text(encoding="utf-8") == "as it stands"
    assert (log / "private").is_dir()
    assert not (copy / "agreement-log" / "private").exists()
    told = [run_main("log", "fsck", one) for one in (log, copy / "agreement-log")]
    assert told[0].status == told[1].status == 0, told[1].err
    assert told[0].out.replace(str(log), "") == told[1].out.replace(str(copy / "agreement-log"), "")


def test_a_log_is_copied_between_two_entries(tmp_path: Path) -> None:
    """Whoever enters something holds the log's lock; the backup waits for it."""
    folder = _make_hub(tmp_path / "hub")
    log = folder.root / "pass-log"
    log.mkdir()
    (log / "log.json").write_text("half", encoding="utf-8")
    with log.with_name("pass-log.lock").open("w") as claim:
        fcntl.flock(claim, fcntl.LOCK_EX)
        copying = Thread(target=back_up, args=(folder, tmp_path / "copy"))
        copying.start()
        copying.join(0.5)
        assert copying.is_alive()
        (log / "log.json").write_text("whole", encoding="utf-8")
    copying.join()

    assert (tmp_path / "copy" / "pass-log" / "log.json").read_text(encoding="utf-8") == "whole"


def test_what_cannot_be_backed_up_leaves_nothing(tmp_path: Path) -> None:
    folder = _make_hub(tmp_path / "hub")
    (tmp_path / "taken").mkdir()
    with pytest.raises(BackupError, match="is there already; name a new folder"):
        back_up(folder, tmp_path / "taken")
    with pytest.raises(BackupError, match="holds no hub"):
        back_up(DataFolder(tmp_path / "nothing"), tmp_path / "copy")
    damaged = folder.database.read_bytes()
    folder.database.write_bytes(damaged[:100] + b"\xff" * 200 + damaged[300:])
    with pytest.raises(BackupError):
        back_up(folder, tmp_path / "copy")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub", "taken"]


def test_a_hub_is_served_from_its_backup(tmp_path: Path) -> None:
    """Taken while the hub serves; with the keys put back it starts and is healthy."""
    served = Served(tmp_path / "hub").start()
    try:
        done = _run("backup", "--data", str(tmp_path / "hub"), str(tmp_path / "copy"))
        again = _run("backup", "--data", str(tmp_path / "hub"), str(tmp_path / "copy"))
    finally:
        served.stop()
    shutil.copytree(tmp_path / "hub" / "keys", tmp_path / "copy" / "keys")
    restored = Served(tmp_path / "copy").start()
    restored.stop()

    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "hub" / "keys") in done.stdout
    assert (again.returncode, again.stderr) == (
        2, f"nuantu: {tmp_path / 'copy'} is there already; name a new folder.\n")
