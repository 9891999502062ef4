"""The public page: promises and weeks, open to all, no person in it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.promise_scene import take
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.days.conftest import PLATFORM, placed, run, small  # noqa: F401 (fixtures)

from nuantu_hub.days.models import Run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_without_anything_it_says_that_there_is_no_data(stranger: Client, language: str) -> None:
    stranger.cookies["django_language"] = language
    shown = stranger.get(reverse("bargaining:kept")).content.decode()
    assert ("没有数据" if language == "zh-hans" else "No data") in shown


def test_a_lapsed_promise_stands_there_and_nobody_by_name(table: Table, stranger: Client) -> None:
    take(table)
    shown = stranger.get(reverse("bargaining:kept")).content.decode()
    table_shown = stranger.get(reverse("bargaining:kept_figures")).content.decode()
    assert shown.count('class="promise-card broken"') == 2
    assert table_shown.count(",lapsed,0,31") == 2
    for who in (table.officer, *table.workers, *table.platform, table.recorder):
        assert who.name not in shown + table_shown


def test_weeks_are_told_with_their_sums(run: Run, stranger: Client) -> None:  # noqa: F811 (the fixture)
    shown = stranger.get(reverse("bargaining:kept")).content.decode()
    rows = stranger.get(reverse("bargaining:kept_figures")).content.decode().splitlines()
    assert shown.count("没有数据") >= 7
    assert any(row.startswith(f"{PLATFORM},") and ",PLT-daily-stop," in row for row in rows)
    assert run.platform in shown
