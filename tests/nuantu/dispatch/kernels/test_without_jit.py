"""The kernels are plain Python first: with compilation off they pass the same comparisons with their slow twins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_kernels_agree_with_their_twins_without_compilation() -> None:
    """Routes, insertions, trips, options and moves once more in a process of its own, uncompiled."""
    here = Path(__file__).parent
    files = [str(here / f"test_{name}.py") for name in ("route", "insertion", "trips", "options", "ahead")]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *files],
        cwd=Path(__file__).parents[4], env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True,
        check=False)

    assert run.returncode == 0, run.stdout[-2000:]
