"""A small city day that was really replayed, and the same run prepared for pages: once in a test process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.nuantu.demo_day import make_demo

from nuantu_hub.seam.prepare import prepare_run
from nuantu_hub.seam.reading import RunView, open_view
from nuantu_hub.seam.run_folder import RunFolder, open_run_folder
from nuantu_hub.seam.scope import Scope, gather_scope


@dataclass(frozen=True)
class SmallRun:
    """The run's folder, what was read of it, where it was prepared, and the view of that."""

    out: Path
    folder: RunFolder
    scope: Scope
    prepared: Path
    view: RunView


_prepared: list[SmallRun] = []


def prepare_small_run(factory: pytest.TempPathFactory) -> SmallRun:
    """Replay 150 orders and prepare the run."""
    if not _prepared:
        out = make_demo(factory)[0]
        folder = open_run_folder(out)
        prepared = factory.mktemp("prepared")
        prepare_run(folder, prepared)
        _prepared.append(SmallRun(out, folder, gather_scope(folder), prepared, open_view(prepared)))
    return _prepared[0]
