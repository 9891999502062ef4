"""Filling a demonstration with passes, a part after another."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

#: By name of module and function in this folder; a part may stand on what those before it filled, changes nothing
#: where it was there before, and gives a few words about what stands.
PARTS: tuple[str, ...] = ("seed_compounds.seed_compounds", "seed_issuing.seed_issuing")


def seed_passes(moment: datetime) -> str:
    """Fill a demonstration with compounds, gates and what passes earned; a second time changes nothing."""
    told = []
    for part in PARTS:
        module, function = part.split(".")
        told.append(getattr(import_module(f"nuantu_hub.passes.domain.{module}"), function)(moment))
    return ", ".join(word for word in told if word)
