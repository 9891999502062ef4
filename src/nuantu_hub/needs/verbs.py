"""What the deeds about needs are called where they are listed."""

from __future__ import annotations

from nuantu_hub.people.domain.verbs import VERBS

WORDS: dict[str, object] = {
    # --- NEED
    # --- PROBLEM
    # --- VOTE
    # --- ELECT
    # --- TRIAL
}


def register_verbs() -> None:
    """Give words to the verbs of needs; once, at start."""
    VERBS.update(WORDS)
