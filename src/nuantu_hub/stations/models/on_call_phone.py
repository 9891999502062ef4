"""The phone on which somebody of staff wants to hear that help is called for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.site.crypto import EncryptedTextField


class OnCallPhone(models.Model):
    """A number (E.164) that its holder left for calls for help. Nobody signs in with it, and nobody is found by it."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="on_call_phone", primary_key=True)
    phone = EncryptedTextField(_("手机号"))
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account)
