"""Who may do what with what riders say. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.needs.models.problem import PROBLEM_ROLES
from nuantu_hub.needs.models.trial import TRIAL_ROLES
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import holds_post, is_oneself, is_signed_in_staff, is_worker, list_paths
from nuantu_hub.stations.permissions import keeps_station, oversees_station

# --- NEED: saying it is every worker's; reading it is for who answers
rules.add_perm("needs.say", is_worker)
rules.add_perm("needs.see_needs", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.see_need", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.take_in", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER, Post.Role.KEEPER))
rules.add_perm("needs.only_take_in", holds_post(Post.Role.KEEPER) & ~holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.answer_need", holds_post(Post.Role.OFFICER))
rules.add_perm("needs.see_own", is_worker & is_oneself)

# --- PROBLEM: officers and organisers work on them, and who owns one; what weighs more an officer decides


@rules.predicate
def owns_problem(account: Any, problem: Any = None) -> bool:
    """Is staff, and the one who took the problem on."""
    return problem is not None and bool(is_signed_in_staff(account)) and getattr(
        problem, "owner_id", None) == account.pk


rules.add_perm("needs.see_problems", holds_post(*PROBLEM_ROLES))
rules.add_perm("needs.see_problem", holds_post(*PROBLEM_ROLES) | owns_problem)
rules.add_perm("needs.tend_problem", holds_post(*PROBLEM_ROLES) | owns_problem)
rules.add_perm("needs.decide_problem", holds_post(Post.Role.OFFICER))
rules.add_perm("needs.run_meeting", holds_post(*PROBLEM_ROLES))

# --- VOTE: every worker takes part; who holds a deliberation sees counts and statements, never who said what
rules.add_perm("needs.take_part", is_worker)
rules.add_perm("needs.see_deliberations", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.hold_deliberation", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))

# --- ELECT: a unit's officers run its elections; watchers see all of one and nothing of a ballot


def _find_election(thing: Any) -> Any:
    return getattr(getattr(thing, "contest", thing), "election", thing)


@rules.predicate
def watches_election(account: Any, thing: Any = None) -> bool:
    """Is named as a watcher of the election; with no thing, of any."""
    if not is_signed_in_staff(account):
        return False
    held = account.watched_elections.all()
    return bool(held.exists() if thing is None else held.filter(election=_find_election(thing)).exists())


@rules.predicate
def holds_box_key(account: Any, thing: Any = None) -> bool:
    """Holds one of three shares of the key to the election's box."""
    return thing is not None and bool(is_signed_in_staff(account)) and account.watched_elections.filter(
        election=_find_election(thing), seat__isnull=False).exists()


@rules.predicate
def serves_booth(account: Any, thing: Any = None) -> bool:
    """Keeps a station or looks after members in the branch of the unit whose election it is, or above it."""
    paths = list_paths(account, *BOOTH_ROLES)
    if thing is None:
        return bool(paths)
    home = _find_election(thing).unit.path
    return any(path.startswith(home) or home.startswith(path) for path in paths)


BOOTH_ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER, Post.Role.KEEPER)
rules.add_perm("needs.vote", is_worker)
rules.add_perm("needs.see_elections", holds_post(Post.Role.OFFICER) | watches_election)
rules.add_perm("needs.see_election", holds_post(Post.Role.OFFICER) | watches_election)
rules.add_perm("needs.run_elections", holds_post(Post.Role.OFFICER))
rules.add_perm("needs.run_election", holds_post(Post.Role.OFFICER))
rules.add_perm("needs.hold_box_key", holds_box_key)
rules.add_perm("needs.serve_booths", serves_booth)
rules.add_perm("needs.serve_booth", serves_booth)
rules.add_perm("needs.only_serve_booths", holds_post(Post.Role.KEEPER) & ~holds_post(Post.Role.OFFICER))
rules.add_perm("needs.see_representative", holds_post(Post.Role.OFFICER))

# --- TRIAL


@rules.predicate
def hands_out(account: Any, station: Any = None) -> bool:
    """Keeps the station, or is officer of its unit or above; with no station, of any."""
    return bool((keeps_station | oversees_station)(account, station))


rules.add_perm("needs.see_trials", holds_post(*TRIAL_ROLES))
rules.add_perm("needs.see_trial", holds_post(*TRIAL_ROLES))
rules.add_perm("needs.decide_trial", holds_post(Post.Role.OFFICER))
rules.add_perm("needs.hand_out", hands_out)
rules.add_perm("needs.only_hand_out", hands_out & ~holds_post(*TRIAL_ROLES))
rules.add_perm("needs.try_sample", is_worker & is_oneself)
