"""The bar of a step."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.promise_scene import SHIPPED

from nuantu_hub.bargaining.domain.agreement_series import compare_years, list_series
from nuantu_hub.bargaining.interfaces.year_bars import WIDTH, tell_step


def test_the_pieces_lie_beside_each_other_within_the_bar() -> None:
    for step in compare_years(list_series(SHIPPED)["platform"]):
        told = tell_step(step)
        assert sum(piece.count for piece in told.pieces) == step.total
        ends = [piece.x + piece.width for piece in told.pieces]
        assert all(end <= piece.x for end, piece in zip(ends, told.pieces[1:], strict=False))
        assert ends[-1] <= WIDTH
