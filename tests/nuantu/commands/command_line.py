"""Run the command line in this process, through the same ``main`` that the installed command calls."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from nuantu.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


def run_main(*words: str | Path) -> Ended:
    """Run ``nuantu WORDS`` and return its exit status and both streams."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with (mock.patch.object(sys, "argv", ["nuantu", *map(str, words)]), contextlib.redirect_stdout(out),
          contextlib.redirect_stderr(err)):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return Ended(status, out.getvalue(), err.getvalue())


@contextmanager
def heed_interrupts() -> Iterator[None]:
    """Processes started here end with Ctrl-C: a suite that a script started in the background hands down that it is
    to be ignored. Nothing runs between fork and exec for it: beside other threads that can stand still for ever."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
