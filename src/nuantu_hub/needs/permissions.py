"""Who may do what with what riders say. An account may do nothing that no rule here allows."""

from __future__ import annotations

import rules

from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import holds_post, is_worker

# --- NEED: saying it is every worker's; reading it is for who answers
rules.add_perm("needs.say", is_worker)
rules.add_perm("needs.see_needs", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.see_need", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.take_in", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER, Post.Role.KEEPER))
rules.add_perm("needs.answer_need", holds_post(Post.Role.OFFICER))

# --- PROBLEM

# --- VOTE: every worker takes part; who holds a deliberation sees counts and statements, never who said what
rules.add_perm("needs.take_part", is_worker)
rules.add_perm("needs.see_deliberations", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))
rules.add_perm("needs.hold_deliberation", holds_post(Post.Role.OFFICER, Post.Role.ORGANISER))

# --- ELECT

# --- TRIAL
