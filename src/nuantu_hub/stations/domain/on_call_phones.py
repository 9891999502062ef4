"""The phone on which somebody wants to hear that help is called for: left and taken back by its holder alone."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.interfaces.sms import choose_gateway
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Limit, take_one
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import OnCallPhone

#: Every number that is left gets a message at once, so nobody may leave many.
BY_ACCOUNT = Limit("on-call-phone", 3, 3600)


def leave_phone(*, by: Account, phone: str) -> OnCallPhone:
    """Take a number (E.164), after a message to it went out: what no message reaches is no use at night.

    The same number again is the same and sends nothing. Raises StationRefused after three numbers in an hour,
    NotSentError where the gateway fails or the hub has none.
    """
    known = OnCallPhone.objects.filter(account=by).first()
    if known is not None and known.phone == phone:
        return known
    if not take_one(BY_ACCOUNT, str(by.pk)):
        raise StationRefused(_("一小时里换了太多次号码"), _("过一小时再换"), field="phone")
    with override("zh-hans"):
        choose_gateway().send(phone, gettext("【暖途】这个号码以后会收到驿站求助的短信。不是你留的，请告诉工会。"))
    return _keep(by, phone)


@transaction.atomic
def _keep(by: Account, phone: str) -> OnCallPhone:
    kept, _made = OnCallPhone.objects.update_or_create(account=by, defaults={"phone": phone, "since": now()})
    record_deed(by, "on-call phone left", kept)
    return kept


@transaction.atomic
def take_phone_back(*, by: Account) -> bool:
    """Take the number off; says whether there was one."""
    kept = OnCallPhone.objects.filter(account=by).first()
    if kept is None:
        return False
    record_deed(by, "on-call phone taken back", kept)
    kept.delete()
    return True
