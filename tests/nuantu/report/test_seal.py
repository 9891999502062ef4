"""The page says that digests and verdicts match only when they were computed again and do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nuantu.commands.report import audit_again
from nuantu.explanation.record import Record
from nuantu.report.seal import FILES, seal_run


def _written(out: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))
    return rows


def test_a_true_run_is_sealed_by_auditing_it_again(demo_out: Path, record: Record) -> None:
    """The whole audit repeated gives the very same rows."""
    seal = seal_run(demo_out, record.run, record.book.digest, audit_again)

    assert seal.whole
    assert set(seal.digests) == {"events", "candidates", "ledger", "book"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_changed_file_is_named(demo_out: Path, record: Record, tmp_path: Path, name: str) -> None:
    """One byte more, and the seal says which file."""
    out = tmp_path / "out"
    shutil.copytree(demo_out, out)
    with (out / FILES[name]).open("ab") as file:
        file.write(b"\0")

    seal = seal_run(out, record.run, record.book.digest, _written)

    assert (seal.differing, seal.verdicts_match, seal.whole) == ((name,), True, False)


def test_another_book_or_other_verdicts_break_the_seal(demo_out: Path, record: Record) -> None:
    """Rows may stand in any order, but not be others."""
    assert seal_run(demo_out, record.run, "another", _written).differing == ("book",)
    assert seal_run(demo_out, record.run, record.book.digest, lambda out: _written(out)[::-1]).verdicts_match
    assert not seal_run(demo_out, record.run, record.book.digest, lambda out: _written(out)[1:]).verdicts_match
