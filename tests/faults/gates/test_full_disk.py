"""On a disk that is really full a door lets in keepers and whom a person orders in, tells it later, and goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ALONE = ("unshare", "--map-root-user", "--mount")


def _may_mount(folder: Path) -> bool:
    """Whether this machine lets a process have disks of its own."""
    if shutil.which(ALONE[0]) is None:
        return False
    tried = subprocess.run([*ALONE, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
                           capture_output=True, check=False)
    return tried.returncode == 0


def test_a_full_disk_keeps_nobody_out_who_must_be_let_in(tmp_path: Path) -> None:
    if not _may_mount(tmp_path):
        pytest.skip("this machine lets no process mount a disk of its own")
    done = subprocess.run([*ALONE, sys.executable, str(Path(__file__).with_name("fill_disk.py")), str(tmp_path)],
                          capture_output=True, text=True, check=False, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "before": "once", "full": ["unrecorded", "unrecorded", "keeper", "used"], "pulses": 2, "waiting": True,
        "after": ["once", "standing"], "left": 0, "used": ["used", "used"], "faults": 0,
        "opened": [{"by": "inside"}, {"by": "order", "late": True, "order": "help"}, {"by": "keeper", "late": True},
                   {"by": "once"}, {"by": "standing"}]}
