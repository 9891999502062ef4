"""Alerts: where and when which level holds."""

from __future__ import annotations

from tests.nuantu.replay.tiny_city import NOON_S, alert, make_city, order, shift, worker

from nuantu.replay.alerts import Alerts


def read(*rows: dict[str, object]) -> Alerts:
    """Alerts of a day that has nothing else of interest."""
    return Alerts(make_city([order(0)], [worker(0)], [shift(0, 0)], list(rows)))


def test_an_alert_holds_from_its_begin_to_before_its_end_in_its_district() -> None:
    """Begin inclusive, end exclusive; the neighbour is not concerned."""
    alerts = read(alert(0, 0, 100, level="yellow", district="d1"))

    assert [alerts.level_at(NOON_S + at, "d1") for at in (-1, 0, 99, 100)] == [0, 2, 2, 0]
    assert alerts.level_at(NOON_S, "d2") == 0
    assert alerts.level_anywhere(NOON_S) == 2


def test_an_alert_without_a_district_holds_everywhere_even_where_there_is_none() -> None:
    """A general alert reaches orders outside all districts; others do not."""
    alerts = read(alert(0, 0, 100, level="red"), alert(1, 0, 100, level="blue", district="d1"))

    assert [alerts.level_at(NOON_S, district) for district in ("d1", "d2", None)] == [4, 4, 4]


def test_a_superseded_alert_ends_when_its_successor_is_issued() -> None:
    """Orange is lowered to blue before its stated end, which stays on record."""
    alerts = read(alert(0, 0, 1000), alert(1, 400, 1000, level="blue", supersedes="w0"))

    assert [alerts.level_at(NOON_S + at, "d1") for at in (399, 400)] == [3, 1]
    assert alerts.rows[0].stated_to_s == NOON_S + 1000


def test_a_day_without_alerts_is_calm() -> None:
    """No rows, no level."""
    assert read().level_anywhere(NOON_S) == 0
