"""Who may do what with what riders say. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.needs.models.problem import PROBLEM_ROLES
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import holds_post, is_oneself, is_signed_in_staff, is_worker

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

# --- ELECT

# --- TRIAL
