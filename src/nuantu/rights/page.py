"""stub"""
from __future__ import annotations

from pathlib import Path

from nuantu.rights.statement import Statement


def write_page(statement: Statement, path: Path) -> None:
    """x"""
