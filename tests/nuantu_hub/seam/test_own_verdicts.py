"""Rows of a day's audit about one worker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.own_verdicts import OwnVerdict, list_own_verdicts


def _row(clause: str, verdict: str, worker: str | None, order: str | None = None) -> dict[str, Any]:
    return {"clause_id": clause, "verdict": verdict, "worker_id": worker, "order_id": order, "units": 2}


def test_only_rows_that_name_the_worker_or_an_own_order_are_told(tmp_path: Path) -> None:
    rows = [_row("A", "violated", "w1"), _row("A", "violated", "w2"), _row("B", "violated", None, "o1"),
            _row("B", "violated", None, "o9"), _row("C", "complied", None), _row("D", "violated", "w2", "o1")]
    (tmp_path / "verdicts.json").write_text(json.dumps(rows))
    assert list_own_verdicts(tmp_path, "w1", {"o1"}) == [OwnVerdict("A", "violated", 2, ""),
                                                        OwnVerdict("B", "violated", 2, "o1")]


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_a_missing_or_broken_audit_is_refused_and_never_empty(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "verdicts.json").write_text(content)
    with pytest.raises(RunError, match="cannot be read"):
        list_own_verdicts(tmp_path, "w1", set())
