"""Run the command line in this process, through the same ``main`` that the installed command calls."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
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


def heed_interrupts() -> None:
    """For a process that is to end with Ctrl-C: a suite that a script started in the background hands down that it
    is to be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
