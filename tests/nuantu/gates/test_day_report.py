"""A day is told in counts, and no small ones."""

from __future__ import annotations

import pytest

from nuantu.gates.day_report import FEW, write_day_report

DAY = 20_454


def test_counts_are_summed_by_what_they_mean() -> None:
    told = write_day_report(DAY, {"OK": 200, "OK_DEGRADED": 14, "E_STALE": 7, "E_RATE": 5, "manual:slip": 8,
                                  "manual:other": 9, "measured": 180, "seconds": 1_260, "alarm:clock": 1})

    assert told == {"day": "2026-01-01", "counts": {"let_in": 214, "degraded": 14, "refused": 12, "manual": 17},
                    "passing": {"measured": 180, "seconds": 1_260}}


@pytest.mark.parametrize("n", [0, 1, 9])
def test_fewer_than_ten_are_told_as_such(n: int) -> None:
    told = write_day_report(DAY, {"OK": n, "measured": n, "seconds": 50} if n else {})

    assert told == {"day": "2026-01-01", "counts": dict.fromkeys(("let_in", "degraded", "refused", "manual"), FEW),
                    "passing": None}
