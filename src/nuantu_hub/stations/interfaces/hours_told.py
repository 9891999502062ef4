"""When a station is open, as published and as its door measured: both bars, the difference, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.moments import say_clock, say_duration
from nuantu_hub.stations.domain.open_hours import measured_open_hours
from nuantu_hub.stations.domain.opening_hours import hours_of_day, is_always_open
from nuantu_hub.stations.interfaces.hour_bars import Span, add_spans, clip_spans, draw_hour_bar, subtract_spans
from nuantu_hub.stations.models import Station

DAY_S = 86_400
#: A pause no longer than this is not told: a controller was restarted, a network blinked.
TOLD_FROM_S = 300
MOST_TOLD = 3
#: What a stretch without word means.
PAUSES: Final = {
    "ran": ("watch", "watch", gettext_lazy("%(from)s 至 %(to)s 门禁断网，键盘码仍可开")),
    "off": ("watch", "watch", gettext_lazy("%(from)s 至 %(to)s 门禁没电，门没有记录")),
    "silent": ("watch", "watch", gettext_lazy("%(from)s 起没有门禁的消息")),
}


@dataclass(frozen=True, slots=True)
class HoursTold:
    """What the part about hours says: its title, both bars with their lengths (seconds), lines below them."""

    title: str
    published_bar: SafeString
    published_s: int
    measured_bar: SafeString | str = ""
    measured_s: int | None = None
    lines: Sequence[tuple[str, str, str]] = ()
    written: bool = False

    @property
    def is_short(self) -> bool:
        """Whether less was measured than was published."""
        return self.measured_s is not None and self.published_s - self.measured_s >= TOLD_FROM_S


def tell_hours(station: Station, moment: datetime) -> HoursTold:
    """Yesterday's hours where its door told of them, else what is published for today."""
    today = localdate(moment)
    yesterday = today - timedelta(days=1)
    measured = measured_open_hours(station, yesterday)
    written = not is_always_open(station)
    if measured is None:
        told = hours_of_day(station, today)
        published = clip_spans(told.spans, today)
        length = add_spans(published)
        words = _("今天公布开放 %(length)s") % {"length": say_duration(length)} if length else _("今天公布不开放")
        lines = [("unknown", "unknown", _("实际开了多久，没有设备测量"))]
        if told.provisional:
            lines.append(("unknown", "calendar", _("这一年的节假日还没有公布，先按平日和周末算")))
        return HoursTold(words, draw_hour_bar(published, today, words), length, lines=lines, written=written)
    published = clip_spans(hours_of_day(station, yesterday).spans, yesterday)
    heard = [(one.began_at, one.ended_at) for one in measured.stretches if one.state == "heard"]
    within = _within(heard, published)
    missing = subtract_spans(published, heard)
    length, real = add_spans(published), add_spans(within)
    short = length - real
    title = _say_title(real, short)
    return HoursTold(
        title, draw_hour_bar(published, yesterday, _("公布 %(length)s") % {"length": say_duration(length)}), length,
        draw_hour_bar(within, yesterday, _("实测 %(length)s") % {"length": say_duration(real)}, missing), real,
        _tell_pauses(measured.pauses), written)


def _within(spans: Sequence[Span], hours: Sequence[Span]) -> list[Span]:
    return [(max(low, start), min(high, end)) for low, high in spans for start, end in hours
            if max(low, start) < min(high, end)]


def _say_title(real: int, short: int) -> str:
    if short < TOLD_FROM_S:
        return _("昨天开了 %(length)s，和公布的一样") % {"length": say_duration(real)}
    return _("昨天开了 %(length)s，少 %(short)s") % {"length": say_duration(real), "short": say_duration(short)}


def _tell_pauses(pauses: Sequence[Any]) -> list[tuple[str, str, str]]:
    long = [pause for pause in pauses if pause.length_s >= TOLD_FROM_S]
    return [(tone, icon, str(words) % {"from": say_clock(pause.began_at), "to": say_clock(pause.ended_at)})
            for pause in long[:MOST_TOLD] for tone, icon, words in (PAUSES[pause.state],)]


