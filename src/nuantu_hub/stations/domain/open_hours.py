"""How long a station was really open: when its door was in touch, beside the hours that are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.timezone import get_default_timezone

from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Door, DoorSpan, Station

#: A pause in what a door tells that is no longer than this is no pause: it asks every two seconds, and is written down
#: as heard every twenty.
PAUSE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a day: in touch, cut off while the door ran on (``ran``), without power, or not over yet."""

    began_at: datetime
    ended_at: datetime
    state: str

    @property
    def length_s(self) -> int:
        """Its length in seconds."""
        return int((self.ended_at - self.began_at).total_seconds())


@dataclass(frozen=True, slots=True)
class MeasuredHours:
    """One day of a door: its stretches in order, from the first moment of the day (or of the door) to the last."""

    day: date
    stretches: tuple[Stretch, ...]

    @property
    def open_s(self) -> int:
        """Seconds in which the door was in touch."""
        return sum(one.length_s for one in self.stretches if one.state == "heard")

    @property
    def pauses(self) -> tuple[Stretch, ...]:
        """The stretches in which it was not."""
        return tuple(one for one in self.stretches if one.state != "heard")

    def within(self, hours: Sequence[tuple[datetime, datetime]]) -> int:
        """Seconds in which the door was in touch within published hours."""
        return sum(max(0, int((min(one.ended_at, end) - max(one.began_at, begin)).total_seconds()))
                   for one in self.stretches if one.state == "heard" for begin, end in hours)


def note_heard(heard: Sequence[tuple[Door, datetime, bool]]) -> None:
    """Lengthen the stretch of each door that was heard of, or begin one where it had been silent."""
    if not heard:
        return
    by_door = {door.pk: (door, at, started) for door, at, started in heard}
    earliest = min(at for _door, at, _started in heard)
    standing = {span.door_id: span for span in DoorSpan.objects.filter(
        door__in=by_door, ended_at__gte=earliest - PAUSE).order_by("ended_at")}
    begun, longer = [], []
    for key, (door, at, started) in by_door.items():
        span = standing.get(key)
        if span is None or at - span.ended_at > PAUSE:
            begun.append(DoorSpan(door=door, station_id=door.station_id, began_at=at, ended_at=at, restarted=started))
        else:
            span.ended_at = max(span.ended_at, at)
            longer.append(span)
    DoorSpan.objects.bulk_create(begun)
    DoorSpan.objects.bulk_update(longer, ["ended_at"])


def measured_open_hours(station: Station, day: date) -> MeasuredHours | None:
    """How long the door of a station was in touch on a day in China's time; None where no door told of that day."""
    return measure_days(station, day, day).get(day)


def measure_days(station: Station, first: date, last: date) -> dict[date, MeasuredHours]:
    """The same for each day from the first to the last, in three queries; days on which no door told are left out."""
    begin, end = _day_of(first)[0], _day_of(last)[1]
    # One more on either side: the pause between it and the nearest within belongs to the day too.
    told = DoorSpan.objects.filter(station=station)
    before = told.filter(ended_at__lt=begin).order_by("-ended_at").first()
    after = told.filter(began_at__gte=end).order_by("began_at").first()
    spans = [*([before] if before else []),
             *told.filter(ended_at__gte=begin, began_at__lt=end).order_by("began_at"), *([after] if after else [])]
    if not spans:
        return {}
    whole = _lay_out(spans, now())
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = {day: MeasuredHours(day, tuple(_cut(whole, *_day_of(day)))) for day in days}
    return {day: told for day, told in found.items() if any(one.state == "heard" for one in told.stretches)
            or (before is not None and told.stretches)}


def _lay_out(spans: Sequence[DoorSpan], end: datetime) -> list[Stretch]:
    """The stretches of a door without a gap, from its first word to ``end``."""
    laid: list[Stretch] = []
    for span in spans:
        if laid and span.began_at > laid[-1].ended_at:
            laid.append(Stretch(laid[-1].ended_at, span.began_at, "off" if span.restarted else "ran"))
        laid.append(Stretch(span.began_at, span.ended_at, "heard"))
    if end - laid[-1].ended_at > PAUSE:
        laid.append(Stretch(laid[-1].ended_at, end, "silent"))
    return laid


def _cut(stretches: Sequence[Stretch], begin: datetime, end: datetime) -> list[Stretch]:
    return [Stretch(max(one.began_at, begin), min(one.ended_at, end), one.state)
            for one in stretches if one.began_at < end and one.ended_at > begin]


def _day_of(day: date) -> tuple[datetime, datetime]:
    zone = get_default_timezone()
    return datetime.combine(day, time.min, zone), datetime.combine(day + timedelta(days=1), time.min, zone)
