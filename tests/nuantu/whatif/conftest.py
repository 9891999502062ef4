"""Three small generated days and the demo's book, made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.agreement.book import Book
from nuantu.commands.book_options import load_named_book
from nuantu.replay.city.days import plan_days, write_days

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"
LAYERS = ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")


@pytest.fixture(scope="session")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three days of about 120 orders, never to be changed."""
    out = tmp_path_factory.mktemp("whatif") / "days"
    write_days(plan_days(3, 5, 120), out)
    return out


@pytest.fixture(scope="session")
def book() -> Book:
    """The platform's agreement under the layers of the demo."""
    return load_named_book(AGREEMENTS / "platform-2025", [AGREEMENTS / name for name in LAYERS])
