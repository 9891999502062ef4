"""A replay is taken in for the union that is named, at a time of its day; what does not fit is refused."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.nuantu_hub.days.conftest import PLATFORM, placed, small  # noqa: F401 (fixtures)
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.domain.taking import take_run
from nuantu_hub.days.errors import RunRefused
from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Unit
from nuantu_hub.site.command import hub

pytestmark = pytest.mark.django_db


def test_it_is_taken_in_once_and_shown_to_its_end(small: SmallRun, placed: None, district: Unit) -> None:  # noqa: F811
    run = take_run(source=small.out, platform=f" {PLATFORM} ", union=district.name)
    assert (run.unit, run.platform, run.date) == (district, PLATFORM, small.folder.date)
    assert run.view.clock(run.clock_t) == "23:59"
    assert take_run(source=small.out, platform=PLATFORM, union=district.name, at=time(12)) == run
    assert Run.objects.count() == 1


def test_an_unknown_union_no_platform_and_no_run_are_refused(
        small: SmallRun, placed: None, district: Unit, tmp_path: Path) -> None:  # noqa: F811
    with pytest.raises(RunRefused, match="没有一个叫“别处”的工会"):
        take_run(source=small.out, platform=PLATFORM, union="别处")
    with pytest.raises(RunRefused, match="没有写是哪个平台"):
        take_run(source=small.out, platform=" ", union=district.name)
    with pytest.raises(RunRefused, match="cannot be read"):
        take_run(source=tmp_path, platform=PLATFORM, union=district.name)
    assert not Run.objects.exists()


def test_the_command_takes_it_in_and_says_what_it_took(
        small: SmallRun, placed: None, district: Unit, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("nuantu_hub.site.command.set_up", lambda _data: None)  # the test's own database stands ready
    words = ["--data", "hub", "take", str(small.out), "--platform", PLATFORM, "--union"]
    ended = CliRunner().invoke(hub, [*words, district.name, "--at", "18:40"])
    assert ended.exit_code == 0, ended.output
    run = Run.objects.get()
    assert ended.output.startswith(f"{run.pk}  {run.date}  {run.agreement_id}  {run.orders} orders")
    assert run.view.clock(run.clock_t) == "18:40"
    refused = CliRunner().invoke(hub, [*words, "别处"])
    assert (refused.exit_code, "没有一个叫“别处”的工会" in refused.output) == (2, True)
