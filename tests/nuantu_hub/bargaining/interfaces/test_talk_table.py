"""The sides of a talk side by side."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.talk_conditions import list_seats
from nuantu_hub.bargaining.interfaces.talk_table import list_columns

pytestmark = pytest.mark.django_db


def test_workers_stand_left_the_platform_right_the_neutral_ones_last(table: Table) -> None:
    columns = list_columns(table.talk, list_seats(table.talk))
    assert [(one.side, one.look, one.count) for one in columns] == [
        ("workers", "worker", 3), ("platform", "slate", 3), ("neutral", "idle", 0)]
    assert columns[0].seats[0].role == "chief"
    table.talk.partners = "甲配送公司"
    assert [one.body for one in list_columns(table.talk, [])] == [table.talk.unit.name, "云送外卖", "甲配送公司", ""]
