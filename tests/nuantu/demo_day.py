"""A small city day that was really made, replayed, settled, audited and reported: once in a run of the tests, however
many processes share it."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import Ended, run_main

ROOT = Path(__file__).resolve().parents[2]
ORDERS = 150


def find_shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a test run have in common: each has one of its own in it."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def make_demo(factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """Run ``nuantu demo`` on a small day; its OUT folder, which is never to be changed, and what it said."""
    folder = find_shared_folder(factory)
    out, told = folder / "demo" / "out", folder / "demo" / "ended.json"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.is_file():
            ended = run_main("demo", "--orders", str(ORDERS), "--out", out, "--agreements", ROOT / "agreements",
                             "--no-serve")
            assert ended.status == 0, ended.err
            told.write_text(json.dumps(asdict(ended)), encoding="utf-8")
    return out, Ended(**json.loads(told.read_text(encoding="utf-8")))
