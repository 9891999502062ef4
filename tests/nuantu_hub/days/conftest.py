"""The day of the tests: a small run that was really replayed, brought in for the district, and a rider linked to it."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.seam.small_run import SmallRun, prepare_small_run

from nuantu_hub.days.domain.importing import import_run
from nuantu_hub.days.domain.linking import make_link
from nuantu_hub.days.interfaces.home import Today, read_today
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Unit

PLATFORM = "青禾配送"
EVENING_S = 23 * 3600


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    """A run of 150 orders, prepared for pages."""
    return prepare_small_run(tmp_path_factory)


@pytest.fixture
def placed(small: SmallRun) -> None:
    """The run's prepared files lie in the data folder already: preparing it again would only take time."""
    place = Path(settings.DATA.runs) / small.folder.id
    if not place.is_dir():
        shutil.copytree(small.prepared, place)
        shutil.copytree(small.out / "book", place / "book")


@pytest.fixture
def run(small: SmallRun, placed: None, district: Unit) -> Run:
    """The run, brought in for the district; its clock stands late in the evening."""
    midnight = datetime.fromisoformat(f"{small.folder.date.isoformat()}T00:00:00+08:00")
    return import_run(by=None, unit=district, source=small.out, platform=PLATFORM,
                      clock_at=midnight + timedelta(seconds=EVENING_S))


@pytest.fixture
def pseudonym(small: SmallRun) -> str:
    """The worker with most orders."""
    return max(sorted(small.scope.orders_of_worker), key=lambda one: len(small.scope.orders_of_worker[one]))


@pytest.fixture
def link(run: Run, rider: Account, pseudonym: str) -> Link:
    """The rider, linked to the busiest pseudonym."""
    return make_link(rider, PLATFORM, pseudonym, "code")


@pytest.fixture
def today(run: Run, pseudonym: str) -> Today:
    """The busiest pseudonym's day at the clock."""
    found = read_today(run, pseudonym)
    assert found is not None
    return found


@pytest.fixture
def order_id(today: Today) -> str:
    """An order that this worker delivered."""
    return str(today.stand.orders[-1]["id"])
