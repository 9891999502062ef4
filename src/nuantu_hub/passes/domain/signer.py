"""The issuer's key of this hub and the list of whom to trust, as passes use them."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.seam.pass_issuing import SigningKey
from nuantu_hub.seam.pass_keys import PublishedTrust, find_issuer_key, find_trust_list
from nuantu_hub.site.clock import now


class NoIssuerKey(PassRefused):
    """No issuer's key is in force: nothing can be signed until one is brought in."""

    status = 503
    reason = "keys"

    def __init__(self) -> None:
        super().__init__(_("签发速通码的钥匙过期了，或者还没有装上"), _("请工会的管理员更换钥匙"))


def find_signer() -> SigningKey:
    """The key with which this hub signs today. Raises NoIssuerKey."""
    found = find_issuer_key(settings.DATA.root, int(now().timestamp()))
    if found is None:
        raise NoIssuerKey
    return found


def find_trust() -> PublishedTrust | None:
    """The list of whom to trust, signed by the roots; None where none is good."""
    return find_trust_list(settings.DATA.root, int(now().timestamp()))
