"""Weather alerts."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.weather import make_alerts
from nuantu.replay.city.world import World


def test_yellow_wind_replaces_blue_in_the_same_districts(world: World) -> None:
    """Each yellow alert runs 11:30–13:40 and names the blue one of its district, issued earlier."""
    alerts = {alert.alert_id: alert for alert in world.alerts}
    yellow = [alert for alert in alerts.values() if alert.level == "yellow"]

    assert 2 <= len(yellow) < len(world.districts)
    for alert in yellow:
        assert (alert.kind, alert.from_s, alert.to_s) == ("wind", 41_400, 49_200)
        assert alert.supersedes is not None
        earlier = alerts[alert.supersedes]
        assert (earlier.kind, earlier.level, earlier.district_id) == ("wind", "blue", alert.district_id)
        assert earlier.issued_s < alert.issued_s


def test_alerts_are_numbered_in_order_of_issue(world: World) -> None:
    """Ids ascend with the time of issue."""
    assert [alert.alert_id for alert in world.alerts] == [f"A{k:02d}" for k in range(1, len(world.alerts) + 1)]
    assert [alert.issued_s for alert in world.alerts] == sorted(alert.issued_s for alert in world.alerts)


@pytest.mark.parametrize(("month", "kind"), [(11, "cold"), (1, "cold"), (4, "haze"), (7, "heat"), (10, "rain")])
def test_one_alert_fits_the_season(world: World, month: int, kind: str) -> None:
    """It holds everywhere and replaces nothing."""
    alerts = make_alerts(world.districts, month, np.random.default_rng(1))
    everywhere = [alert for alert in alerts if alert.district_id is None]

    assert [(alert.kind, alert.supersedes) for alert in everywhere] == [(kind, None)]
