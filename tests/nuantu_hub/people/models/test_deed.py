"""What was recorded stays as it was recorded, whoever tries to change it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, Deed, Reading

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("statement", ["UPDATE {} SET thing = 'other'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_recorded(statement: str) -> None:
    account = Account.objects.create_worker("甲")
    record_deed(account, "joined", account)
    record_reading(account, account, "own card")
    for table in (Deed, Reading):
        with pytest.raises(DatabaseError, match="stays as it was recorded"), transaction.atomic(), \
                connection.cursor() as cursor:
            cursor.execute(statement.format(table._meta.db_table))
        assert table.objects.get().thing == "people.account"
