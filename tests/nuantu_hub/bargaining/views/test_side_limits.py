"""The page of limits: one's own side's, set, replaced and ended."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.bargaining.models import SideLimit

pytestmark = pytest.mark.django_db


def test_a_side_sets_sees_and_ends_its_limits(table: Table) -> None:
    client, url = sign_in(table.platform[0]), f"/bargaining/{table.talk.pk}/limits/"
    told = {"token": str(uuid.uuid4()), "outcome": "cost_per_order", "measure": "diff", "sense": "at_most",
            "value": "0.16"}
    assert (client.post(url, told).status_code, client.post(url, told).status_code) == (302, 302)
    limit = SideLimit.objects.get()
    assert (limit.side, limit.value) == ("platform", 16)
    assert "每单成本的变化至多 +¥0.16/单" in client.get(url).content.decode()
    assert "0.16" not in sign_in(table.workers[0]).get(url).content.decode()
    assert client.post(f"/bargaining/limits/{limit.pk}/end/").status_code == 302
    assert "0.16" not in client.get(url).content.decode()
    assert client.post(url, told | {"token": str(uuid.uuid4()), "outcome": "x"}).status_code == 422


def test_who_speaks_for_no_side_finds_no_page(table: Table) -> None:
    for account in (table.recorder, table.observer, table.officer):
        assert sign_in(account).get(f"/bargaining/{table.talk.pk}/limits/").status_code == 404
