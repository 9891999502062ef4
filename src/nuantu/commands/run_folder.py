"""The folder OUT of a replay: made beside its place, and put there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

import pyarrow as pa

from nuantu.agreement.book import Book
from nuantu.commands.book_options import BOOK_FOLDER
from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.replay.day import Day
from nuantu.replay.result import Result
from nuantu.replay.solution import write_solution

RUN_FORMAT = "nuantu-run/1"
LOG_FORMAT = "nuantu-log/1"
PACKAGES = {"nuantu": "nuantu", "numpy": "numpy", "numba": "numba", "duckdb": "duckdb", "ibis": "ibis-framework"}


def require_replaceable(out: Path) -> None:
    """Refuse to put a run where something else stands: only a new name, an empty folder or an older run will do."""
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise InputError("a file stands where the run is to go", file=out, fix="name a new folder")
    if not any(out.iterdir()):
        return
    try:
        run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        run = None
    if not isinstance(run, dict) or run.get("format") != RUN_FORMAT:
        raise InputError("the folder holds something that is not a run of nuantu", file=out,
                         fix="name a new folder, or empty this one")


@contextmanager
def open_run(out: Path) -> Iterator[Path]:
    """A fresh folder beside ``out``, which takes its place at the end; nothing is left of it when something fails."""
    require_replaceable(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        raise InputError(f"the run cannot be written ({os.strerror(error.errno or 0)})", file=out,
                         fix="name a folder that you may write") from error
    try:
        fresh.chmod(0o755)
        yield fresh
        _put_in_place(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_in_place(fresh: Path, out: Path) -> None:
    if out.is_dir():
        old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
        out.replace(old)
        fresh.replace(out)
        shutil.rmtree(old)
    else:
        fresh.replace(out)


def write_log(folder: Path, day: Day, result: Result) -> None:
    """Write log/ with events, candidates and manifest, and under the mdrp rules the evaluator's files to mdrp/."""
    log = folder / "log"
    log.mkdir()
    EVENTS.write(result.events, log / "events.parquet")
    CANDIDATES.write(result.candidates, log / "candidates.parquet")
    write_object(log / "manifest.json", {
        "format": LOG_FORMAT, "date": day.info.date.isoformat(), "tz": day.info.tz, "currency": day.info.currency,
        "rules": result.rules, "events": result.events.num_rows,
        "events_sha256": digest_bytes_of(log / "events.parquet"),
    })
    if result.solution is not None:
        (folder / "mdrp").mkdir()
        write_solution(result.solution, folder / "mdrp")


def describe_run(
    folder: Path, day: Day, book: Book, *, rules: str, policy: str, seed: int, command: str,
) -> dict[str, Any]:
    """The object of run.json: what was run, on what, with what; file digests of what stands in the folder by now."""
    books = json.loads(book.copy_to(folder / BOOK_FOLDER).read_text(encoding="utf-8"))
    files = {"events": "log/events.parquet", "candidates": "log/candidates.parquet", "ledger": "ledger.parquet"}
    return {
        "format": RUN_FORMAT,
        "day": {"path": None if day.folder is None else str(day.folder.resolve()), "name": day.info.name,
                "date": day.info.date.isoformat(), "digest": day.digest},
        "rules": rules, "policy": policy, "seed": seed,
        "book": {"agreement": f"{BOOK_FOLDER}/{books['agreement']}",
                 "layers": [f"{BOOK_FOLDER}/{name}" for name in books["layers"]], "digest": book.digest},
        "digests": {name: digest_bytes_of(folder / file) for name, file in files.items() if (folder / file).is_file()},
        "versions": {"python": python_version(), **{name: version(package) for name, package in PACKAGES.items()}},
        "command": command,
    }


def digest_bytes_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_object(path: Path, value: Any) -> None:
    """Write JSON into a folder that nobody reads yet."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sum_pay(ledger: pa.Table) -> tuple[int, int]:
    """All worker pay of a ledger in minor units, and how many workers were lifted to a floor."""
    pay_minor, lifted = 0, set()
    columns = (ledger[name].to_pylist() for name in ("account", "component", "worker_id", "amount_minor"))
    for account, component, worker_id, amount_minor in zip(*columns, strict=True):
        if account == "worker_pay":
            pay_minor += amount_minor
            if component == "floor_topup":
                lifted.add(worker_id)
    return pay_minor, len(lifted)

