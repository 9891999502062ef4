"""Who holds the shares of the sealed lists: entered with a public key that the holder drew, released with a day."""

from __future__ import annotations

import base64
import binascii

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.escrow_lists import FIRST_ZONE
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import ShareHolder
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.pass_escrow import is_holder_key
from nuantu_hub.site.clock import now


@transaction.atomic
def enter_holder(*, by: Account, seat: int, name: str, public_key: str, zone: int = FIRST_ZONE) -> ShareHolder:
    """Enter a holder; windows opened from now on have a share for the key. Raises PassRefused naming the field."""
    try:
        raw = base64.b64decode(public_key.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not is_holder_key(raw):
        raise PassRefused(_("这不是公钥"), _("由保管人自己在电脑上生成，把公钥那一行原样贴过来"), field="public_key")
    if not name.strip():
        raise PassRefused(_("没有写单位"), _("写单位，不写人名"), field="name")
    try:
        with transaction.atomic():
            made = ShareHolder.objects.create(zone=zone, seat=seat, name=name.strip()[:80], since=now(),
                                              public_key=base64.b64encode(raw).decode())
    except IntegrityError as fault:
        raise PassRefused(_("这把公钥已经登记过"), _("每个保管人用自己的一把"), field="public_key") from fault
    record_deed(by, "share holder entered", made, seat=seat)
    return made


@transaction.atomic
def release_holder(*, by: Account, holder: ShareHolder) -> ShareHolder:
    """From now on no share is sealed to the holder; said twice, it is done once."""
    held = ShareHolder.objects.select_for_update().get(pk=holder.pk)
    if held.until is None:
        held.until = now()
        held.save(update_fields=["until"])
        record_deed(by, "share holder released", held, seat=held.seat)
    return held
