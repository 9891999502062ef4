"""Taking a finished replay in by command: for a union by its name, at a time of its day."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.domain.importing import import_run
from nuantu_hub.days.errors import RunRefused, tell_refusals
from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Unit
from nuantu_hub.seam.run_folder import open_run_folder

#: The end of the day: workers' pages show all of it.
LAST = time(23, 59)


def take_run(*, source: Path, platform: str, union: str, day: Path | None = None, at: time = LAST) -> Run:
    """Bring a replay in; one that is in already is given back as it is.

    Raises RunRefused where no union, or more than one, has that name, and as ``import_run`` does.
    """
    units = list(Unit.objects.filter(name=union)[:2])
    if len(units) != 1:
        raise RunRefused(_("没有一个叫“%(name)s”的工会") % {"name": union}, _("写组织树上的全名"), field="union")
    if not platform.strip():
        raise RunRefused(_("没有写是哪个平台"), _("写协商里平台的名称"), field="platform")
    with tell_refusals():
        date = open_run_folder(source, day).date
    clock_at = datetime.combine(date, at, tzinfo=get_default_timezone())
    return import_run(by=None, unit=units[0], source=source, day=day, platform=platform.strip(), clock_at=clock_at)
