"""Accounts of staff: made with a first post, closed, opened again. Closing ends every session at once."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.identity import read_name
from nuantu_hub.people.domain.posts import give_post
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.errors import Refused

_LOGIN = re.compile(r"[a-z][a-z0-9.-]{2,29}")


@transaction.atomic
def make_account(*, by: Account | None, login: str, name: str, unit: Unit, role: str) -> Account:
    """An account of staff with its first post. Raises Refused for a login that is taken or not readable."""
    if not _LOGIN.fullmatch(login):
        raise Refused(_("登录名不合要求"), _("用小写字母开头的3到30个字母、数字、点或横线"), field="login")
    if Account.objects.filter(login=login).exists():
        raise Refused(_("这个登录名已经有人用"), _("换一个登录名"), field="login")
    account = Account.objects.create_staff(login, read_name(name))
    record_deed(by, "account made", account, unit)
    give_post(by=by, account=account, unit=unit, role=role)
    return account


@transaction.atomic
def close_account(*, by: Account, account: Account) -> None:
    """Close an account: whoever is signed in with it is out with the next request. Raises Refused for one's own."""
    if account.pk == by.pk:
        raise Refused(_("不能停用自己的账号"), _("请另一位系统管理员来办"))
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        record_deed(by, "account closed", account)


@transaction.atomic
def reopen_account(*, by: Account, account: Account) -> None:
    """Open a closed account again; the password is gone, so a new invitation is needed."""
    if not account.is_active:
        account.is_active = True
        account.set_unusable_password()
        account.save(update_fields=["is_active", "password"])
        record_deed(by, "account opened again", account)
