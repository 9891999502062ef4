"""The one folder that holds everything a hub keeps: database, keys, uploaded files, replayed days."""

from __future__ import annotations

import os
import secrets
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
        """A secret of ``KEY_BYTES`` bytes by name, drawn when it is first asked for and readable by the owner alone."""
        folder = self.root / "keys"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{name}.key"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        return path.read_bytes()


def find_data_folder() -> DataFolder:
    """The folder that the environment names, or ``out/hub`` below the working folder."""
    return DataFolder(Path(os.environ.get(VARIABLE, "out/hub")).absolute())
