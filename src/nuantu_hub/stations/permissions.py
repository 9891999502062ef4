"""Who may do what with stations. An account may do nothing that no rule here allows; everybody may find a station."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post, is_signed_in, is_worker, list_paths, units_of
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station

#: Who looks after stations from a desk: the district's officer for all of them, inspectors for what they inspect.
DESK_ROLES = (Post.Role.OFFICER, Post.Role.INSPECTOR)


def find_station(thing: Any) -> Station | None:
    """The station itself, or the one that a thing belongs to."""
    found = thing if isinstance(thing, Station) else getattr(thing, "station", None)
    return found if isinstance(found, Station) else None


def stations_of(account: Any) -> QuerySet[Station]:
    """The stations that an account looks after: those of its units from the desk, and those that it keeps."""
    if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
        return Station.objects.none()
    kept = account.kept_stations.held_at(now()).values("station")
    return Station.objects.filter(Q(unit__in=units_of(account, *DESK_ROLES)) | Q(pk__in=kept))


def cared_stations(account: Any) -> QuerySet[Station]:
    """The stations in which an account sees to it that things work: those it keeps, an officer all of theirs."""
    if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
        return Station.objects.none()
    kept = account.kept_stations.held_at(now()).values("station")
    return Station.objects.filter(Q(unit__in=units_of(account, Post.Role.OFFICER)) | Q(pk__in=kept))


@rules.predicate
def keeps_station(account: Any, thing: Any = None) -> bool:
    """Is keeper of the thing's station at this moment; with no thing, of any station."""
    if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
        return False
    held = account.kept_stations.held_at(now())
    if thing is None:
        return bool(held.exists())
    station = find_station(thing)
    return station is not None and bool(held.filter(station=station).exists())


@rules.predicate
def oversees_station(account: Any, thing: Any = None) -> bool:
    """Is officer of the unit that the thing's station belongs to, or above it."""
    return bool(holds_post(Post.Role.OFFICER)(account, None if thing is None else find_station(thing) or thing))


@rules.predicate
def hears_call(account: Any, call: Any = None) -> bool:
    """A call for help rings for the account: its keeper, its officer, and, when nobody answers, who is above."""
    if call is None:
        return bool(keeps_station(account) or holds_post(Post.Role.OFFICER, Post.Role.STEWARD)(account))
    return bool(keeps_station(account, call) or holds_post(Post.Role.OFFICER, Post.Role.STEWARD)(account, call))


@rules.predicate
def holds_key(account: Any, key: Any) -> bool:
    """The standing key is the account's own."""
    return isinstance(account, Account) and account.is_active and key is not None and key.account_id == account.pk


@rules.predicate
def inspects_station(account: Any, thing: Any = None) -> bool:
    """Is inspector of the unit that the thing's station belongs to, or above it."""
    return bool(holds_post(Post.Role.INSPECTOR)(account, None if thing is None else find_station(thing) or thing))


rules.add_perm("stations.see_desk", holds_post(*DESK_ROLES) | keeps_station)
rules.add_perm("stations.change", oversees_station)
rules.add_perm("stations.keep", keeps_station | oversees_station)
rules.add_perm("stations.inspect", inspects_station)
rules.add_perm("stations.approve_doors", oversees_station)
rules.add_perm("stations.unlock", keeps_station | oversees_station)
rules.add_perm("stations.favour", is_worker)
rules.add_perm("stations.answer_help", hears_call)
rules.add_perm("stations.hold_key", is_signed_in)
rules.add_perm("stations.see_own_key", holds_key)

# --- SITING: where the next stations go, what people ask for, the gates that screens show
rules.add_perm("stations.see_siting", holds_post(*DESK_ROLES))
rules.add_perm("stations.plan_sites", holds_post(Post.Role.OFFICER))

# --- PAGES: notices of stations
rules.add_perm("stations.decide_notice", oversees_station)
rules.add_perm("stations.withdraw_notice", keeps_station | oversees_station)
rules.add_perm("stations.keep_one", keeps_station)

# --- VISITS: what was counted; checking in is a worker's own choice
rules.add_perm("stations.see_visits", keeps_station | oversees_station | inspects_station)
rules.add_perm("stations.check_in", is_worker)

# --- STARS: inspections, what they find, stars


@rules.predicate
def carries_out(account: Any, inspection: Any) -> bool:
    """Is the one who is sent, and still inspector there."""
    own = inspection is not None and inspection.inspector_id == account.pk
    return own and bool(inspects_station(account, inspection))


@rules.predicate
def sees_plan(account: Any, plan: Any = None) -> bool:
    """Oversees or inspects in the plan's unit, below it or above it: a city's plan is of its districts too."""
    if plan is None or holds_post(*DESK_ROLES)(account, plan):
        return bool(holds_post(*DESK_ROLES)(account))
    return any(path.startswith(plan.unit.path) for path in list_paths(account, *DESK_ROLES))


@rules.predicate
def has_interest(account: Any, interest: Any = None) -> bool:
    """Declared it; with no thing, is somebody who inspects."""
    if interest is None:
        return bool(holds_post(Post.Role.INSPECTOR)(account))
    return bool(interest.account_id == account.pk and holds_post(Post.Role.INSPECTOR)(account))


rules.add_perm("stations.see_inspections", oversees_station | inspects_station)
rules.add_perm("stations.plan_inspections", oversees_station)
rules.add_perm("stations.see_plan", sees_plan)
rules.add_perm("stations.carry_out", carries_out)
rules.add_perm("stations.see_findings", keeps_station | oversees_station | inspects_station)
rules.add_perm("stations.decide_stars", oversees_station)
rules.add_perm("stations.appeal_star", keeps_station)
rules.add_perm("stations.see_appeal", keeps_station | oversees_station)
rules.add_perm("stations.adopt_standard", holds_post(Post.Role.STEWARD))
rules.add_perm("stations.have_interests", has_interest)
