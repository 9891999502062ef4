"""Registers: encrypted as they came, a row for each line, seen in the own branch."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from nuantu_hub.people.domain.register_import import hand_in_register, try_register
from nuantu_hub.people.models import Account, BulkImport, ImportRow, Unit

pytestmark = pytest.mark.django_db
BODY = "姓名,手机号,从业类型\n林小满,13900000001,外卖配送员\n".encode()


def test_neither_file_nor_rows_can_be_read_in_the_database(street: Unit, reviewer: Account) -> None:
    register = try_register(hand_in_register(by=reviewer, unit=street, file_name="a.csv", body=BODY,
                                             token=uuid.uuid4()))
    with connection.cursor() as cursor:
        rows = ""
        for table in ("people_bulkimport", "people_importrow"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += str(cursor.fetchall())
    assert "13900000001" not in rows
    assert "林小满" not in rows
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRow.objects.create(bulk_import=register, line=2, cells="{}", fate="new")


def test_registers_are_seen_in_the_own_branch(
        street: Unit, reviewer: Account, officer: Account, other_officer: Account, organiser: Account,
        rider: Account) -> None:
    register = hand_in_register(by=reviewer, unit=street, file_name="a.csv", body=BODY, token=uuid.uuid4())
    assert [list(BulkImport.objects.visible_to(account))
            for account in (reviewer, officer, other_officer, organiser, rider)] == [
                [register], [register], [], [], []]
