"""Bringing a finished replay into the hub: copied, prepared for its pages, and written down."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.errors import RunRefused, tell_refusals
from nuantu_hub.days.models import Run
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.reading import open_view
from nuantu_hub.seam.run_folder import KEPT, RunFolder, open_run_folder
from nuantu_hub.site.clock import now

DAY = timedelta(days=1)


def import_run(
    *, by: Account | None, unit: Unit, source: Path, platform: str, clock_at: datetime, day: Path | None = None,
) -> Run:
    """Bring a run in for a unit, and prepare its pages; takes about half a minute for a city's day.

    A run that is in already is given back as it is. ``clock_at`` is the moment at which workers' pages show the day.
    Raises RunRefused for a folder that is no finished run, or a clock outside its day.
    """
    with tell_refusals():
        folder = open_run_folder(source, day)
        if not (Path(settings.DATA.runs) / folder.id / "hub").is_dir():
            _place(folder)
    known = Run.objects.filter(pk=folder.id).first()
    return known or _enter(by, unit, folder, platform, clock_at)


def _place(folder: RunFolder) -> None:
    """Copy the run into the data folder and prepare it there; it appears under its name when all is done."""
    from nuantu_hub.seam.prepare import prepare_run  # only now: it loads the engine, and pages never need it

    runs = Path(settings.DATA.runs)
    runs.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=runs, prefix=f".{folder.id}."))
    try:
        for name in KEPT:
            if (folder.path / name).is_dir():
                shutil.copytree(folder.path / name, fresh / name)
            else:
                shutil.copy2(folder.path / name, fresh / name)
        prepare_run(folder, fresh)
        fresh.chmod(0o700)
        place = runs / folder.id
        if place.exists():
            shutil.rmtree(place)
        fresh.replace(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@transaction.atomic
def _enter(by: Account | None, unit: Unit, folder: RunFolder, platform: str, clock_at: datetime) -> Run:
    view = open_view(Path(settings.DATA.runs) / folder.id)
    begin, end = view.moment(0), view.moment(view.end)
    assert begin is not None
    assert end is not None
    if not begin <= clock_at <= max(end, begin + DAY):
        raise RunRefused(_("时钟不在这一天里"), _("给出这一天里的一个时刻"), field="clock_at")
    run = Run.objects.create(
        id=folder.id, platform=platform, date=folder.date, name=folder.run["day"]["name"],
        agreement_id=view.facts["agreement"], agreement_digest=folder.agreement_digest,
        orders=folder.summary["orders"], workers=folder.summary["workers"],
        violated=folder.summary["verdicts"]["violated"], clock_at=clock_at, unit=unit, imported_by=by,
        imported_at=now())
    record_deed(by, "run imported", run, unit, date=folder.date.isoformat(), agreement=run.agreement_id)
    return run
