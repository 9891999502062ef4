"""A run is brought in once, whole, by a unit."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.domain.importing import import_run
from nuantu_hub.days.errors import RunRefused
from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db


def test_a_run_is_prepared_copied_and_written_down(small: SmallRun, district: Unit, officer: Account) -> None:
    place = Path(settings.DATA.runs) / small.folder.id
    shutil.rmtree(place, ignore_errors=True)
    noon = small.view.moment(12 * 3600)
    assert noon is not None
    run = import_run(by=officer, unit=district, source=small.out, platform="甲", clock_at=noon)
    assert sorted(path.name for path in place.iterdir()) == ["book", "hub", "ledger.parquet", "log", "run.json",
                                                            "summary.json", "verdicts.json"]
    assert (run.pk, run.orders, run.agreement_id, run.clock_t) == (small.folder.id, 150, "platform-2025", 12 * 3600)
    deed = Deed.objects.get(verb="run imported")
    assert (deed.by, deed.thing_id, deed.unit) == (officer, run.pk, district)
    assert import_run(by=officer, unit=district, source=small.out, platform="甲", clock_at=noon) == run
    assert Deed.objects.filter(verb="run imported").count() == 1


def test_a_clock_outside_the_day_is_refused(run: Run, small: SmallRun, district: Unit) -> None:
    Run.objects.all().delete()
    with pytest.raises(RunRefused) as caught:
        import_run(by=None, unit=district, source=small.out, platform="甲",
                   clock_at=run.clock_at + timedelta(days=3))
    assert caught.value.field == "clock_at"
    assert not Run.objects.exists()


def test_a_folder_that_is_no_run_leaves_nothing_behind(district: Unit, tmp_path: Path, run: Run) -> None:
    before = sorted(path.name for path in Path(settings.DATA.runs).iterdir())
    with pytest.raises(RunRefused, match=r"run\.json"):
        import_run(by=None, unit=district, source=tmp_path, platform="甲", clock_at=run.clock_at)
    assert sorted(path.name for path in Path(settings.DATA.runs).iterdir()) == before
