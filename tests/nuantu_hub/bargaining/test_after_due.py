"""What is due after a signature."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.promise_scene import keep_years, take
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.after_due import list_due_promises, list_due_renewals
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_lapsed_promises_are_due_to_those_at_the_table_only(table: Table, other_officer: Account) -> None:
    take(table)
    for who in (table.officer, table.platform[0]):
        found = list(list_due_promises(who, now()))
        assert [one.title[:8] for one in found] == ["承诺过期没有落实"] * 2
    assert list(list_due_promises(other_officer, now())) == []


def test_renewal_is_due_three_months_before_the_end_to_who_keeps_talks(table: Table) -> None:
    file = keep_years() / "platform-2022" / "agreement.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("effective: {from: 2022-12-31}", "effective: {from: 2022-12-31, to: 2026-12-31}"),
                    encoding="utf-8")
    try:
        found = list(list_due_renewals(table.officer, now()))
        assert [(one.url, one.key) for one in found] == [("/bargaining/add/", "bargaining-renewal-platform-2022")]
        assert list(list_due_renewals(table.platform[0], now())) == []
    finally:
        file.write_text(written, encoding="utf-8")
