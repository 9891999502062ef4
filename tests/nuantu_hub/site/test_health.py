"""The hub says that it is ready when its tables are what the program needs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_hub_with_all_its_tables_is_ready() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_a_hub_that_lacks_a_change_of_its_tables_is_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'days'")
    answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["ready"] is False
