"""What is destroyed at midnight is not left lying in the database's files: neither in its pages nor in its log."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.nuantu_hub.serving import clean_environment

ROOT = Path(__file__).resolve().parents[3]


def test_secret_and_marks_of_a_day_are_in_no_file_when_it_is_over(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("close_day.py")), str(tmp_path / "hub")],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told = json.loads(done.stdout)

    assert told["secret before"]
    assert told["mark before"]
    assert (told["secret after"], told["mark after"]) == ([], [])
