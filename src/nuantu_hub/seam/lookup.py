"""A file of answers prepared beforehand: one JSON value by kind and key, read in well under a millisecond."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

#: A fast setting: what is written once is read often, and most values are small.
LEVEL = 4


def write_lookup(path: Path, values: Iterable[tuple[str, str, Any]]) -> int:
    """Write (kind, key, value) rows into a new file and return their count; the file appears whole or not at all.

    A key stands once within its kind: a second one raises sqlite3.IntegrityError.
    """
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("CREATE TABLE answer (kind TEXT, key TEXT, value BLOB, UNIQUE (kind, key))")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO answer VALUES (?, ?, ?)",
                               ((kind, key, pack_value(value)) for kind, key, value in values))
        connection.execute("COMMIT")
        count: int = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
    finally:
        connection.close()
    fresh.replace(path)
    return count


def pack_value(value: Any) -> bytes:
    """A JSON value as it lies in the file."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)


class Lookup:
    """Reads one prepared file; many threads may share it, each question opens the file anew."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise RunError("the run has not been prepared for pages", fix="import the run again", where=path.name)
        self._address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"

    def find(self, kind: str, key: str) -> Any | None:
        """The value, or ``None`` where there is none."""
        packed = self.find_packed(kind, key)
        return None if packed is None else json.loads(zlib.decompress(packed))

    def find_packed(self, kind: str, key: str) -> bytes | None:
        """The value as it lies in the file: JSON deflated with zlib, which a browser reads as ``deflate``."""
        connection = sqlite3.connect(self._address, uri=True)
        try:
            row = connection.execute("SELECT value FROM answer WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        finally:
            connection.close()
        return None if row is None else bytes(row[0])

    def keys(self, kind: str) -> list[str]:
        """All keys of a kind, in order."""
        connection = sqlite3.connect(self._address, uri=True)
        try:
            return [row[0] for row in connection.execute("SELECT key FROM answer WHERE kind = ? ORDER BY key", (kind,))]
        finally:
            connection.close()
