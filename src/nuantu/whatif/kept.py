"""Logs of lived days kept in a folder, so that the next change on the same days dispatches them no second time."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes, digest_json
from nuantu.core.tables import EVENTS
from nuantu.settle.log import DayLog, read_log
from nuantu.whatif.shelf import digest_sources
from nuantu.whatif.versions import list_versions


def name_log(day_digest: str, book_digest: str, policy: str, seed: int) -> str:
    """The name under which a log is kept: a digest over all that it follows from, the program's own text too."""
    return digest_json({"day": day_digest, "book": book_digest, "policy": policy, "seed": seed,
                        "versions": list_versions(), "sources": digest_sources()})


def find_log(folder: Path, name: str) -> DayLog | None:
    """The log kept under this name; refused by ``InputError`` where its events are not those of its manifest."""
    if not (folder / name).is_dir():
        return None
    log = read_log(folder / name)
    with suppress(OSError):
        os.utime(folder / name)  # what was used longest ago goes first where a shelf is full
    return log


def keep_log(folder: Path, name: str, log: DayLog) -> None:
    """Put a log there whole; one that another process has put there meanwhile is the same and stays."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder, prefix=".log."))
    except OSError as error:
        raise InputError(f"logs cannot be kept there ({os.strerror(error.errno or 0)})", file=folder, field="--keep",
                         fix="name a folder that you may write") from error
    try:
        events = fresh / "events.parquet"
        EVENTS.write(log.events, events)
        (fresh / "manifest.json").write_text(json.dumps({
            "format": "nuantu-log/1", "date": log.date.isoformat(), "tz": log.tz, "currency": log.currency,
            "rules": log.rules, "events": log.events.num_rows, "events_sha256": digest_bytes(events.read_bytes()),
        }, indent=1) + "\n", encoding="utf-8")
        if not (folder / name).exists():
            fresh.replace(folder / name)
    except FileExistsError:
        pass
    except OSError as error:
        if not (folder / name).is_dir():
            raise InputError(f"the log cannot be kept ({os.strerror(error.errno or 0)})", file=folder, field="--keep",
                             fix="name a folder that you may write, with room in it") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
