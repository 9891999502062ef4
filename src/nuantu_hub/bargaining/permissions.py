"""Who may do what at the bargaining table. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import TALK_ROLES, Talk
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post
from nuantu_hub.site.clock import now

# --- TALKS: a unit's officers keep its talks; delegates of both sides, observers and the recorder see what they sit at


def find_talk(thing: Any) -> Talk | None:
    """The talk that a thing belongs to, or is."""
    return thing if isinstance(thing, Talk) else getattr(thing, "talk", None)


def find_seat(account: Any, thing: Any) -> Delegate | None:
    """The seat that an account holds at this moment in the talk of a thing; None for everybody else.

    Asked of the database once for an account and a talk while that object lives.
    """
    talk = find_talk(thing)
    if talk is None or not isinstance(account, Account) or not account.is_active:
        return None
    known: dict[Any, Delegate | None] = talk.__dict__.setdefault("_seats", {})
    if account.pk not in known:
        known[account.pk] = Delegate.objects.sitting_at(now()).filter(talk=talk, account=account).first()
    return known[account.pk]


def find_side(account: Any, thing: Any) -> str:
    """The side that an account speaks for in the talk of a thing (``Delegate.Side``); empty for who speaks for none."""
    seat = find_seat(account, thing)
    return seat.side if seat is not None and seat.may_speak else ""


@rules.predicate
def sits_at_table(account: Any, thing: Any = None) -> bool:
    """Holds a seat of any kind in the talk; with no thing, in any talk."""
    if thing is None:
        return isinstance(account, Account) and account.is_active and Delegate.objects.sitting_at(now()).filter(
            account=account).exists()
    return find_seat(account, thing) is not None


@rules.predicate
def speaks_for_side(account: Any, thing: Any = None) -> bool:
    """Speaks for one of the sides in the talk."""
    return bool(find_side(account, thing))


@rules.predicate
def keeps_record(account: Any, thing: Any = None) -> bool:
    """Is the neutral recorder of the talk."""
    seat = find_seat(account, thing)
    return seat is not None and seat.role == Delegate.Role.RECORDER


keeps_talks = holds_post(*TALK_ROLES)
rules.add_perm("bargaining.see_talks", keeps_talks | sits_at_table)
rules.add_perm("bargaining.see_talk", keeps_talks | sits_at_table)
rules.add_perm("bargaining.keep_talk", holds_post(Post.Role.OFFICER))
rules.add_perm("bargaining.speak", speaks_for_side)
rules.add_perm("bargaining.record", keeps_record)
# --- TABLE: delegates, the recorder and who keeps the talk raise topics; a side's caucus room is its own alone


@rules.predicate
def sits_with_side(account: Any, thing: Any = None) -> bool:
    """Holds a seat of one of the sides, an adviser's too."""
    seat = find_seat(account, thing)
    return seat is not None and seat.side != Delegate.Side.NEUTRAL


rules.add_perm("bargaining.raise_topic", speaks_for_side | keeps_record | holds_post(Post.Role.OFFICER))
rules.add_perm("bargaining.enter_caucus", sits_with_side)
# --- TRIES: what is open to the table is seen by whoever sees the talk; the rest by its own side's speakers


@rules.predicate
def sees_try(account: Any, thing: Any = None) -> bool:
    """Sees a try: one open to the table with the talk, a private one as a speaker of its side."""
    if thing is None or not getattr(thing, "pk", None):
        return False
    if not thing.shared:
        return bool(find_side(account, thing) == thing.side)
    return bool((keeps_talks | sits_at_table)(account, thing))


rules.add_perm("bargaining.see_try", sees_try)
rules.add_perm("bargaining.keep_days", holds_post(Post.Role.OFFICER))
# --- SIGNING


@rules.predicate
def is_chief(account: Any, thing: Any = None) -> bool:
    """Is the chief of one of the sides in the talk."""
    seat = find_seat(account, thing)
    return seat is not None and seat.role == Delegate.Role.CHIEF


rules.add_perm("bargaining.freeze_text", holds_post(Post.Role.OFFICER) | is_chief | keeps_record)
rules.add_perm("bargaining.close_text", holds_post(Post.Role.OFFICER) | keeps_record)
