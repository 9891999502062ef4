"""A disk that can lose power: what was not synchronised may be there, be gone, or be there in part.

An SQLite file system in Python over real files. Every write goes through, and is remembered until its file is
synchronised. When the power is cut, each remembered write is kept, dropped or torn at a sector, in a chosen disorder:
no less than what disks promise.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
NAME = "power-cut"


class PowerCut(Exception):  # noqa: N818 (an event that is simulated, not a fault of ours)
    """The power went off."""


@dataclass
class Surface:
    """What one file holds for certain, and what was written since it was last synchronised."""

    durable: bytearray = field(default_factory=bytearray)
    #: Offset and data, or the new length and None for a truncation.
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        """Everything written so far is durable."""
        for offset, data in self.pending:
            apply_write(self.durable, offset, data)
        self.pending.clear()

    def survive(self, chance: random.Random) -> bytes:
        """What is found after the power came back."""
        found = bytearray(self.durable)
        for offset, data in chance.sample(self.pending, len(self.pending)):
            fate = chance.random()
            if fate < 0.4:
                continue
            if data is not None and fate < 0.6 and len(data) > SECTOR:
                data = data[:chance.randrange(1, len(data) // SECTOR + 1) * SECTOR]
            apply_write(found, offset, data)
        return bytes(found)


def apply_write(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write into a content, or cut it off where there is no data."""
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(data)] = data


class Disk:
    """The files of one simulated machine. ``cut_at`` is the operation at which the power goes off.

    ``honest`` is False for a disk whose synchronisation does nothing and says that it did.
    """

    def __init__(self, cut_at: int, *, honest: bool = True) -> None:
        self.cut_at, self.honest = cut_at, honest
        self.operations = 0
        self.surfaces: dict[str, Surface] = {}

    def surface(self, path: str) -> Surface:
        """The surface of a file; what stood there at the start is durable."""
        if path not in self.surfaces:
            held = Path(path)
            self.surfaces[path] = Surface(bytearray(held.read_bytes() if held.is_file() else b""))
        return self.surfaces[path]

    def count(self) -> None:
        """One more operation; the power may go off with it. Raises PowerCut."""
        self.operations += 1
        if self.operations >= self.cut_at:
            raise PowerCut

    def write_survivors(self, folder: Path, chance: random.Random) -> None:
        """Write what is found after the power came back into an empty folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path, surface in sorted(self.surfaces.items()):
            content = surface.survive(chance)
            if content or not surface.pending:
                (folder / Path(path).name).write_bytes(content)


class DiskFile(apsw.VFSFile):
    """A file of the simulated disk."""

    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.surface = disk.surface(path) if path else Surface()

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write, remembered until it is synchronised."""
        self.disk.count()
        self.surface.pending.append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        """Cut off, remembered until it is synchronised."""
        self.disk.count()
        self.surface.pending.append((newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """Make durable, where the disk is honest."""
        self.disk.count()
        if self.disk.honest:
            self.surface.settle()


class DiskSystem(apsw.VFS):
    """The file system of a simulated disk; one stands at a time, under one name."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(NAME, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> DiskFile:
        """Open a file on the disk."""
        return DiskFile(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Remove a file; that it is gone is taken as durable."""
        self.disk.surfaces.pop(filename, None)
        super().xDelete(filename, syncdir)
