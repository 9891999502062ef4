"""Sets of days: asked for and named by officers."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.bargaining.models import DaySet
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
URL = "/bargaining/days/"


def test_an_officer_asks_for_days_and_puts_a_failed_set_in_line_again(officer: Account) -> None:
    client = sign_in(officer)
    told = {"token": str(uuid.uuid4()), "way": "make", "key": "autumn-28", "name": "秋天 28 天", "n_days": 28,
            "orders": 1000, "seed": 1}
    assert client.post(URL, told).status_code == 302
    made = DaySet.objects.get()
    assert (made.key, made.state, made.folder) == ("autumn-28", "making", "days/autumn-28")
    DaySet.objects.update(state="failed", why_failed="no room on the disk")
    assert "no room on the disk" in client.get(URL).content.decode()
    assert client.post(URL, {"again": made.pk}).status_code == 302
    made.refresh_from_db()
    assert made.state == "making"
    assert client.post(URL, {"again": "9999"}).status_code == 404


def test_a_folder_elsewhere_is_refused_beside_its_field(officer: Account) -> None:
    answer = sign_in(officer).post(URL, {"token": str(uuid.uuid4()), "way": "name", "key": "x", "name": "x",
                                         "folder": "../.."})
    assert (answer.status_code, "只能用数据文件夹下面的文件夹" in answer.content.decode()) == (422, True)


def test_delegates_without_a_post_find_no_page(table: Table) -> None:
    assert sign_in(table.platform[0]).get(URL).status_code == 404
