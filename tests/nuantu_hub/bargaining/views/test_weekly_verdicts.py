"""Weeks of verdicts at the table: both sides read the same page."""

from __future__ import annotations

import re
import shutil

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.days.conftest import placed, run, small  # noqa: F401 (fixtures)

from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
PAGE = "bargaining:weekly_verdicts"


def _grid(account: Account) -> str:
    found = re.search(r"<tbody>.*</tbody>", sign_in(account).get(reverse(PAGE)).content.decode(), re.DOTALL)
    assert found is not None
    return found.group()


def test_both_sides_and_the_union_read_the_same_figures(table: Table, run: Run) -> None:  # noqa: F811
    assert _grid(table.officer) == _grid(table.workers[0]) == _grid(table.platform[0])
    assert 'week-cell kept' in _grid(table.officer)


def test_weeks_without_days_say_no_data_and_are_never_green(table: Table, run: Run) -> None:  # noqa: F811
    page = reverse(PAGE) + "?until=2001-01-01"
    shown = sign_in(table.officer).get(page).content.decode()
    assert "没有数据" in shown
    assert "week-cell kept" not in shown


def test_a_day_whose_files_are_gone_is_no_data(table: Table, run: Run) -> None:  # noqa: F811
    shutil.rmtree(run.folder)
    shown = sign_in(table.officer).get(reverse(PAGE)).content.decode()
    assert "没有数据" in shown
    assert "week-cell kept" not in shown


def test_nobody_else_opens_it(table: Table, rider: Account, bystander: Account) -> None:
    assert {sign_in(who).get(reverse(PAGE)).status_code for who in (rider, bystander)} == {404}
