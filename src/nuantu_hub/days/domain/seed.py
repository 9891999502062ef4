"""The demonstration's day: a finished replay brought in, one rider linked to it, a code to link another."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from nuantu_hub.days.domain.importing import import_run
from nuantu_hub.days.domain.linking import hash_code, import_codes, make_link
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.reading import RunView, stand_at
from nuantu_hub.seam.run_folder import open_run_folder

#: An invented platform: no real company stands beside a made-up day.
PLATFORM = "青禾配送"
#: The clock of the demonstration, in seconds of the local day: 18:40, after dusk, in an alert, before the reminder.
CLOCK_S = 18 * 3600 + 40 * 60
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class SeededDay:
    """What was seeded: the run, the pseudonym that the demonstration's rider has, and a one-time code for another."""

    run: Run
    pseudonym: str
    spare_code: str


def seed_day(*, unit: Unit, rider: Account, source: Path, day: Path | None = None,
             agreements: Path | None = None) -> SeededDay:
    """Bring the replay in for a unit and link the rider; the same again changes nothing.

    ``agreements`` is the folder of shipped agreements, kept so that the run's can be held against them. Raises
    RunRefused where the folder is no finished run.
    """
    if agreements is not None:
        _keep_agreements(agreements)
    run = _import(unit, source, day)
    if agreements is not None:
        _keep_layers(run.folder / "book")
    view = run.view
    first, second = choose_riders(view, run.clock_t)
    with transaction.atomic():
        if not Link.objects.filter(account=rider, platform=PLATFORM).exists():
            make_link(rider, PLATFORM, first, "code")
        code = draw_code(run, second)
        if not Link.objects.filter(platform=PLATFORM).exclude(account=rider).exists():
            import_codes(by=None, unit=unit, platform=PLATFORM, rows={hash_code(PLATFORM, code): second})
    return SeededDay(run, first, code)


def _import(unit: Unit, source: Path, day: Path | None) -> Run:
    folder = open_run_folder(source, day)
    midnight = datetime.fromisoformat(f"{folder.date.isoformat()}T00:00:00+08:00")
    return import_run(by=None, unit=unit, source=source, day=day, platform=PLATFORM,
                      clock_at=midnight + timedelta(seconds=CLOCK_S))


def _keep_agreements(source: Path) -> None:
    """Copy earlier agreements of the same platform, so that the hub needs no folder but its own."""
    for file in sorted(source.glob("platform-*/agreement.yaml")):
        place = Path(settings.DATA.root) / "agreements" / file.parent.name
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place / file.name)


def _keep_layers(book: Path) -> None:
    """Copy what the run's book completes the agreement with, so that offers can be tried against it; ``1-gbt-…``."""
    for file in sorted(book.glob("*/agreement.yaml")):
        place = Path(settings.DATA.root) / "agreements" / file.parent.name.partition("-")[2]
        if not place.exists():
            place.mkdir(parents=True)
            shutil.copy2(file, place / file.name)


def choose_riders(view: RunView, t: int) -> tuple[str, str]:
    """The two riders whose day has most to show at the clock: the first for the demonstration, the second to link."""
    scored = []
    for worker_id in view.lookup.keys("worker"):
        worker = view.worker(worker_id)
        if worker is not None:
            scored.append((*score_day(worker, t, view.facts["slice_s"]), worker_id))
    scored.sort(key=lambda row: (-row[0], -row[1], row[2]))
    return scored[0][2], scored[min(1, len(scored) - 1)][2]


def score_day(worker: Mapping[str, Any], t: int, slice_s: int) -> tuple[int, int]:
    """How much a day has to show: on duty before the reminder, a pay above the floor, rests, weather, rights fired."""
    stand = stand_at(worker, t, slice_s)
    near = 6 * HOUR_S <= stand.worked_s < 8 * HOUR_S
    fired = len({right["clause"] for right in stand.rights})
    score = (8 * stand.on_duty + 8 * near + 4 * ((stand.above_minor or -1) >= 0) + 2 * min(2, len(worker["rests"]))
             + 2 * any(order["weather_minor"] for order in stand.orders) + fired)
    return score, len(stand.orders)


def draw_code(run: Run, pseudonym: str) -> str:
    """A code that follows from the run, so that a demonstration is the same each time: ``7F3A-91C2-0B5D-E844``."""
    digest = hashlib.sha256(f"{run.pk}\n{pseudonym}\ncode".encode()).hexdigest()[:16].upper()
    return "-".join(digest[place:place + 4] for place in range(0, 16, 4))
