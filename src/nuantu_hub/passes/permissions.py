"""Who may do what with passes. An account may do nothing that no rule here allows."""

from __future__ import annotations

import rules

from nuantu_hub.people.permissions import is_worker

# --- ISSUE: carrying a pass is a worker's own choice
rules.add_perm("passes.carry", is_worker)

# --- RIDER

# --- GUARD

# --- COMPOUND
