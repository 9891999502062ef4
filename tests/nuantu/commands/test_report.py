"""``nuantu report`` on a really replayed day."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import heed_interrupts, run_main
from tests.nuantu.demo_day import ORDERS, make_demo


@pytest.fixture
def out(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of the demo's OUT."""
    shutil.copytree(make_demo(tmp_path_factory)[0], tmp_path / "out")
    return tmp_path / "out"


def test_it_writes_the_page_and_prints_where(out: Path) -> None:
    """With --json one object."""
    shutil.rmtree(out / "report")

    ended = run_main("report", out, "--json")

    facts = json.loads(ended.out)
    assert (ended.status, facts["orders"], facts["sealed"]) == (0, ORDERS, True)
    assert Path(facts["page"]).stat().st_size == facts["bytes"]


def test_a_changed_ledger_is_told_on_stderr_and_on_the_page(out: Path) -> None:
    """The seal is broken in words."""
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    run["digests"]["ledger"] = "0" * 64
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")

    ended = run_main("report", out)

    assert "digests or verdicts differ" in ended.err
    assert "摘要对不上：ledger" in (out / "report" / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """One sentence, status 2."""
    ended = run_main("report", tmp_path / "nowhere")

    assert (ended.status, "the folder does not exist" in ended.err) == (2, True)


def test_it_serves_until_it_is_interrupted(out: Path) -> None:
    """The address is printed when it is ready; Ctrl-C ends it cleanly."""
    command = [sys.executable, "-c", "from nuantu.cli import main; main()", "report", str(out), "--serve",
               "--port", "8970"]
    with heed_interrupts():
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert lines[1].startswith("Nuantu: http://127.0.0.1:89")
    assert (process.returncode, "Traceback" in errors) == (0, False)
