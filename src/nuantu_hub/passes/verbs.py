"""What the deeds about passes are called where they are listed."""

from __future__ import annotations

from nuantu_hub.people.domain.verbs import VERBS

WORDS: dict[str, object] = {
    # --- ISSUE
    # --- GUARD
    # --- COMPOUND
}


def register_verbs() -> None:
    """Give words to the verbs of passes; once, at start."""
    VERBS.update(WORDS)
