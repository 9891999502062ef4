"""The ceremony log: each making, signing, splitting and opening of a key is one line, chained to the one before.

The lines are decisions as ``nuantu log append`` takes them, so the union can put the file into a witnessed log. They
name offices, never people, and hold public keys and digests only. Each line carries the SHA-256 of the line before:
what was written cannot be taken out or changed quietly, not even before it is witnessed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from nuantu.core.errors import InputError
from nuantu.passes.key_file import sync_folder

KIND, ACTOR, PROFILE = "pass_key_ceremony", "pass-keys", "XT1"
_START = "0" * 64
#: The rules that a ceremony follows; their digest stands in each line.
RULES = {"roots": 3, "signatures": 2, "trust_list_h": 72, "rotate_d": 7, "verify_d": 8, "shares": 3, "open_shares": 2}
RULE_SET = sha256(json.dumps(RULES, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
_OFFICE_MAX, _PRESENT_MAX = 40, 12


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What was done when (UTC seconds), in whose presence (offices), and what it was done to."""

    at_s: int
    act: str
    present: tuple[str, ...]
    subject: Mapping[str, Any]


def record_ceremony(path: Path, ceremony: Ceremony) -> str:
    """Write a line at the end of the log and see it on the disk; the line, without its newline."""
    require_offices(ceremony.present)
    is_new = not path.exists()
    try:
        with path.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            line = _write_line(ceremony, *_read_end(file, path))
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise InputError(f"the ceremony cannot be written down ({os.strerror(error.errno or 0)})", file=path,
                         fix="a ceremony without its line does not count: name a log that you may write") from error
    return line


def read_ceremonies(path: Path) -> list[Ceremony]:
    """All ceremonies of a log, whose chain must hold; ``InputError`` names the first line that does not fit."""
    try:
        with path.open(encoding="utf-8") as file:
            return _read_lines(file, path)[0]
    except OSError as error:
        raise InputError(f"the log of ceremonies cannot be read ({os.strerror(error.errno or 0)})",
                         file=path) from error


def require_offices(present: Sequence[str]) -> None:
    """Refuse a ceremony at which nobody was, or whose attendance does not fit into a line."""
    if not 0 < len(present) <= _PRESENT_MAX or not all(
            0 < len(one) <= _OFFICE_MAX and one.isprintable() for one in present):
        raise InputError(f"a ceremony names one to {_PRESENT_MAX} offices that were present", field="--present",
                         fix="name offices, not people: --present union-chair --present street-office")


def _write_line(ceremony: Ceremony, last_s: int, previous: str) -> str:
    if ceremony.at_s < last_s:
        raise InputError(f"the clock says {ceremony.at_s}, before the last ceremony at {last_s}",
                         fix="set the clock of this machine right")
    return json.dumps({
        "t": ceremony.at_s, "kind": KIND, "rule_set": RULE_SET, "agreement_version": PROFILE, "actor": ACTOR,
        "terms": {"act": ceremony.act, "present": list(ceremony.present), "subject": dict(ceremony.subject),
                  "previous": previous},
    }, ensure_ascii=False, sort_keys=True)


def _read_end(file: IO[str], path: Path) -> tuple[int, str]:
    file.seek(0)
    ceremonies, previous = _read_lines(file, path)
    return (ceremonies[-1].at_s if ceremonies else 0), previous


def _read_lines(file: IO[str], path: Path) -> tuple[list[Ceremony], str]:
    found: list[Ceremony] = []
    previous = _START
    for number, line in enumerate(_split_lines(_read_text(file, path)), 1):
        if not line.endswith("\n"):
            raise InputError("the last line was not written to its end", file=path, line=number,
                             fix="remove that line; the ceremony it was about has to be held again")
        found.append(_read_line(line, previous, path, number))
        if len(found) > 1 and found[-1].at_s < found[-2].at_s:
            raise InputError("the line is older than the one before", file=path, line=number)
        previous = sha256(line[:-1].encode()).hexdigest()
    return found, previous


def _read_text(file: IO[str], path: Path) -> str:
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise InputError("the log of ceremonies is no UTF-8", file=path) from error


def _read_line(line: str, previous: str, path: Path, number: int) -> Ceremony:
    try:
        value = json.loads(line)
        terms = value["terms"]
        ceremony = Ceremony(int(value["t"]), str(terms["act"]), tuple(map(str, terms["present"])),
                            dict(terms["subject"]))
        chained = str(terms["previous"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("this is no line of a ceremony", file=path, line=number) from error
    if chained != previous:
        raise InputError("the line does not continue the one before: something was changed or taken out", file=path,
                         line=number, fix="compare with the copy in the witnessed log")
    return ceremony


def _split_lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, since texts in JSON may hold other signs that look like one."""
    *whole, rest = text.split("\n")
    return [line + "\n" for line in whole] + ([rest] if rest else [])
