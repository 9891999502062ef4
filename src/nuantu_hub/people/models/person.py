"""A person whom the unions know: one record for one human being, however many platforms it works for."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import PHONE, Account
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField, blind_index

#: Purpose of the blind index of id numbers.
ID_NUMBER = "id_number"
CARD_DIGITS = 11


def draw_card_number() -> str:
    """A card number of twelve digits, the last of which checks the others (Luhn); it says nothing of its holder."""
    digits = str(secrets.randbelow(9) + 1) + "".join(str(secrets.randbelow(10)) for _place in range(CARD_DIGITS - 1))
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """The digit that closes a row of digits by Luhn's rule."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        worth = int(digit) * (2 if place % 2 == 0 else 1)
        total += worth - 9 if worth > 9 else worth
    return str(-total % 10)


class PersonQuerySet(models.QuerySet["Person"]):
    """Lists of people."""

    def visible_to(self, account: Account) -> PersonQuerySet:
        """Those who are members now in a unit where the account looks after members; none for everybody else."""
        from nuantu_hub.people.permissions import MEMBER_ROLES, units_of  # only now: permissions import the models

        return self.filter(memberships__until=None, memberships__unit__in=units_of(account, *MEMBER_ROLES))

    def of_account(self, account: Account) -> Person | None:
        """The record of who is signed in; where it was folded into another, that other one."""
        found = self.filter(account=account).select_related("merged_into").first()
        return found.standing_record if found else None

    def find_by_phone(self, phone: str) -> Person | None:
        """The record that holds a phone (E.164)."""
        return self.filter(phone_index=blind_index(phone, PHONE)).first()

    def find_by_id_number(self, number: str) -> Person | None:
        """The record with an id number."""
        return self.filter(id_index=blind_index(number, ID_NUMBER)).first()


class Person(models.Model):
    """One human being.

    Name, phone and id number are encrypted; the two indexes find them by their exact text and say nothing else. A
    record that was folded into another points to it with ``merged_into`` and keeps all that it held.
    """

    class Occupation(models.TextChoices):
        """The group of work; the first four bear the names of the trades that federations gather."""

        FOOD = "food", _("外卖配送员")
        RIDE = "ride", _("网约车司机")
        TRUCK = "truck", _("货车司机")
        PARCEL = "parcel", _("快递员")
        CARE = "care", _("护工护理员")
        DOMESTIC = "domestic", _("家政服务员")
        GUARD = "guard", _("保安员")
        OTHER = "other", _("其他")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, related_name="person")
    name = EncryptedTextField()
    phone = EncryptedTextField(default="")
    phone_index = models.CharField(max_length=64, null=True, unique=True)
    phone_confirmed_at = models.DateTimeField(null=True)
    id_number = EncryptedTextField(default="")
    id_index = models.CharField(max_length=64, null=True, unique=True)
    occupation = models.CharField(max_length=10, choices=Occupation.choices)
    household_code = models.CharField(max_length=6, blank=True, default="")
    residence_code = models.CharField(max_length=6, blank=True, default="")
    residence_street = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="residents")
    card_number = models.CharField(max_length=12, unique=True, default=draw_card_number)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="folded")
    created_at = models.DateTimeField()

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.card_number

    @property
    def standing_record(self) -> Person:
        """The record that counts: this one, or the one it was folded into."""
        return self.merged_into or self

    @property
    def unit(self) -> Unit | None:
        """The unit of which the person is a member now; whose posts there may look after it."""
        here = self.memberships.filter(until=None).select_related("unit").first()
        return here.unit if here else None

    def set_phone(self, phone: str) -> None:
        """Take a phone (E.164), or none, with the index it is found by."""
        self.phone = phone
        self.phone_index = blind_index(phone, PHONE) if phone else None

    def set_id_number(self, number: str) -> None:
        """Take an id number, or none, with the index it is found by."""
        self.id_number = number
        self.id_index = blind_index(number, ID_NUMBER) if number else None
