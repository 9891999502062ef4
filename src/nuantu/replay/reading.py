"""Reading a day: the files in a folder tell which reader it needs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.replay.day import DAY_FILE, Day
from nuantu.replay.readers import mdrp, native


def read_day(path: Path | str, *, date: dt.date | None = None, tz: str | None = None) -> Day:
    """Read a day from its folder; the files in it tell the reader.

    ``date`` and ``tz`` date a day that has no date of its own (mdrp); a native day refuses others than its own.
    Raises InputError with file, line and field of the first defect.
    """
    folder = Path(path)
    present = _list_folder(folder)
    is_mdrp = bool(present & set(mdrp.FILES))
    is_native = bool(present & {DAY_FILE, *native.FILES.values()})
    if is_mdrp and is_native:
        raise InputError(f"the folder holds both {mdrp.ORDERS_FILE} and {DAY_FILE}", file=folder,
                         fix="keep one day in a folder")
    if is_mdrp:
        return mdrp.read_mdrp(folder, date=date, tz=tz)
    if is_native:
        return native.read_native(folder, date=date, tz=tz)
    inside = sum((folder / name / mdrp.ORDERS_FILE).is_file() or (folder / name / DAY_FILE).is_file()
                 for name in present)
    if inside:
        raise InputError(f"the folder is not a day but holds {inside} of them", file=folder, fix="name one of them")
    raise InputError(f"the folder holds neither {mdrp.ORDERS_FILE} (mdrp) nor {DAY_FILE} (native)", file=folder,
                     fix="name the folder of one day")


def _list_folder(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in folder.iterdir()}
    except FileNotFoundError as error:
        raise InputError("the folder does not exist", file=folder, fix="check the path") from error
    except NotADirectoryError as error:
        raise InputError("this is a file, not the folder of a day", file=folder,
                         fix="name the folder that holds it") from error
    except (OSError, ValueError) as error:
        raise InputError(f"the folder cannot be read ({_say(error)})", file=folder,
                         fix="check the path and your rights to it") from error


def _say(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
