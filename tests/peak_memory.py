"""The most memory that this process held at once."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def read_peak_bytes() -> int:
    """Peak resident bytes of the program that runs now.

    What ``getrusage`` says on Linux is carried over from the process that started this one, however large that was, so
    the kernel's own mark is read, which begins anew with each program.
    """
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) * 1024
