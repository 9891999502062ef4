"""Filling a demonstration with passes goes part after part."""

from __future__ import annotations

from importlib import import_module

from nuantu_hub.passes.domain.seed_passes import PARTS


def test_every_part_is_there() -> None:
    for part in PARTS:
        module, function = part.split(".")
        assert callable(getattr(import_module(f"nuantu_hub.passes.domain.{module}"), function))
