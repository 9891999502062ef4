"""What needs put into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs import election_due, need_due, problem_due, trial_due, vote_due
from nuantu_hub.needs.interfaces.election_tile import make_election_tile
from nuantu_hub.needs.interfaces.talk_tile import make_talk_tile
from nuantu_hub.needs.interfaces.trial_tile import make_trial_tile
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import (
    DONE_SOURCES,
    DUE_SOURCES,
    HOME_TILES,
    OPEN_PLACES,
    RAIL,
    TABS,
    WAYS_ON,
    DueSource,
    Place,
    TileSource,
    WayOn,
)

DESK: tuple[Place, ...] = (
    # --- NEED
    Place(_("问需"), "needs", "needs:needs", "needs.see_needs", 5, rooms=("/problems/",)),
    Place(_("记诉求"), "say", "needs:take_in", "needs.only_take_in", 6),
    # --- PROBLEM
    # --- VOTE
    Place(_("议事"), "merge", "needs:deliberations", "needs.see_deliberations", 8),
    # --- ELECT
    Place(_("选代表"), "flag", "needs:elections", "needs.see_elections", 9,
          rooms=("/desk/elections/", "/desk/representatives/")),
    Place(_("投票台"), "screen", "needs:booths", "needs.only_serve_booths", 9),
    # --- TRIAL
    Place(_("先试后买"), "bag", "needs:trials", "needs.see_trials", 10, rooms=("/handing-out/",)),
    Place(_("发放"), "bag", "needs:handing", "needs.only_hand_out", 42),
)
PHONE: tuple[Place, ...] = (
    # --- NEED
    Place(_("说一说"), "say", "needs:say", "needs.say", 10, rooms=("/talks/",)),
    # --- VOTE
)
OPEN: tuple[Place, ...] = (
    # --- NEED
    Place(_("不登录：说一说"), "say", "needs:say", "", 10),
    # --- PROBLEM
    Place(_("不登录：骑手说的，办得怎么样"), "needs", "needs:open_problems", "", 11),
    # --- VOTE
    Place(_("不登录：议一议"), "merge", "needs:talks", "", 12),
    # --- ELECT
    Place(_("不登录：选代表"), "flag", "needs:open_elections", "", 13),
    # --- TRIAL
    Place(_("不登录：先试后买的账"), "bag", "needs:open_trials", "", 14),
)
TILES: tuple[TileSource, ...] = (make_election_tile, make_talk_tile, make_trial_tile)
#: A part's sources stand in `<part>_due.py` as ``SOURCES``.
DUE: tuple[DueSource, ...] = (*need_due.SOURCES, *problem_due.SOURCES, *vote_due.SOURCES, *election_due.SOURCES,
                              *trial_due.SOURCES)


def _find_way_to_say(account: Any, station: Any) -> WayOn | None:
    """From a station's page to saying something about it; staff have their own desk."""
    if isinstance(account, Account) and account.kind == Account.STAFF:
        return None
    return WayOn(_("说一说这里缺什么"), "say", reverse("needs:say_at", args=[station.sign]))


def _find_way_to_hand_over(account: Any, question: Any) -> WayOn | None:
    """From a question of a visit to a need, for who may."""
    if not account.has_perm("needs.see_need", question):
        return None
    return WayOn(_("转成诉求"), "needs", reverse("needs:take_question", args=[question.pk]), acts=True)


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    OPEN_PLACES.extend(place for place in OPEN if place not in OPEN_PLACES)
    HOME_TILES.extend(tile for tile in TILES if tile not in HOME_TILES)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
    for thing, way in (("stations.station", _find_way_to_say), ("people.question", _find_way_to_hand_over)):
        if way not in WAYS_ON.setdefault(thing, []):
            WAYS_ON[thing].append(way)
    if problem_due.list_done not in DONE_SOURCES:
        DONE_SOURCES.append(problem_due.list_done)
