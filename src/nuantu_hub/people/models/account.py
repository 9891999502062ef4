"""Who signs in: a worker by phone and code, staff by passkey or one-time code."""

from __future__ import annotations

import uuid
from typing import ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.site.crypto import EncryptedTextField, blind_index

PHONE = "phone"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_worker(self, name: str, phone: str | None = None) -> Account:
        """An account of a worker, who signs in by phone (E.164, ``+8613800000000``): no password."""
        account = self.model(login=f"w-{uuid.uuid4().hex[:12]}", name=name, kind=Account.WORKER)
        account.set_phone(phone)
        account.set_unusable_password()
        account.save()
        return account

    def create_staff(self, login: str, name: str, password: str | None = None) -> Account:
        """An account of staff; without a password only a passkey or a code opens it."""
        account = self.model(login=login, name=name, kind=Account.STAFF)
        account.set_password(password)
        account.save()
        return account

    def find_by_phone(self, phone: str) -> Account | None:
        """The account that signs in with a phone (E.164), if there is one."""
        return self.filter(phone_index=blind_index(phone, PHONE)).first()


class Account(AbstractBaseUser):
    """One who signs in. What it may do follows from its posts, never from a flag."""

    WORKER = "worker"
    STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("登录名"), max_length=60, unique=True)
    name = EncryptedTextField(_("姓名"), max_length=60)
    phone = EncryptedTextField(_("手机号"), null=True)
    phone_index = models.CharField(max_length=64, unique=True, null=True)
    kind = models.CharField(max_length=10, choices=[(WORKER, _("劳动者")), (STAFF, _("工会工作人员"))])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return str(self.name)

    def set_phone(self, phone: str | None) -> None:
        """Take a phone (E.164) or none, with the index it is found by."""
        self.phone = phone
        self.phone_index = blind_index(phone, PHONE) if phone else None

    def has_perm(self, permission: str, thing: models.Model | None = None) -> bool:
        """Whether a rule allows it; nothing is allowed to an account that was closed."""
        return self.is_active and rules.has_perm(permission, self, thing)
