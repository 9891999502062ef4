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

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "nuantu: No such command 'dance'; see 'nuantu --help'.\n"


def test_a_wrong_option_is_one_sentence_that_names_the_help() -> None:
    """What an option may be stands in the sentence."""
    run = run_nuantu("schema", "weather")

    assert run.returncode == 2
    assert run.stderr.startswith("nuantu: Invalid value for ")
    assert run.stderr.endswith("; see 'nuantu schema --help'.\n")
    assert run.stderr.count("\n") == 1


def test_bad_input_is_one_sentence_and_status_two() -> None:
    """No traceback ever reaches a person."""
    run = run_nuantu("audit", "nowhere")

    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
