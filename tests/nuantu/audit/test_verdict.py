"""A verdict is a row of the published table."""

from __future__ import annotations

from dataclasses import replace

from nuantu.audit.verdict import Verdict, count_units
from nuantu.core.tables import VERDICTS

KEPT = Verdict(clause_id="cap", type="concurrency_cap", layer="platform", version=None, worker_id=None, order_id=None,
               verdict="complied", explained=None, units=7, unit="order", event_ids=(), line_ids=(),
               arithmetic="units 8; kept 7", missing=())


def test_a_row_has_the_published_columns_in_their_order() -> None:
    """Tuples become lists, as JSON has them."""
    row = replace(KEPT, event_ids=(3, 4)).to_row()
    assert list(row) == [column.name for column in VERDICTS.columns]
    assert (row["event_ids"], row["missing"]) == ([3, 4], [])


def test_every_verdict_is_counted_in_units() -> None:
    """Words that nobody used stand with 0."""
    assert count_units([KEPT, replace(KEPT, verdict="violated", units=1), KEPT]) == {
        "complied": 14, "violated": 1, "departed": 0, "not_applicable": 0, "insufficient_evidence": 0, "disputed": 0}
