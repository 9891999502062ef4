"""Files by which an incident goes from the hub to two holders and back: JSON, so that pages and commands share them.

A *window file* is what the hub keeps of a window, rows and all; nothing in it opens without two holders. A *handed
share* is one holder's opened share, sealed to the second holder. Bytes are base64; fields are those of `escrow`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from nuantu.core.errors import InputError
from nuantu.passes.escrow import EscrowWindow, SealedShare

Found = TypeVar("Found")
WINDOW_FORMAT, HANDED_FORMAT = "nuantu-escrow-window/1", "nuantu-escrow-handed/1"


@dataclass(frozen=True, slots=True)
class HandedShare:
    """A share on its way: of which window and seat, to which holder's public key."""

    window: bytes
    seat: int
    to: bytes
    sealed: bytes


def write_window_file(window: EscrowWindow, rows: Iterable[bytes] = ()) -> str:
    """The text of a window's file."""
    return _write({
        "format": WINDOW_FORMAT, "zone": window.zone, "start_s": window.start_s, "public": _code(window.public),
        "shares": [{"seat": one.seat, "holder": _code(one.holder), "sealed": _code(one.sealed)}
                   for one in window.shares],
        "rows": [_code(row) for row in rows]})


def read_window_file(path: Path) -> tuple[EscrowWindow, list[bytes]]:
    """A window and its rows."""
    return _parse(_read_text(path), path, WINDOW_FORMAT, lambda told: (EscrowWindow(
        _count(told["zone"]), _count(told["start_s"]), _decode(told["public"]),
        tuple(SealedShare(_count(one["seat"]), _decode(one["holder"]), _decode(one["sealed"]))
              for one in told["shares"])), [_decode(row) for row in told["rows"]]))


def write_handed_share(share: HandedShare) -> str:
    """The text of a handed share's file."""
    return _write({"format": HANDED_FORMAT, "window": _code(share.window), "seat": share.seat, "to": _code(share.to),
                   "sealed": _code(share.sealed)})


def read_handed_share(path: Path) -> HandedShare:
    """A share that another holder handed over, in a file."""
    return parse_handed_share(_read_text(path), path)


def parse_handed_share(text: str, source: Path | str) -> HandedShare:
    """A share that another holder handed over, of its file's text."""
    return _parse(text, source, HANDED_FORMAT, lambda told: HandedShare(
        _decode(told["window"]), _count(told["seat"]), _decode(told["to"]), _decode(told["sealed"])))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=path) from error
    except UnicodeDecodeError as error:
        raise InputError("this is no JSON in UTF-8", file=path) from error


def _parse(text: str, source: Path | str, form: str, take: Callable[[Mapping[str, Any]], Found]) -> Found:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("this is no JSON in UTF-8", file=source) from error
    if not isinstance(told, dict) or told.get("format") != form:
        raise InputError(f"this is no file of format {form}", file=source)
    try:
        return take(told)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("the file is not whole", file=source, fix="fetch it again") from error


def _write(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _code(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value
