"""The line of turn-out, from two rounds on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nuantu_hub.needs.interfaces.turn_out_chart import SHOWN, chart_turn_out
from nuantu_hub.needs.models import RoutingRound


def make_rounds(count: int) -> list[RoutingRound]:
    """Rounds with ten people more each."""
    start = datetime(2026, 11, 1, tzinfo=UTC)
    return [RoutingRound(number=place + 1, at=start + timedelta(hours=place), voters=10 * (place + 1),
                         votes=100 * (place + 1)) for place in range(count)]


def test_before_two_rounds_there_is_no_line() -> None:
    assert (chart_turn_out([]), chart_turn_out(make_rounds(1))) == (None, None)


def test_the_last_thirty_rounds_are_shown_with_their_table() -> None:
    chart = chart_turn_out(make_rounds(40))
    assert chart is not None
    assert (len(chart.rows), chart.rows[-1][1:]) == (SHOWN, (400, "4,000"))
    assert "400 个人" in str(chart.sentence)
