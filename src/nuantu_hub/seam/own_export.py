"""A worker's own export: who it is of, which orders it tells of, and what ``nuantu rights`` says of it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from nuantu.agreement.book import load_copied_book
from nuantu.core.errors import AgreementError, InputError
from nuantu.rights.own_copy import OwnCopy, Person
from nuantu.rights.sheets_reader import read_sheets
from nuantu.rights.statement import make_statement, to_json
from nuantu_hub.seam.errors import RunError

MOST_FILES = 40
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class OwnExport:
    """One person's sheets: the platform's pseudonym, and when each order was delivered (UTC seconds)."""

    worker_id: str
    platform: str | None
    delivered: Mapping[str, int]
    copy: OwnCopy


def read_export(folder: Path, worker_id: str) -> OwnExport:
    """Read the sheets of an export in a folder. Raises RunError with file and line where they cannot be read."""
    try:
        copy = read_sheets(folder, Person(worker_id))
    except InputError as error:
        place = error.file.name if isinstance(error.file, Path) else error.file
        raise RunError(error.what, fix=error.fix or "export your records again", where=place) from error
    rows = copy.events.select(["kind", "at_s", "order_id"]).to_pylist()
    done = {row["order_id"]: row["at_s"] for row in rows if row["kind"] == "delivered"}
    return OwnExport(copy.person.worker_id, copy.person.platform, done, copy)


def state_rights(export: OwnExport, book: Path) -> dict[str, Any]:
    """What was owed, paid and missing under a run's agreement, as ``nuantu rights --json`` says it, in both languages.

    Takes several seconds: every clause is settled and judged over the records."""
    try:
        statement = make_statement(export.copy, load_copied_book(book))
        return {"zh": to_json(statement, "zh"), "en": to_json(statement, "en")}
    except (InputError, AgreementError) as error:
        raise RunError(error.what, fix=error.fix or "export your records again") from error


@contextmanager
def unpack_export(file: IO[bytes]) -> Iterator[Path]:
    """The sheets of a ZIP in a folder of their own, which is removed afterwards.

    Only plain ``.csv`` files are taken, from one folder, up to 40 files and 20 MB unpacked; anything else is refused.
    """
    folder = Path(tempfile.mkdtemp(prefix="nuantu-own-"))
    try:
        try:
            with zipfile.ZipFile(file) as packed:
                _unpack(packed, folder)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise RunError("this is no ZIP that can be opened", fix="pack your export again") from error
        yield folder
    finally:
        shutil.rmtree(folder)


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    members = [one for one in packed.infolist() if not one.is_dir()]
    names = {Path(one.filename).name for one in members}
    if not members or any(not name.endswith(".csv") or name.startswith(".") for name in names):
        raise RunError("the ZIP holds something other than the sheets of an export",
                       fix="pack only the .csv files that the export consists of")
    if len(members) > MOST_FILES or len(names) != len(members):
        raise RunError("the ZIP holds too many files, or one twice", fix="pack one export at a time")
    room = MOST_BYTES
    for one in members:
        with packed.open(one) as source:
            data = source.read(room + 1)  # what a member says of its own size is not trusted
        room -= len(data)
        if room < 0:
            raise RunError("the sheets are larger than 20 MB", fix="export a shorter time")
        (folder / Path(one.filename).name).write_bytes(data)
