"""The page of formats says what the code declares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tidy.sources import ROOT


def test_the_committed_page_is_what_the_tool_writes(tmp_path: Path) -> None:
    """docs/formats.md is never edited by hand and never lags: ``make formats`` writes it."""
    run = subprocess.run([sys.executable, ROOT / "tools" / "write_formats.py", tmp_path / "formats.md"],
                         capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "formats.md").read_bytes() == (ROOT / "docs" / "formats.md").read_bytes()
