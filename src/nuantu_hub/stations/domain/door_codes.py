"""One-time codes for anybody at a station's door: eight digits for one opening, to whom nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from nuantu_hub.seam import doors as seam
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.doors import find_door
from nuantu_hub.stations.domain.limits import Caller, Limit
from nuantu_hub.stations.domain.occupancy import read_occupancy
from nuantu_hub.stations.domain.opening_hours import is_open, next_change
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, IssuedCode, Station

#: Many phones of one carrier share an address, so it may ask more often than a phone, at each station anew.
BY_DEVICE = Limit("door-code-device", 3, seam.WINDOW_S)
BY_ADDRESS = Limit("door-code-address", 40, seam.WINDOW_S)
#: Codes that a station gives out in ten minutes; the door could tell 256 apart.
MOST_IN_WINDOW = 200
#: A code with less time left than this is not shown again; a new one is drawn.
LEAST_LEFT_S = 60
TRIES = 5


class TooOftenError(StationRefused):
    """Too many codes were asked for."""

    status = 429


@dataclass(frozen=True, slots=True)
class DoorStand:
    """Whether the door opens for somebody now, and if not, why: ``none`` (no door of ours), ``out`` (the station is
    out of use), ``closed`` (outside its hours, until ``until``), ``full`` or ``open``. ``offline`` says that the door
    was not heard of lately, ``since`` since when; a code works all the same.
    """

    state: str
    door: Door | None = None
    until: datetime | None = None
    people: int | None = None
    seats: int | None = None
    offline: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code as the page shows it: the digits, when it was drawn, until when the door takes it, and the key under
    which a session remembers it.
    """

    code: str
    drawn_at: datetime
    until: datetime
    issued: int

    @property
    def halves(self) -> tuple[str, str]:
        """The digits as people read them, four and four."""
        return self.code[:4], self.code[4:]

    def left_share(self, moment: datetime) -> float:
        """What is left of its time, 0 to 1."""
        whole = (self.until - self.drawn_at).total_seconds()
        return max(0.0, (self.until - moment).total_seconds() / whole) if whole else 0.0


def read_stand(station: Station, moment: datetime) -> DoorStand:
    """Whether the station's door opens for anybody at this moment, and why not."""
    if station.state != Station.State.USED:
        return DoorStand("out")
    door = find_door(station)
    if not is_open(station, moment):
        return DoorStand("closed", door, until=next_change(station, moment))
    if door is None:
        return DoorStand("none")
    offline = not door.is_online(moment)
    inside = read_occupancy(station)
    people, seats = (inside.people, inside.seats) if inside and inside.is_fresh else (None, station.seats)
    full = people is not None and seats is not None and people >= seats
    return DoorStand("full" if full else "open", door, people=people, seats=seats, offline=offline,
                     since=door.last_seen_at)


def issue_code(*, station: Station, caller: Caller) -> tuple[DoorStand, ShownCode | None]:
    """Draw a code for one opening, where the door opens now. Raises TooOftenError over a limit."""
    moment = now()
    stand = read_stand(station, moment)
    if stand.state != "open" or stand.door is None:
        return stand, None
    here = Caller(caller.device, f"{caller.address} {station.pk}")
    if not here.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise TooOftenError(_("这十分钟里要的码太多了"), _("用刚才那个码，它在二十分钟内有效；不行就按求助"))
    window = seam.find_window(int(moment.timestamp()))
    issued = _draw_serial(stand.door, window, moment)
    return stand, show_code(stand.door, issued)


def show_code(door: Door, issued: IssuedCode) -> ShownCode:
    """The digits of a code that was given out."""
    until = datetime.fromtimestamp(seam.find_end_s(issued.window), UTC)
    return ShownCode(seam.draw_once_code(door.secret_bytes, issued.window, issued.serial), issued.at, until,
                     issued.pk)


def find_shown(door: Door, kept: object, moment: datetime) -> ShownCode | None:
    """The code that a browser was shown before, if it is of this door and still good for a while.

    ``kept`` is the key of the issued code, as the browser's session holds it.
    """
    issued = IssuedCode.objects.filter(pk=kept, door=door).first() if isinstance(kept, int) else None
    if issued is None:
        return None
    shown = show_code(door, issued)
    return shown if (shown.until - moment).total_seconds() >= LEAST_LEFT_S else None


def _draw_serial(door: Door, window: int, moment: datetime) -> IssuedCode:
    for _try in range(TRIES):
        last = IssuedCode.objects.filter(door=door, window=window).aggregate(last=Max("serial"))["last"]
        serial = 0 if last is None else last + 1
        if serial >= MOST_IN_WINDOW:
            raise TooOftenError(_("这座驿站这十分钟发的码太多了"), _("几分钟后再点一次，或按求助"))
        try:
            with transaction.atomic():
                return IssuedCode.objects.create(door=door, window=window, serial=serial, at=moment)
        except IntegrityError:  # another phone drew the same serial at the same moment
            continue
    raise TooOftenError(_("同时要码的人太多"), _("再点一次"))


def forget_old_codes() -> int:
    """Remove the rows of codes that no door takes any more; called once an hour. Gives their number."""
    window = seam.find_window(int(now().timestamp()))
    return IssuedCode.objects.filter(window__lt=window - 2).delete()[0]
