"""The scene of the demonstration's stations gives the same for the same words."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from nuantu_hub.stations.domain.station_scene import StationScene

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_chance_tokens_and_days_come_again() -> None:
    scene, again = StationScene(MOMENT), StationScene(MOMENT)
    assert scene.draw("doors").random() == again.draw("doors").random()
    assert scene.draw("doors").random() != scene.draw("visits").random()
    assert scene.token("station", 1) == again.token("station", 1) != scene.token("station", 2)
    assert (scene.today, scene.day(-2), scene.at(-1, 9, 30)) == (
        date(2026, 11, 22), date(2026, 11, 20), datetime(2026, 11, 21, 1, 30, tzinfo=UTC))


def test_the_file_tells_of_600_stations_and_no_district_twice() -> None:
    told = StationScene(MOMENT).told
    assert sum(row["stations"] for row in told["districts"]) == 600
    assert max(Counter(row["code"] for row in told["districts"]).values()) == 1
    assert sum(kind["share"] for kind in told["kinds"].values()) == 100
    assert len(told["places"]) >= told["districts"][0]["stations"] + len(told["moved"]) + len(told["closed"])
