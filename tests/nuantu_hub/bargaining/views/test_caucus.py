"""The caucus room's page: notes for the own side, closed to everybody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, sign_in

pytestmark = pytest.mark.django_db


def test_a_note_is_written_and_read_by_the_side_alone(table: Table) -> None:
    address = reverse("bargaining:caucus", args=[table.talk.pk])
    workers = sign_in(table.workers[0])
    assert workers.post(address, {"token": str(uuid4()), "words": "底线一块二"}).status_code == 302
    assert workers.post(address, {"token": str(uuid4()), "words": ""}).status_code == 422

    assert "底线一块二" in sign_in(table.workers[2]).get(address).content.decode()
    assert "底线一块二" not in sign_in(table.platform[0]).get(address).content.decode()
    for account in (table.recorder, table.observer, table.officer):
        assert sign_in(account).get(address).status_code == 404
