"""``migrate`` lays an empty database at once, and leaves what is asked for in part to Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nuantu_hub.site.management.commands import migrate
from nuantu_hub.site.management.commands.migrate import Command

ROOT = Path(__file__).resolve().parents[5]


@pytest.mark.parametrize(("asked", "laid"), [
    ({}, 1), ({"one_by_one": True}, 0), ({"app_label": "people"}, 0), ({"plan": True}, 0), ({"fake": True}, 0)])
def test_only_the_whole_is_laid(monkeypatch: pytest.MonkeyPatch, asked: dict[str, object], laid: int) -> None:
    seen: list[str] = []
    monkeypatch.setattr(migrate, "lay_tables", lambda connection: seen.append(connection.alias))
    monkeypatch.setattr(migrate.migrate.Command, "handle", lambda *_words, **_options: seen.append("django"))
    options: dict[str, object] = {"database": "default", "one_by_one": False, "app_label": None, "plan": False,
                                  "check_unapplied": False, "fake": False, "prune": False}
    Command().handle(**{**options, **asked})
    assert seen == ["default"] * laid + ["django"]


@pytest.mark.embedded
def test_a_new_hub_has_its_tables_and_needs_no_migration(tmp_path: Path) -> None:
    for words in ((), ("--check",)):
        subprocess.run([sys.executable, "-m", "tests.nuantu_hub.site.prepare_tables", str(tmp_path / "hub"), *words],
                       cwd=ROOT, check=True, timeout=300)
    assert (tmp_path / "hub" / "hub.sqlite3").stat().st_size > 1_000_000
