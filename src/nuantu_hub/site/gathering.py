"""Pages that gather from several apps are registries: each app fills them at start, so nothing imports rightwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the staff's rail or of the worker's tabs: words, icon, address name, and who sees it.

    ``rooms`` are further beginnings of paths that belong to it, so that it is marked as current there too.
    """

    title: Any
    icon: str
    address: str
    permission: str
    rank: int
    rooms: tuple[str, ...] = ()

    def measure(self, path: str) -> int:
        """How many signs of a page's path say that it belongs here; 0 where it does not."""
        where = reverse(self.address)
        heads = self.rooms if where == "/" else (where, *self.rooms)
        return max((len(head) for head in heads if path.startswith(head)), default=int(path == where))


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody must do: what, for whom, until when, and the next step.

    ``key`` names the thing for whoever takes it on; without one it cannot be claimed. ``since`` is when its clock
    began. Sections stand in the order of their smallest ``rank``.
    """

    title: str
    detail: str
    section: Any
    due: datetime | None
    owner: str | None
    url: str
    action: Any
    clause_id: str | None = None
    people: int | None = None
    key: str = ""
    since: datetime | None = None
    rank: int = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: what, and when."""

    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tile:
    """A card of the worker's home that another app gives: its template, and what that shows under ``tile``."""

    template: str
    told: Any


DueSource = Callable[[Any, datetime], Iterable[Due]]
DoneSource = Callable[[Any, datetime, datetime], Iterable[Done]]
#: Where the worker's day last was, in metres east and south of the corner of the day's map; None where nobody knows.
Spot = tuple[float, float]
TileSource = Callable[[Any, datetime, Spot | None], Tile | None]

@dataclass(frozen=True, slots=True)
class Matter:
    """What something is started from, in plain words: a common problem, later whatever else begets work.

    ``key`` finds it again (``problem-12``), ``unit`` is the key of the union that deals with it, ``topic`` a code,
    ``people`` how many it concerns, ``address`` its page.
    """

    key: str
    name: str
    unit: int
    topic: str
    people: int
    address: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What was started: how it is called, and its page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Start:
    """One entry of "start from this": who may, the form that it asks, and what it does with what the form says.

    ``make_form`` takes the account, the matter and the data (None for an empty one) and gives a Django form; ``begin``
    takes the account, the matter and what the form says, does it by the app's own verb, and gives what was begun.
    """

    key: str
    title: Any
    hint: Any
    icon: str
    permission: str
    make_form: Callable[[Any, Matter, Any], Any]
    begin: Callable[[Any, Matter, dict[str, Any]], Begun]


@dataclass(frozen=True, slots=True)
class WayOn:
    """A way on from the page of a thing to another app: its words, icon and address; ``acts`` where it does something.
    """

    title: Any
    icon: str
    address: str
    acts: bool = False


RAIL: list[Place] = []
TABS: list[Place] = []
#: Pages that need no account, offered to whoever has not signed in; their permission is empty.
OPEN_PLACES: list[Place] = []
#: Each takes the account and the moment and gives what is due for it.
DUE_SOURCES: list[DueSource] = []
#: Each takes the account and two moments and gives what was done between them where the account may see it.
DONE_SOURCES: list[DoneSource] = []

#: What can be started from a common problem; the apps that know how fill it.
STARTS: list[Start] = []
#: By the table of a thing (``stations.station``): each takes the account and the thing and gives a way on, or None.
WAYS_ON: dict[str, list[Callable[[Any, Any], WayOn | None]]] = {}
#: Each takes the account, the moment and the spot, and gives a card of the worker's home or None.
HOME_TILES: list[TileSource] = []


def gather_tiles(account: Any, moment: datetime, spot: Spot | None) -> list[Tile]:
    """The cards that the apps give for a worker's home."""
    return [tile for source in HOME_TILES if (tile := source(account, moment, spot)) is not None]


def list_ways_on(account: Any, thing: Any) -> list[WayOn]:
    """The ways on from a thing's page that the account may go."""
    sources = WAYS_ON.get(thing._meta.label_lower, ())
    return [way for source in sources if (way := source(account, thing)) is not None]


def find_here(places: list[Place], path: str) -> Place | None:
    """The place that a page belongs to most closely."""
    best = max(places, key=lambda place: place.measure(path), default=None)
    return best if best is not None and best.measure(path) else None


def add_navigation(request: HttpRequest) -> dict[str, Any]:
    """Rail and tabs of whoever asks with the place the page belongs to, for every template.

    Who has not signed in gets the pages that need no account instead.
    """
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {"rail": (), "tabs": (), "open_places": sorted(OPEN_PLACES, key=lambda one: one.rank)}
    told: dict[str, Any] = {"open_places": ()}
    for name, places in (("rail", RAIL), ("tabs", TABS)):
        shown = [place for place in sorted(places, key=lambda one: one.rank) if account.has_perm(place.permission)]
        told |= {name: shown, f"{name}_here": find_here(shown, request.path)}
    return told
