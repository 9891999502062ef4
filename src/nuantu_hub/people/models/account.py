"""Who signs in: a worker by phone and code, staff by passkey or one-time code."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_worker(self, name: str) -> Account:
        """An account of a worker, who signs in by phone: no password."""
        account = self.model(login=f"w-{uuid.uuid4().hex[:12]}", name=name, kind=Account.WORKER)
        account.set_unusable_password()
        account.save()
        return account

    def create_staff(self, login: str, name: str, password: str | None = None) -> Account:
        """An account of staff; without a password only a passkey or a code opens it."""
        account = self.model(login=login, name=name, kind=Account.STAFF)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """One who signs in. What it may do follows from its posts, never from a flag."""

    WORKER = "worker"
    STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("登录名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(blank=True, default="")
    kind = models.CharField(max_length=10, choices=[(WORKER, _("劳动者")), (STAFF, _("工会工作人员"))])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.name

    def has_perm(self, permission: str, thing: models.Model | None = None) -> bool:
        """Whether a rule allows it; nothing is allowed to an account that was closed."""
        return self.is_active and any(backend.has_perm(self, permission, thing)
                                      for backend in get_backends() if hasattr(backend, "has_perm"))
