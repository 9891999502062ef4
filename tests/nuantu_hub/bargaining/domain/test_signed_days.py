"""The platform's day obeys what was signed, and each rider reads so: talk to verdict, by the real commands."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu_hub.bargaining.dispatch_scene import (
    CLAUSE,
    DAY,
    WORDS,
    dispatch_day,
    link_riders,
    list_held_at_gates,
    read_rows,
)
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.try_scene import NAMES, SHIPPED

from nuantu_hub.bargaining.domain.signed_days import find_signed_of
from nuantu_hub.bargaining.domain.weekly_verdicts import find_monday, sum_weeks
from nuantu_hub.bargaining.interfaces.own_week import read_own_week
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.days.models import Run
from nuantu_hub.seam.entering import FOLDER
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test's own."""
    settings.DATA = DataFolder(tmp_path / "data")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_what_was_signed_is_dispatched_judged_and_read_by_each_rider(
        data: Path, table: Table, tmp_path: Path) -> None:
    told = dispatch_day(table, tmp_path)
    run, monday = told.run, find_monday(DAY)
    assert (told.agreement.log_state, told.agreement.log_leaf, told.audit) == ("entered", 0, 0)
    assert run_main("agreement", "verify", told.file, "--log", data / FOLDER).status == 0
    assert find_signed_of(run) == told.agreement

    held = list_held_at_gates(run)
    assert len(held) >= 3
    riders = link_riders(run, held[:3])
    for rider, pseudonym in zip(riders, held, strict=False):
        week = read_own_week(rider, monday)
        assert week is not None
        (row,) = [one for one in week.clauses if one.clause["id"] == CLAUSE]
        assert (row.state, (row.words or [""])[0], row.signed) == ("kept", WORDS, told.agreement)
        cases = [one for one in run.view.worker(pseudonym)["rights"] if one["clause"] == CLAUSE]
        assert row.cases["kept"] == len(cases)
        page = sign_in(rider).get("/my/week/", {"week": monday.isoformat()})
        assert page.status_code == 200
        assert f"/signed/{told.agreement.sign}/" in page.content.decode()
        assert str(cases[-1]["say"][0]) in page.content.decode()

    assert all(one["verdict"] == "complied" for one in read_rows(run))
    (clause,) = [one for one in sum_weeks(run.platform, DAY).clauses if one.id == CLAUSE]
    assert clause.states[-1] == "complied"
    assert clause.totals["complied"] == sum(int(str(one["units"])) for one in read_rows(run))


def test_a_signed_clause_that_is_merged_with_the_standards_is_read_by_its_own_sentence(
        data: Path, table: Table, tmp_path: Path) -> None:
    """The standard prolongs for merchants, the agreement for gates; the log names the standard's clause for both."""
    told = dispatch_day(table, tmp_path, layers=[SHIPPED / name for name in NAMES[1:]])
    merged, view = "GBT-slow-merchant", told.run.view
    cases = {one: {right["reason"] for right in (view.worker(one) or {})["rights"] if right["clause"] == merged}
             for one in view.lookup.keys("worker")}
    both = next(one for one, reasons in sorted(cases.items()) if reasons == {"merchant", "gate"})
    (rider,) = link_riders(told.run, [both])

    week = read_own_week(rider, find_monday(DAY))
    assert week is not None
    (row,) = [one for one in week.clauses if one.clause["id"] == merged]
    assert (row.state, (row.words or [""])[0], row.signed) == ("kept", WORDS, told.agreement)
    assert sorted(words[0][1:3] for words in row.said) == ["商家", "小区"]
    page = sign_in(rider).get("/my/week/", {"week": find_monday(DAY).isoformat()}).content.decode()
    assert all(words[0] in page for words in row.said)
    assert data.is_dir()


def test_another_text_or_day_is_not_of_what_was_signed(data: Path, table: Table, tmp_path: Path) -> None:
    told = dispatch_day(table, tmp_path, orders=40)
    run = told.run
    Run.objects.filter(pk=run.pk).update(date=told.agreement.effective_on - timedelta(days=1))
    assert find_signed_of(Run.objects.get(pk=run.pk)) is None
    Run.objects.filter(pk=run.pk).update(date=DAY, platform="别家")
    assert find_signed_of(Run.objects.get(pk=run.pk)) is None
    Run.objects.filter(pk=run.pk).update(platform=run.platform)
    assert find_signed_of(Run.objects.get(pk=run.pk)) == told.agreement
    (file,) = run.folder.glob("book/*/agreement.yaml")
    file.write_bytes(file.read_bytes().replace(b"effective", b"Effective"))
    assert find_signed_of(Run.objects.get(pk=run.pk)) is None
    file.write_bytes(told.file.read_bytes())
    altered = bytes(told.agreement.signed).replace("交餐".encode(), "到店".encode(), 1)
    SignedAgreement.objects.filter(pk=told.agreement.pk).update(signed=altered)
    assert find_signed_of(Run.objects.get(pk=run.pk)) is None
    assert data.is_dir()
