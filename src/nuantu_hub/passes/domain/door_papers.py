"""Posters of stations' doors: signed for class 2, in versions, each with a number that no compound's gate has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from nuantu_hub.passes.domain.compound_papers import POSTER_LIVES, POSTER_RENEWED
from nuantu_hub.passes.domain.escrow_lists import FIRST_ZONE
from nuantu_hub.passes.domain.gate_numbers import give_number
from nuantu_hub.passes.domain.publishing import find_published, publish
from nuantu_hub.passes.models import GateNumber, Publication
from nuantu_hub.seam.compound_papers import GatePaper, read_own_poster, sign_poster
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Door

CLASS = 2
#: A door belongs to no compound, and has no rules but its station's own hours.
NO_COMPOUND, NO_RULES = 0, bytes(8)
#: What a door is called on its poster; a poster's words are in the place's own language.
DOOR_NAME, NAME_MAX = "驿站的门", 60


@dataclass(frozen=True, slots=True)
class DoorPoster:
    """A door's poster as it is printed: number, signed text, version, and until when it is good."""

    number: int
    text: str
    version: int
    until: datetime


@transaction.atomic
def publish_door_poster(door: Door) -> bool:
    """Publish the poster of a door in use where it differs from the one published. False where a key is missing."""
    moment, station = now(), door.station
    number = give_number(door=door)
    paper = GatePaper(number.pk, NO_COMPOUND, station.name[:NAME_MAX], (door.name or DOOR_NAME)[:NAME_MAX],
                      station.lat_deg, station.lon_deg, FIRST_ZONE, NO_RULES)
    last = find_published(Publication.Kind.DESCRIPTOR, number.pk)
    if last is not None and _is_same(paper, bytes(last.body), moment):
        return True
    version = 1 if last is None else last.version + 1
    until = moment + POSTER_LIVES
    text = sign_poster(settings.DATA.root, paper, version, int(moment.timestamp()), int(until.timestamp()), CLASS)
    if text is None:
        return False
    publish(kind=Publication.Kind.DESCRIPTOR, number=number.pk, version=version, body=text.encode("ascii"),
            until=until)
    return True


def _is_same(paper: GatePaper, body: bytes, moment: datetime) -> bool:
    old = read_own_poster(body)
    told = (paper.compound_name, paper.gate_name, round(paper.lat_deg * 1e6), round(paper.lon_deg * 1e6), paper.zone)
    return (told == (old.compound_name, old.gate_name, old.latitude_e6, old.longitude_e6, old.zone)
            and old.expires_s > int((moment + POSTER_RENEWED).timestamp()))


def publish_first_posters() -> int:
    """Every half minute: doors that were let in and have no number yet. Gives how many wait for a key."""
    fresh = Door.objects.in_use().filter(gate_number=None).select_related("station")
    return sum(not publish_door_poster(door) for door in fresh)


def publish_door_posters() -> int:
    """Once an hour: what has changed, what waited for a key, posters that grow old. Gives how many wait."""
    doors = Door.objects.in_use().select_related("station").order_by("pk")
    return sum(not publish_door_poster(door) for door in doors)


def find_door_poster(door: Door) -> DoorPoster | None:
    """The newest poster of a door in use; None where there is none yet."""
    number = GateNumber.objects.filter(door=door).first()
    last = None if number is None else find_published(Publication.Kind.DESCRIPTOR, number.pk)
    if number is None or last is None or last.until is None or door.state != Door.State.APPROVED:
        return None
    return DoorPoster(number.pk, bytes(last.body).decode("ascii"), last.version, last.until)
