"""The command line finds its commands and says every error in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_nuantu(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command as a person would."""
    return subprocess.run([str(Path(sys.executable).parent / "nuantu"), *words],
                          capture_output=True, text=True, check=False, timeout=120)


def test_help_lists_every_command() -> None:
    """A newcomer sees what there is."""
    run = run_nuantu("--help")

    assert run.returncode == 0
    for name in ("agreement", "audit", "city", "demo", "explain", "replay", "report", "schema", "settle"):
        assert f"\n  {name}" in run.stdout


def test_an_unknown_command_ends_with_status_two() -> None:
    """What does not exist is named."""
    run = run_nuantu("dance")

    assert run.returncode == 2
    assert "No such command 'dance'" in run.stderr


def test_bad_input_is_one_sentence_and_status_two() -> None:
    """No traceback ever reaches a person."""
    run = run_nuantu("audit", "nowhere")

    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
