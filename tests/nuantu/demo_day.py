"""A small city day that was really made, replayed, settled, audited and reported: once in a test process."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import Ended, run_main

ROOT = Path(__file__).resolve().parents[2]
ORDERS = 150
_made: list[tuple[Path, Ended]] = []


def make_demo(factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """Run ``nuantu demo`` on a small day; its OUT folder and what it said."""
    if _made:
        return _made[0]
    out = factory.mktemp("demo") / "demo"
    ended = run_main("demo", "--orders", str(ORDERS), "--out", out, "--agreements", ROOT / "agreements", "--no-serve")
    assert ended.status == 0, ended.err
    _made.append((out, ended))
    return _made[0]
