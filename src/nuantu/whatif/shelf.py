"""The shelf: the folder in which logs of lived days are kept where nobody names one, and how large it may grow."""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

from nuantu.core.ids import digest_bytes, digest_json

#: Names the shelf by the environment; ``off`` keeps nothing.
SHELF_VARIABLE = "NUANTU_SHELF"
MOST_BYTES = 1 << 30


def find_shelf() -> Path | None:
    """The folder of the environment, else one in the user's cache; None where the environment turns it off."""
    named = os.environ.get(SHELF_VARIABLE, "")
    if named:
        return None if named == "off" else Path(named)
    cache_folder = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache_folder) if cache_folder else Path.home() / ".cache") / "nuantu" / "lived"


def open_shelf() -> tuple[Path | None, str]:
    """The shelf where it can be written, and what to say where it cannot: a what-if does not fail for its shelf."""
    try:
        shelf = find_shelf()
        if shelf is not None:
            shelf.mkdir(parents=True, exist_ok=True)
            if not os.access(shelf, os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied")
    except (OSError, RuntimeError) as error:  # a user without a home raises RuntimeError
        said = os.strerror(error.errno or 0) if isinstance(error, OSError) else str(error)
        return None, (f"lived days are not kept for the next time ({said}): name a folder by --keep or by "
                      f"{SHELF_VARIABLE}")
    return shelf, ""


def trim_shelf(shelf: Path, most_bytes: int = MOST_BYTES) -> int:
    """Drop the logs used longest ago until the shelf holds at most so many bytes; how many were dropped."""
    found: list[tuple[float, int, Path]] = []
    for folder in shelf.iterdir():
        try:
            found.append((folder.stat().st_mtime, sum(file.stat().st_size for file in folder.iterdir()), folder))
        except OSError:
            continue  # another process drops it at the same time
    held, dropped = sum(size for _used, size, _folder in found), 0
    for _used, size, folder in sorted(found):
        if held <= most_bytes:
            break
        shutil.rmtree(folder, ignore_errors=True)
        held, dropped = held - size, dropped + 1
    return dropped


@cache
def digest_sources() -> str:
    """A digest over the program's own text: a log that another text has dispatched is not taken for one of this."""
    root = Path(str(files("nuantu")))
    return digest_json({path.relative_to(root).as_posix(): digest_bytes(path.read_bytes())
                        for path in sorted(root.rglob("*.py"))})
