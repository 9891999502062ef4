"""Asks the parts of a station that may not be there: what nobody tells is empty, and the pages say so."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

DOMAIN = "nuantu_hub.stations.domain."


def find_function(name: str) -> Any:
    """``module.function`` of the domain; None while it is not there."""
    module, _dot, function = name.rpartition(".")
    try:
        return getattr(import_module(DOMAIN + module), function, None)
    except ModuleNotFoundError as fault:
        if fault.name != DOMAIN + module:
            raise
        return None


def read_bulk(name: str, stations: Sequence[Any]) -> dict[int, Any]:
    """What a bulk reading tells of stations, by their keys."""
    function = find_function(name)
    return {} if function is None else function(stations)
