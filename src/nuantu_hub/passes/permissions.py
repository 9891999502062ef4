"""Who may do what with passes. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.passes.models import Compound, Party
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post, is_worker
from nuantu_hub.site.clock import now

# --- ISSUE: carrying a pass is a worker's own choice
rules.add_perm("passes.carry", is_worker)
rules.add_perm("passes.see_suspensions", holds_post(Post.Role.OFFICER))
rules.add_perm("passes.see_suspension", holds_post(Post.Role.OFFICER))
rules.add_perm("passes.print_paper", holds_post(Post.Role.OFFICER, Post.Role.KEEPER))
rules.add_perm("passes.print_at_station", holds_post(Post.Role.KEEPER))
rules.add_perm("passes.keep_holders", holds_post(Post.Role.STEWARD))

# --- RIDER

# --- GUARD

# --- COMPOUND: outside parties reach the compounds that they stand for, the union's officers those of their units


def find_compound(thing: Any) -> Compound | None:
    """The compound itself, or the one that a thing belongs to."""
    found = thing if isinstance(thing, Compound) else getattr(thing, "compound", None)
    return found if isinstance(found, Compound) else None


def stands_for(*roles: str) -> Any:
    """A predicate: stands at this moment for one of the sides (or any) of the thing's compound; with none, of any."""
    @rules.predicate(f"stands_for({', '.join(roles) or 'any'})")
    def stands(account: Any, thing: Any = None) -> bool:
        if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
            return False
        held = account.compound_parties.held_at(now())
        held = held.filter(role__in=roles) if roles else held
        if thing is None:
            return bool(held.exists())
        compound = find_compound(thing)
        return compound is not None and bool(held.filter(compound=compound).exists())
    return stands


@rules.predicate
def oversees_compound(account: Any, thing: Any = None) -> bool:
    """Is officer of the unit that the thing's compound belongs to, or above it."""
    return bool(holds_post(Post.Role.OFFICER)(account, None if thing is None else find_compound(thing) or thing))


rules.add_perm("passes.see_compounds", oversees_compound | stands_for())
rules.add_perm("passes.see_compound", oversees_compound | stands_for())
rules.add_perm("passes.add_compound", holds_post(Post.Role.OFFICER))
rules.add_perm("passes.tend_compound", oversees_compound | stands_for(Party.Role.PROPERTY))
rules.add_perm("passes.run_compound", oversees_compound)

# --- KEYS: two of three sides open a sealed list; the manager reports and holds no share
rules.add_perm("passes.hold_share", stands_for(Party.Role.COMMITTEE, Party.Role.STREET))
rules.add_perm("passes.open_incident", oversees_compound | stands_for(Party.Role.COMMITTEE, Party.Role.STREET))
