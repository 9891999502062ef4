"""What exists to carry clauses out: the hooks of dispatch, settlement and audit, handed to whoever loads a book."""

from __future__ import annotations

from nuantu.agreement.book import Registry
from nuantu.audit.checks import CHECKS
from nuantu.dispatch.binds import BINDS
from nuantu.settle.entitles import ENTITLES
from nuantu.settle.pays import PAYS


def build_registry() -> Registry:
    """Names of clause types by hook, taken from the visible dicts of each part."""
    return {"bind": frozenset(BINDS), "pay": frozenset(PAYS), "entitle": frozenset(ENTITLES),
            "check": frozenset(CHECKS)}
