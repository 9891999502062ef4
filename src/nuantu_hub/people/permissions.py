"""Who may do what with people and unions. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from nuantu_hub.people.held_posts import HELD
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now

Role = Post.Role


def list_posts(account: Any, *roles: str) -> QuerySet[Post]:
    """The posts that an account holds at this moment, in the given roles or in all; none for who is not staff."""
    if not isinstance(account, Account) or account.kind != Account.STAFF or not account.is_active:
        return Post.objects.none()
    moment = now()
    held = account.posts.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)
    return held.filter(role__in=roles) if roles else held


def list_paths(account: Any, *roles: str) -> list[str]:
    """The paths of the units of those posts; asked of the database once in a request."""
    if not isinstance(account, Account) or account.kind != Account.STAFF or not account.is_active:
        return []
    known = HELD.get()
    held = None if known is None else known.get(account.pk)
    if held is None:
        held = list(list_posts(account).order_by("pk").values_list("role", "unit__path"))
        if known is not None:
            known[account.pk] = held
    return [path for role, path in held if not roles or role in roles]


def units_of(account: Any, *roles: str) -> QuerySet[Unit]:
    """The units that an account reaches in the given roles (or in any): those of its posts and all below them."""
    reach = Q()
    for path in list_paths(account, *roles):
        reach |= Q(path__startswith=path)
    return Unit.objects.filter(reach) if reach else Unit.objects.none()


@rules.predicate
def is_worker(account: Any) -> bool:
    """Signed in as a worker."""
    return isinstance(account, Account) and account.is_active and account.kind == Account.WORKER


@rules.predicate
def is_staff(account: Any) -> bool:
    """Signed in as staff and holding a post at this moment, whichever."""
    return bool(list_paths(account))


@rules.predicate
def is_signed_in(account: Any) -> bool:
    """Signed in, with an account that is open."""
    return isinstance(account, Account) and account.is_active


@rules.predicate
def is_signed_in_staff(account: Any) -> bool:
    """Signed in as staff, with or without a post."""
    return bool(is_signed_in(account)) and account.kind == Account.STAFF


@rules.predicate
def is_oneself(account: Any, thing: Any) -> bool:
    """The thing is the account itself or belongs to it (its ``account``)."""
    if not isinstance(account, Account) or thing is None or not account.is_active:
        return False
    owner = thing if isinstance(thing, Account) else getattr(thing, "account", None)
    return owner is not None and owner.pk == account.pk


def holds_post(*roles: str) -> Any:
    """A predicate: the account holds one of the roles in the thing's unit or above it.

    The thing is a unit or has one as ``unit``. With no thing at all, as on a list that filters itself, a post anywhere
    is enough; a thing without a unit is reached by nobody.
    """
    @rules.predicate(f"holds_post({', '.join(roles) or 'any'})")
    def held(account: Any, thing: Any = None) -> bool:
        if thing is None:
            return bool(list_paths(account, *roles))
        unit = thing if isinstance(thing, Unit) else getattr(thing, "unit", None)
        if unit is None:
            return False
        return any(unit.path.startswith(path) for path in list_paths(account, *roles))
    return held


rules.add_perm("people.be_signed_in", is_signed_in)
rules.add_perm("people.be_worker", is_worker)
rules.add_perm("people.be_staff", is_staff)
rules.add_perm("people.set_second_step", is_signed_in_staff)
rules.add_perm("people.see_own", is_oneself)
rules.add_perm("people.read_deeds", holds_post(Role.STEWARD))

# --- JOIN: membership, from the poster to the register
MEMBER_ROLES = (Role.REVIEWER, Role.OFFICER)
POSTER_ROLES = (Role.REVIEWER, Role.OFFICER, Role.ORGANISER)


@rules.predicate
def gives_or_receives(account: Any, transfer: Any) -> bool:
    """Looks after members in the unit that gives or in the one that receives."""
    return any(bool(holds_post(*MEMBER_ROLES)(account, unit)) for unit in (transfer.giving, transfer.receiving))


rules.add_perm("people.see_own_union", is_worker)
rules.add_perm("people.review", holds_post(*MEMBER_ROLES))
rules.add_perm("people.see_members", holds_post(*MEMBER_ROLES))
rules.add_perm("people.see_transfer", gives_or_receives)
rules.add_perm("people.import_members", holds_post(*MEMBER_ROLES))
rules.add_perm("people.put_up_posters", holds_post(*POSTER_ROLES))

# --- ORG: the tree of unions, enterprises, visits, rates, what is due
ORGANISING_ROLES = (Role.ORGANISER, Role.OFFICER)

rules.add_perm("people.see_units", holds_post())
rules.add_perm("people.change_units", holds_post(Role.STEWARD, Role.OFFICER))
rules.add_perm("people.give_posts", holds_post(Role.STEWARD))
rules.add_perm("people.see_enterprises", holds_post(*ORGANISING_ROLES, Role.STEWARD))
rules.add_perm("people.change_enterprises", holds_post(*ORGANISING_ROLES))
rules.add_perm("people.approve_foundings", holds_post(Role.OFFICER))
rules.add_perm("people.see_rates", holds_post())
rules.add_perm("people.record_headcounts", holds_post(Role.OFFICER))
rules.add_perm("people.see_visits", holds_post(*ORGANISING_ROLES))
rules.add_perm("people.plan_visits", holds_post(*ORGANISING_ROLES))
rules.add_perm("people.see_today", is_staff)
rules.add_perm("people.search", is_staff)

# --- GROUND: accounts, files, what was recorded


@rules.predicate
def may_read_file(account: Any, file: Any) -> bool:
    """Handed it in, or looks after the members of the unit that it was handed to."""
    return file is not None and bool(is_oneself(account, file) or holds_post(*MEMBER_ROLES)(account, file))


@rules.predicate
def keeps_account(account: Any, other: Any) -> bool:
    """Is steward of a unit in which the other account holds or held a post."""
    if not isinstance(other, Account) or other.kind != Account.STAFF:
        return False
    return units_of(account, Role.STEWARD).filter(posts__account=other).exists()


rules.add_perm("people.keep_accounts", holds_post(Role.STEWARD))
rules.add_perm("people.keep_account", keeps_account)
rules.add_perm("people.see_files", holds_post(*MEMBER_ROLES))
rules.add_perm("people.read_file", may_read_file)
