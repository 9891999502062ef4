"""Correcting what the hub keeps about oneself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.identity import read_name
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.errors import Refused


@transaction.atomic
def correct_name(*, account: Account, name: str) -> Account:
    """Correct one's own name, on the account and on the card. Raises Refused for what is no name.

    The deed says that a name was corrected and never which; the unit of the member sees that it happened.
    """
    fresh = read_name(name)
    if fresh == account.name:
        return account
    account.name = fresh
    account.save(update_fields=["name"])
    person = Person.objects.of_account(account)
    if person is not None:
        person.name = fresh
        person.save(update_fields=["name"])
    record_deed(account, "corrected a name", person or account, person.unit if person else None)
    return account


@transaction.atomic
def correct_phone(*, account: Account, phone: str) -> Account:
    """Take a phone whose code was just entered. Raises Refused where it belongs to somebody else."""
    holder = Account.objects.find_by_phone(phone)
    person = Person.objects.of_account(account)
    other = Person.objects.find_by_phone(phone)
    if (holder is not None and holder != account) or (other is not None and other != person):
        raise Refused(_("这个号码已经登记在别人名下"), _("请到工会服务站核实身份后办理"), field="phone")
    account.set_phone(phone)
    account.save(update_fields=["phone", "phone_index"])
    if person is not None:
        person.set_phone(phone)
        person.save(update_fields=["phone", "phone_index"])
    record_deed(account, "corrected a phone", person or account, person.unit if person else None)
    return account
