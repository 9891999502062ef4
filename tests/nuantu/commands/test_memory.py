"""Memory that a process keeps for its next bucket."""

from __future__ import annotations

import platform
import subprocess
import sys

HOLD = """
import pyarrow as pa
from nuantu.commands.memory import hold_memory
print(hold_memory(), pa.default_memory_pool().backend_name)
"""


def test_memory_is_held_on_to_where_the_library_can() -> None:
    """In a process of its own, since it holds for all of it."""
    glibc = platform.libc_ver()[0] == "glibc"

    told = subprocess.run([sys.executable, "-c", HOLD], capture_output=True, text=True, check=True).stdout.split()

    assert told[0] == str(glibc)
    assert (told[1] == "system") is glibc
