"""A city of a million orders is written within bounded memory and can be read again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

MEMORY_MAX = 2 * 2**30
WRITE = """
import sys
from tests.peak_memory import read_peak_bytes
from nuantu.cli import nuantu
nuantu(sys.argv[1:], standalone_mode=False)
print(read_peak_bytes(), file=sys.stderr)
"""


@pytest.mark.slow
def test_a_million_orders_are_written_in_bounded_memory(tmp_path: Path) -> None:
    """Peak memory stays under two gibibytes, and the day that is written passes its own check."""
    words = ["city", "--orders", "1000000", "--seed", "7", "--out", str(tmp_path / "day"), "--json"]
    run = subprocess.run([sys.executable, "-c", WRITE, *words], capture_output=True, text=True, check=True)
    peak = int(run.stderr.split()[-1])

    nuantu = str(Path(sys.executable).parent / "nuantu")
    check = subprocess.run([nuantu, "day", "check", str(tmp_path / "day"), "--json"],
                           capture_output=True, text=True, check=True)

    assert peak <= MEMORY_MAX
    assert json.loads(run.stdout)["orders"] == 1_000_000
    assert json.loads(check.stdout)["orders"] == 1_000_000
