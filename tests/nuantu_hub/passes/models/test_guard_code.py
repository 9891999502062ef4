"""What is kept of a guard's code."""

from __future__ import annotations

from datetime import UTC, datetime

from nuantu_hub.passes.models import GuardCode


def test_a_code_is_named_by_its_gate_and_day() -> None:
    """Never by the code."""
    drawn = GuardCode(gate_id=7, code_index="x", drawn_at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC))

    assert str(drawn) == "7 2026-11-22 08:05"
