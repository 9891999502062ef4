"""Erasing a person: asked, confirmed, then done as a job. Deeds stay, since they hold no personal word."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from nuantu_hub.people.domain.consents import read_purposes, withdraw_consent
from nuantu_hub.people.domain.field_register import BLANK, DELETE, Table, read_register
from nuantu_hub.people.domain.files import remove_file
from nuantu_hub.people.domain.membership import find_open, leave
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Erasure, Person, StoredFile
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def ask_erasure(*, account: Account) -> Erasure:
    """Ask to be erased; nothing happens before it is confirmed. Raises Refused for staff that still holds a post."""
    if account.kind == Account.STAFF and account.posts.filter(until=None).exists():
        raise Refused(_("还有岗位的账号不能删除"), _("请先由系统管理员结束岗位"))
    Account.objects.select_for_update().get(pk=account.pk)
    waiting = account.erasures.filter(done_at=None).first()
    if waiting is not None:
        return waiting
    wish = Erasure.objects.create(account=account, asked_at=now())
    record_deed(account, "asked to be erased", wish)
    return wish


@transaction.atomic
def drop_erasure(*, account: Account) -> None:
    """Think better of it, while it is not confirmed."""
    for wish in account.erasures.filter(confirmed_at=None):
        record_deed(account, "dropped the wish to be erased", wish)
        wish.delete()


@transaction.atomic
def confirm_erasure(*, account: Account) -> Erasure:
    """Confirm the wish: the account is closed at once and the job begins. Raises Refused where nothing was asked."""
    wish = account.erasures.select_for_update().filter(done_at=None).first()
    if wish is None:
        raise Refused(_("还没有申请删除"), _("请先申请，再确认"))
    if wish.confirmed_at is None:
        wish.confirmed_at = now()
        wish.save(update_fields=["confirmed_at"])
        account.is_active = False
        account.save(update_fields=["is_active"])
        record_deed(account, "confirmed to be erased", wish)
        transaction.on_commit(lambda: erase_later.enqueue(wish.pk))
    return wish


@task()
def erase_later(erasure_id: int) -> int:
    """The job: how many rows were erased. Doing it twice does nothing more."""
    return erase_person(erasure_id)


@transaction.atomic
def erase_person(erasure_id: int) -> int:
    """Remove every personal word about the person; gives the number of rows that were blanked or deleted."""
    wish = Erasure.objects.select_for_update().select_related("account").get(pk=erasure_id)
    if wish.confirmed_at is None or wish.done_at is not None:
        return 0
    account = wish.account
    _end_what_stands(account)
    counted = len([remove_file(by=None, file=file) for file in StoredFile.objects.filter(account=account)])
    # Found before anything is blanked: one row may lead to another by the very phone that is about to go.
    found = [(table, list(table.list_rows(account))) for table in read_register().values()]
    counted += sum(_erase_rows(table, rows) for table, rows in found)
    wish.done_at, wish.rows = now(), counted
    wish.save(update_fields=["done_at", "rows"])
    record_deed(None, "erased", wish, rows=counted)
    return counted


def _end_what_stands(account: Account) -> None:
    for purpose in read_purposes():
        withdraw_consent(account=account, purpose=purpose)
    person = Person.objects.of_account(account)
    if person is not None and find_open(person) is not None:
        leave(by=account, person=person)


def _erase_rows(table: Table, rows: list[Any]) -> int:
    if table.at_erasure == DELETE:
        table.model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        return len(rows)
    if table.at_erasure != BLANK:
        return 0
    for row in rows:
        for name in table.personal:
            setattr(row, name, draw_blank(row._meta.get_field(name)))
        row.save(update_fields=list(table.personal))
    return len(rows)


def draw_blank(field: Any) -> Any:
    """What stands in a personal column after an erasure. Raises TypeError for a column that cannot be emptied."""
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField):
        # An index may be one half of what makes a row unique: two erased people must not become one.
        drawn = field.unique or field.name.endswith(("_index", "_key"))
        return f"x-{uuid.uuid4().hex}"[:field.max_length] if drawn else ""
    if isinstance(field, models.JSONField):
        return {}
    raise TypeError(f"{field} can be neither null nor empty; say in the register that its row is deleted")
