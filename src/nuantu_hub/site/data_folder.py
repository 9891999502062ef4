"""The one folder that holds everything a hub keeps: database, keys, uploaded files, replayed days."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

#: Names the folder to the settings; the command line sets it from ``--data``.
VARIABLE = "NUANTU_HUB_DATA"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where things lie in a hub's data folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.root / "hub.sqlite3"

    @property
    def files(self) -> Path:
        """Files that people hand in."""
        return self.root / "files"

    @property
    def runs(self) -> Path:
        """Replayed days, a folder each."""
        return self.root / "runs"

    def has_key(self, name: str) -> bool:
        """Whether a secret of that name was drawn before."""
        return (self.root / "keys" / f"{name}.key").is_file()

    def read_key(self, name: str) -> bytes:
        """A secret of ``KEY_BYTES`` bytes by name, drawn when it is first asked for and readable by the owner alone.

        Whoever asks at the same time, or after a power cut in between, reads the whole secret or none: it is written
        beside its place and linked there once it is on the disk.

        Raises:
            DamagedKeyError: the file does not hold ``KEY_BYTES`` bytes.
        """
        folder = self.root / "keys"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{name}.key"
        if not path.is_file():
            _place_secret(path)
        secret = path.read_bytes()
        if len(secret) != KEY_BYTES:
            raise DamagedKeyError(f"{path}: {len(secret)} bytes instead of {KEY_BYTES}: put the key back from a backup")
        return secret


class DamagedKeyError(Exception):
    """A key's file that is not a key."""


def _place_secret(path: Path) -> None:
    """Draw a secret into ``path``, unless somebody else's stands there first."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        Path(beside).unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk: a file that is there is lost with the power while its name is not."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def find_data_folder() -> DataFolder:
    """The folder that the environment names, or ``out/hub`` below the working folder."""
    return DataFolder(Path(os.environ.get(VARIABLE, "out/hub")).absolute())
