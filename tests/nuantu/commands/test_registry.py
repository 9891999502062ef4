"""The registry names what is built, no more and no less."""

from __future__ import annotations

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.commands.registry import build_registry


def test_every_hook_that_a_type_promises_exists_and_no_other() -> None:
    """What a clause's text promises is carried out; nothing is carried out that no text promises."""
    registry = build_registry()

    assert {hook: set(names) for hook, names in registry.items()} == {
        hook: {name for name, kind in CLAUSE_TYPES.items() if hook in kind.hooks} for hook in registry}
