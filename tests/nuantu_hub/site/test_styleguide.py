"""The living page shows every component, to staff only, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.nuantu_hub.wording import hear_chinese

from nuantu_hub.people.models import Account
from nuantu_hub.site.chips import STATES
from nuantu_hub.site.icons import read_icons

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def test_staff_see_every_icon_and_every_state_in_both_themes(officer: Account, as_: As) -> None:
    page = as_(officer).get("/design/").content.decode()

    assert [name for name in read_icons() if f'<span lang="en">{name}</span>' not in page] == []
    assert [words for _tone, _icon, words in STATES.values() if str(words) not in page] == []
    assert page.count('data-theme="light"') == page.count('data-theme="dark"') > 8
    assert page.count("<h1") == 1
    assert re.findall(r" style=|<style|onclick=", page) == []


@pytest.mark.parametrize("address", ["/design/", "/design/sheet/"])
def test_nobody_else_sees_it(address: str, rider: Account, as_: As) -> None:
    assert Client().get(address).status_code == 302
    assert as_(rider).get(address).status_code == 404


def test_it_speaks_english_throughout(officer: Account, as_: As) -> None:
    client = as_(officer)
    client.cookies["django_language"] = "en"

    assert hear_chinese(client.get("/design/").content.decode()) == []


def test_a_sheet_is_a_page_without_a_script_and_only_its_inside_with_one(officer: Account, as_: As) -> None:
    client = as_(officer)
    page = client.get("/design/sheet/").content.decode()
    inside = client.get("/design/sheet/", headers={"hx-request": "true"}).content.decode()

    assert (page.count("<html"), page.count("<h1")) == (1, 1)
    assert (inside.count("<html"), inside.count("<h1"), inside.count("sheet-title")) == (0, 0, 1)
    assert "¥188.36" in page
    assert "¥188.36" in inside
