"""Days in the native form: a folder with day.json and one Parquet file a table."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.core.errors import InputError
from nuantu.core.tables import DAY_TABLES, Table, conform, find_table, read_parquet
from nuantu.replay.day import DAY_FILE, FORMAT, TABLE_NAMES, Day, DayInfo, TableName
from nuantu.replay.origin import Origin
from nuantu.replay.validation import check_day, check_info, shorten

#: File of each table.
FILES: Mapping[TableName, str] = {name: find_table("day", name).file for name in TABLE_NAMES}
LARGEST_JSON_BYTES = 1024 * 1024
#: Files that desktops leave in folders; they are no part of a day and no ground to refuse it.
JUNK = (".DS_Store", "Thumbs.db", "desktop.ini")


def read_native(folder: Path, *, date: dt.date | None = None, tz: str | None = None) -> Day:
    """Read a native day. ``date`` and ``tz`` may be given only as the day itself states them.

    Raises InputError with file, row (from 1) and field of the first defect.
    """
    folder = Path(folder)
    info = read_info(folder / DAY_FILE)
    if date is not None and date != info.date:
        raise InputError(f"the day is dated {info.date}, not {date}", file=folder / DAY_FILE, field="date",
                         fix="leave the date out")
    if tz is not None and tz != info.tz:
        raise InputError(f"the day's time zone is {info.tz}, not {shorten(tz)}", file=folder / DAY_FILE, field="tz",
                         fix="leave the time zone out")
    tables: dict[str, pa.Table] = {}
    for name in TABLE_NAMES:
        wanted = find_table("day", name)
        path = folder / wanted.file
        if wanted.required or path.exists():
            tables[name] = _read_table(path, wanted)
    origins = {name: Origin(folder / file) for name, file in FILES.items()}
    return check_day(Day(info, folder=folder, **tables), origins)


def read_info(path: Path) -> DayInfo:
    """Read day.json: exactly the published fields, each of its type."""
    text = _read_json_text(path)
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: _refuse_doubles(path, pairs),
                           parse_constant=lambda word: _refuse_constant(path, word))
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON ({error.msg})", file=path, line=error.lineno,
                         fix="write one JSON object") from error
    except (ValueError, RecursionError) as error:
        raise InputError("this JSON is nested too deep or holds a number too long", file=path,
                         fix="write one plain JSON object") from error
    if not isinstance(value, dict):
        raise InputError("this is not a JSON object", file=path, line=1, fix="write one JSON object")
    _check_fields(path, text, value)
    fields = {key: item for key, item in value.items() if key != "format"}
    try:
        fields["date"] = dt.date.fromisoformat(value["date"])
    except ValueError as error:
        raise InputError(f"{shorten(value['date'])} is no date", file=path, line=_find_line(text, "date"),
                         field="date", fix="write it as 2018-03-01") from error
    try:
        return check_info(DayInfo(**fields), Origin(path))
    except InputError as error:
        line = None if error.field is None else _find_line(text, error.field)
        raise InputError(error.what, file=path, line=line, field=error.field, fix=error.fix) from error


def write_day(day: Day, folder: Path, *, overwrite: bool = False) -> Path:
    """Write a day as a native folder, whole or not at all; see DayWriter for what may stand there before."""
    with DayWriter(folder, day.info, overwrite=overwrite) as writer:
        for name in TABLE_NAMES:
            table = day.table(name)
            if table is not None:
                writer.append(name, table)
    return Path(folder)


class DayWriter:
    """Write a native day piece by piece, in memory bounded by one piece.

    Everything goes to a folder beside the target, which takes its name when the ``with`` block ends well and is
    removed when it does not. A target that exists must be empty or, with ``overwrite``, a native day and nothing
    else; otherwise InputError. Pieces must have the published columns; values are checked by reading the day.
    """

    def __init__(self, folder: Path | str, info: DayInfo, *, overwrite: bool = False) -> None:
        self.folder = Path(folder)
        self.info = check_info(info, Origin(self.folder / DAY_FILE))
        self._overwrite = overwrite
        self._writers: dict[TableName, pq.ParquetWriter] = {}
        self._part: Path | None = None

    def __enter__(self) -> DayWriter:
        check_target(self.folder, overwrite=self._overwrite)
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._part = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}-", dir=self.folder.parent))
            self._part.chmod(0o755)
        except OSError as error:
            raise _refuse_target(self.folder, error) from error
        return self

    def append(self, name: TableName, rows: pa.Table | pa.RecordBatch) -> None:
        """Add rows to a table; nullable columns may be left out and become null."""
        wanted = find_table("day", name)
        assert self._part is not None, "append inside the with block"
        path = self._part / wanted.file
        piece = _complete(rows, wanted, self.folder / wanted.file)
        try:
            if name not in self._writers:
                self._writers[name] = pq.ParquetWriter(path, wanted.to_arrow(), compression="zstd")
            self._writers[name].write_table(piece)
        except OSError as error:
            raise _refuse_target(self.folder, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._part is not None
        try:
            for writer in self._writers.values():
                writer.close()
            if kind is None:
                self._finish(self._part)
        except OSError as failure:
            raise _refuse_target(self.folder, failure) from failure
        finally:
            shutil.rmtree(self._part, ignore_errors=True)

    def _finish(self, part: Path) -> None:
        for name in TABLE_NAMES:
            if find_table("day", name).required and name not in self._writers:
                raise InputError(f"no rows of {name} were given", file=self.folder / FILES[name],
                                 fix="append at least one row")
        text = json.dumps(self.info.to_json(), ensure_ascii=False, indent=2) + "\n"
        (part / DAY_FILE).write_text(text, encoding="utf-8")
        place_folder(part, self.folder)


def check_target(folder: Path, *, overwrite: bool) -> None:
    """Refuse a target folder that holds anything but (with ``overwrite``) a native day."""
    try:
        present = {entry.name for entry in folder.iterdir()} - set(JUNK)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _refuse_target(folder, error) from error
    if not present:
        return
    foreign = sorted(present - {DAY_FILE, *FILES.values()})
    if foreign or DAY_FILE not in present:
        raise InputError(f"the folder is not empty and holds {foreign[0] if foreign else 'no ' + DAY_FILE}",
                         file=folder, fix="name a new folder")
    if not overwrite:
        raise InputError("a day stands here already", file=folder, fix="name a new folder or ask to overwrite it")


def place_folder(part: Path, folder: Path) -> None:
    """Give ``part`` the name ``folder``; what stood there is removed after the new one is in place."""
    if not folder.exists():
        part.rename(folder)
        return
    old = part.with_name(part.name + "-old")
    folder.rename(old)
    try:
        part.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _read_table(path: Path, wanted: Table) -> pa.Table:
    table = read_parquet(path)
    known = {column.name for column in wanted.columns}
    for name in table.column_names:
        if name not in known:
            raise InputError("the column is unknown", file=path, field=shorten(name).strip("'"),
                             fix="keep " + ", ".join(column.name for column in wanted.columns))
    return conform(table, wanted, path).combine_chunks()


def _complete(rows: pa.Table | pa.RecordBatch, wanted: Table, path: Path) -> pa.Table:
    table = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
    for column in wanted.columns:
        if column.null is not None and column.name not in table.column_names:
            table = table.append_column(column.to_arrow(), pa.nulls(table.num_rows, column.to_arrow().type))
    return conform(table, wanted, path)


def _read_json_text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_JSON_BYTES else None
    except FileNotFoundError as error:
        raise InputError("the file does not exist", file=path, fix="put it into the folder of the day") from error
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror or error})", file=path,
                         fix="put a readable file in its place") from error
    if data is None:
        raise InputError(f"the file has more than {LARGEST_JSON_BYTES:,} bytes", file=path, fix="write one JSON object")
    if not data.strip():
        raise InputError("the file is empty", file=path, fix="write one JSON object")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        raise InputError(f"byte 0x{data[error.start]:02x} is not UTF-8", file=path,
                         line=data.count(b"\n", 0, error.start) + 1, fix="save the file as UTF-8 text") from error


def _check_fields(path: Path, text: str, value: Mapping[str, Any]) -> None:
    kinds = {"string": str, "int64": int}
    for column in DAY_TABLES[0].columns:
        if column.name not in value:
            raise InputError("the field is missing", file=path, line=1, field=column.name,
                             fix=f"add it: {column.meaning}")
        item = value[column.name]
        if type(item) is not kinds[column.type]:
            raise InputError(f"{shorten(item)} is not of type {column.type}", file=path,
                             line=_find_line(text, column.name), field=column.name, fix=f"write {column.meaning}")
    for key in value:
        if key not in {column.name for column in DAY_TABLES[0].columns}:
            raise InputError("the field is unknown", file=path, line=_find_line(text, key),
                             field=shorten(key).strip("'"), fix="remove it")
    if value["format"] != FORMAT:
        raise InputError(f"{shorten(value['format'])} is not {FORMAT}", file=path, line=_find_line(text, "format"),
                         field="format", fix="read the day with the version that wrote it")


def _find_line(text: str, field: str) -> int | None:
    found = re.search(rf"{re.escape(json.dumps(field, ensure_ascii=False))}\s*:", text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _refuse_doubles(path: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise InputError("the field stands twice", file=path, field=shorten(key).strip("'"), fix="keep one of them")
        value[key] = item
    return value


def _refuse_constant(path: Path, word: str) -> float:
    raise InputError(f"{word} is no JSON number", file=path, fix="write a number")


def _refuse_target(folder: Path, error: OSError) -> InputError:
    return InputError(f"the day cannot be written here ({error.strerror or error})", file=folder,
                      fix="name a folder that you may write")
