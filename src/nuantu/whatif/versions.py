"""The versions by which figures are made: another one may give other figures, and says so."""

from __future__ import annotations

from importlib.metadata import version
from platform import python_version

PACKAGES = ("nuantu", "numpy", "numba", "pyarrow", "scipy")


def list_versions() -> dict[str, str]:
    """Python and the packages that decide a figure, by name."""
    return {"python": python_version(), **{name: version(name) for name in PACKAGES}}
