"""D02 as a rule."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all

from nuantu.agreement.clause import Selector


def test_a_speed_holds_once_it_covers_anybody() -> None:
    """One clause covers some riders of the day, the other none of them."""
    rules = lower_all(
        build_clause("eta_speed_basis", "A", speed=15_000, selector=Selector(worker_class=frozenset({"crowd"}))),
        build_clause("eta_speed_basis", "B", speed=12_000, selector=Selector(worker_class=frozenset({"courier"}))))

    assert [(r.clause_id, r.speed_m_per_h) for r in rules.eta_speeds] == [("A", 15_000)]
