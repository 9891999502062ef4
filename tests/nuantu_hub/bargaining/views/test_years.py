"""Year on year at the table."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.promise_scene import keep_years, take
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
PAGE = "bargaining:years"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_step_has_its_bar_and_promises_beside(table: Table, language: str) -> None:
    keep_years()
    take(table)
    client = sign_in(table.platform[0])
    client.cookies["django_language"] = language
    shown = client.get(reverse(PAGE) + "?name=platform").content.decode()
    assert shown.index("platform-2024 → platform-2025") < shown.index("platform-2022 → platform-2024")
    assert shown.count('class="year-bar"') == 2
    assert ("过期没有落实" if language == "zh-hans" else "Lapsed") in shown


def test_a_name_that_there_is_not_is_not_found(table: Table, rider: Account) -> None:
    keep_years()
    assert sign_in(table.officer).get(reverse(PAGE) + "?name=none").status_code == 404
    assert sign_in(rider).get(reverse(PAGE)).status_code == 404
