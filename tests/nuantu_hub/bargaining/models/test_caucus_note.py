"""What is written in a caucus room lies encrypted in the database."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import CaucusNote
from nuantu_hub.site.clock import now


@pytest.mark.django_db
def test_its_words_cannot_be_read_in_the_table(table: Table) -> None:
    note = CaucusNote.objects.create(talk=table.talk, side="workers", words="底线一块二", by=table.workers[0], at=now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM bargaining_caucusnote WHERE id = %s", [note.pk])
        raw = str(cursor.fetchone()[0])
    note.refresh_from_db()

    assert "底线" not in raw
    assert (note.words, note.unit) == ("底线一块二", table.talk.unit)
