"""What a procedure asks of who sits at the table."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.talk_conditions import list_conditions, list_missing, list_seats, list_sides
from nuantu_hub.bargaining.models import Delegate, Talk

pytestmark = pytest.mark.django_db


def test_a_full_table_lacks_nothing(table: Table) -> None:
    assert [one.key for one in list_conditions(table.talk)] == [
        "least-workers", "chief-workers", "least-platform", "chief-platform", "equal", "recorder"]
    assert list_missing(table.talk) == []
    assert [one.role for one in list_seats(table.talk)][:2] == ["recorder", "observer"]


@pytest.mark.parametrize(("gone", "missing"), [
    ("t-worker-3", {"least-workers", "equal"}), ("t-platform-1", {"least-platform", "chief-platform", "equal"}),
    ("t-recorder", {"recorder"}), ("t-observer", set())])
def test_what_is_missing_is_named(table: Table, gone: str, missing: set[str]) -> None:
    Delegate.objects.filter(account__login=gone).delete()
    assert {one.key for one in list_missing(table.talk)} == missing


def test_partner_companies_sit_where_the_talk_names_them(table: Table) -> None:
    table.talk.partners = "甲配送公司"
    assert list_sides(table.talk) == ("workers", "platform", "partners")
    assert {one.key for one in list_missing(table.talk)} == {"least-partners", "chief-partners", "equal"}


def test_minutes_ask_for_nothing(table: Table) -> None:
    Talk.objects.update(procedure="meeting_minutes")
    assert list_conditions(Talk.objects.get()) == []
