"""No column without a word about it: the registers say of every column whether it is personal, and if so why."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from nuantu_hub.people.domain.erasing import draw_blank
from nuantu_hub.people.domain.field_register import BLANK, DELETE, KEEP, Table, read_register
from nuantu_hub.people.models import Account
from nuantu_hub.site.crypto import EncryptedTextField

pytestmark = pytest.mark.django_db
#: Tables of packages that hold no row about anybody in this hub, with the reason.
EMPTY = {
    "auth.permission": "rules allow, not rows", "auth.group": "rules allow, not rows",
    "contenttypes.contenttype": "names of tables", "account.emailaddress": "no mail is used",
    "account.emailconfirmation": "no mail is used", "axes.accesslog": "switched off",
    "axes.accessfailurelog": "switched off", "axes.accessattemptexpiration": "a time beside an attempt",
    "django_tasks_database.dbtaskresult": "jobs get keys of rows and no words",
}


def _list_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.label_lower not in EMPTY]


@pytest.mark.parametrize("model", _list_models(), ids=lambda model: model._meta.label_lower)
def test_every_column_is_registered_once(model: type[models.Model]) -> None:
    table = read_register()[model._meta.label_lower]
    columns = sorted(field.name for field in model._meta.concrete_fields)

    assert sorted([*table.personal, *table.plain]) == columns


@pytest.mark.parametrize("model", _list_models(), ids=lambda model: model._meta.label_lower)
def test_what_is_encrypted_is_personal(model: type[models.Model]) -> None:
    table = read_register()[model._meta.label_lower]
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)}

    assert sealed <= set(table.personal)


def test_the_register_names_no_table_that_is_gone() -> None:
    assert set(read_register()) <= {model._meta.label_lower for model in apps.get_models()}


@pytest.mark.parametrize("table", read_register().values(), ids=lambda table: table.label)
def test_a_table_leads_to_its_person_and_can_be_erased(table: Table, rider: Account) -> None:
    assert list(table.list_rows(rider)) == ([rider] if table.label == "people.account" else [])
    assert table.at_erasure in (BLANK, DELETE, KEEP)
    if table.at_erasure == BLANK:
        for name in table.personal:
            draw_blank(table.model._meta.get_field(name))


def test_every_reason_is_told_in_full_in_both_languages() -> None:
    reasons = {reason.key: reason for table in read_register().values() for reason in table.personal.values()}

    for reason in reasons.values():
        assert set(reason.parts) == {"purpose", "basis", "retention", "owner"}, reason.key
        assert all(set(words) == {"zh-hans", "en"} and all(words.values()) for words in reason.parts.values())
    assert all(set(table.titles) == {"zh-hans", "en"} for table in read_register().values())
