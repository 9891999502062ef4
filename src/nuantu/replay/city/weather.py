"""Weather alerts of the day: a wind that is upgraded from blue to yellow, and one alert of the season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.districts import District

ISSUER = "市气象台"
#: Kind and level of the day's second alert by month, with its hours.
_SEASONS = (
    ((12, 1, 2, 11), "cold", "blue", (16.5, 18.0, 24.0)),
    ((3, 4, 5), "haze", "yellow", (5.5, 6.0, 9.5)),
    ((6, 7, 8), "heat", "orange", (9.5, 12.0, 17.0)),
    ((9, 10), "rain", "blue", (16.0, 17.0, 20.5)),
)


@dataclass(frozen=True)
class Alert:
    """One alert in seconds after local midnight; ``district_id`` is ``None`` where it holds everywhere."""

    alert_id: str
    kind: str
    level: str
    issued_s: int
    from_s: int
    to_s: int
    district_id: str | None
    supersedes: str | None


def make_alerts(districts: tuple[District, ...], month: int, rng: np.random.Generator, *, wind: bool = True,
                season: bool = True) -> list[Alert]:
    """Alerts in order of issue.

    Wind: blue from 10:30 in about a third of the districts, replaced at 11:20 by yellow from 11:30 to 13:40.
    Days without ``wind`` or without the alert of the ``season`` lack just these.
    """
    heart = districts[int(rng.integers(len(districts)))].centre
    near = sorted(districts, key=lambda district: float(np.hypot(*(district.centre - heart))))
    windy = sorted(district.district_id for district in near[: max(2, len(districts) // 3)])
    blue, yellow = (_at(9.75), _at(10.5), _at(16)), (_at(11 + 1 / 3), _at(11.5), _at(13 + 2 / 3))
    alerts = [Alert("", "wind", "blue", *blue, where, None) for where in windy if wind]
    alerts += [Alert("", "wind", "yellow", *yellow, where, where) for where in windy if wind]
    for months, kind, level, (issued, begin, end) in _SEASONS:
        if season and month in months:
            alerts.append(Alert("", kind, level, _at(issued), _at(begin), _at(end), None, None))
    return _number(alerts)


def _at(hour: float) -> int:
    return round(hour * 3600)


def _number(alerts: list[Alert]) -> list[Alert]:
    """Alerts in order of issue with ids; a superseding alert names the earlier one of its district."""
    ordered = sorted(alerts, key=lambda alert: (alert.issued_s, alert.district_id or ""))
    standing: dict[str, str] = {}
    numbered = []
    for number, alert in enumerate(ordered, 1):
        alert_id = f"A{number:02d}"
        earlier = standing.get(alert.district_id or "") if alert.supersedes else None
        if alert.district_id:
            standing[alert.district_id] = alert_id
        numbered.append(Alert(alert_id, alert.kind, alert.level, alert.issued_s, alert.from_s, alert.to_s,
                              alert.district_id, earlier))
    return numbered
