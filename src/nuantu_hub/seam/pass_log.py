"""Every search of a sealed list is a leaf of a decision log, found or not: nobody can look and leave no trace.

The log lies in ``pass-log`` of the data folder, made with the first search. It says which window was opened, by which
seats, for which incident, how many rows there were, and whether somebody was found; who it was stands nowhere in it.
"""

from __future__ import annotations

import fcntl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.decisions.leaf import Decision
from nuantu.decisions.log import DecisionLog, create_log, read_log
from nuantu.passes.ceremony import PROFILE, RULE_SET
from nuantu.passes.escrow import EscrowWindow
from nuantu.passes.escrow_file import write_window_file
from nuantu_hub.seam.errors import RunError

__all__ = ["SearchTold", "log_search", "tell_window"]
KIND, ACTOR, FOLDER = "pass_window_search", "key-holders", "pass-log"


@dataclass(frozen=True, slots=True)
class SearchTold:
    """A search as it is written down: number of the incident, window, seats (1 to 3), rows, and whether it found."""

    incident: str
    zone: int
    start_s: int
    seats: tuple[int, ...]
    rows: int
    unreadable: int
    found: bool


def tell_window(window: EscrowWindow, rows: Sequence[bytes]) -> str:
    """A window and its rows as the file that two holders are handed; pages and commands read the same."""
    return write_window_file(window, rows)


def log_search(data_root: Path, told: SearchTold, at_s: int) -> int:
    """Write a search into the log and see it on the disk; the number of its leaf.

    Raises RunError where the seats are not two different ones, or the log cannot be written: then nothing is told to
    anybody.
    """
    if len(set(told.seats)) < 2 or not set(told.seats) <= {1, 2, 3}:
        raise RunError("a window was not opened by two seats", fix="ask a second holder")
    folder = data_root / FOLDER
    try:
        with (data_root / f"{FOLDER}.lock").open("w") as claim:
            fcntl.flock(claim, fcntl.LOCK_EX)
            held = read_log(folder) if folder.is_dir() else create_log(folder, "nuantu.example/pass-searches")
            with DecisionLog(held, (), lambda: at_s) as log:
                (issued,) = log.append([Decision(at_s, KIND, {
                    "incident": told.incident, "zone": told.zone, "start": told.start_s,
                    "seats": sorted(set(told.seats)),
                    "rows": told.rows, "unreadable": told.unreadable, "found": told.found,
                }, None, None, bytes.fromhex(RULE_SET), PROFILE, ACTOR)])
    except InputError as error:
        raise RunError(error.what, fix=error.fix or "look at the log with nuantu log fsck", where=error.file) from error
    return issued.receipt.seq
