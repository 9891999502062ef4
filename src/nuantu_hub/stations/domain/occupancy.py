"""How many are inside a station at this moment, from the counter at its door and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import DoorOccupancy, Station

#: Without word from the door for longer, the number is of then and not of now.
FRESH: Final = timedelta(minutes=5)
#: Counts of persons below this are told to nobody but those who look after the station.
LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How many are inside, how many the station holds (None where nobody measured it), and when it was counted."""

    people: int
    seats: int | None
    at: datetime

    @property
    def is_fresh(self) -> bool:
        """Whether it may be said of this moment."""
        return now() - self.at <= FRESH

    @property
    def is_held_back(self) -> bool:
        """Whether the number is too small for everybody: one or two people at night would be pointed at."""
        return 0 < self.people < LEAST

    @property
    def public_people(self) -> int | None:
        """The number as everybody may know it; None where it is held back."""
        return None if self.is_held_back else self.people

    @property
    def free(self) -> int | None:
        """Seats left; None where nobody measured how many there are."""
        return None if self.seats is None else max(0, self.seats - self.people)

    @property
    def public_free(self) -> int | None:
        """Seats that are surely left, as everybody may know it: a held-back number counts as the most it can be."""
        if self.seats is None or not self.is_held_back:
            return self.free
        return max(0, self.seats - (LEAST - 1))


def read_occupancy(station: Station) -> Occupancy | None:
    """What the door of a station last counted; None where none counts."""
    return read_occupancies([station]).get(station.pk)


def read_occupancies(stations: Iterable[Station]) -> dict[int, Occupancy]:
    """The same of several stations by their key, in one query; without those where no door counts."""
    by_key = {station.pk: station for station in stations}
    return {row.station_id: Occupancy(row.people, by_key[row.station_id].seats, row.at)
            for row in DoorOccupancy.objects.filter(station__in=by_key)}
