"""Reading what was signed: the published bytes, held against what was frozen and signed each time they are read."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import name_alteration
from nuantu_hub.bargaining.domain.party_signing import holds, list_signing_sides
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.signing import tell_text


def read_signed(agreement: SignedAgreement) -> bytes:
    """The signed bytes, after every one of them was held against what was frozen and signed.

    Raises TalkRefused naming the provision, clause or part that was altered.
    """
    altered = name_signed_alteration(agreement)
    if altered:
        raise TalkRefused(_("所存的协议和三方签的不一样：%(what)s") % {"what": altered},
                          _("不要用它；从任何一方留存的签署文件里找回原件"))
    return agreement.data


def name_signed_alteration(agreement: SignedAgreement) -> str:
    """What of a signed agreement's stored bytes is not what was signed, in words; empty where nothing is."""
    altered = name_alteration(agreement.text, agreement.data)
    if altered:
        return altered
    sides = [one.side for one in agreement.text.signatures.all() if holds(one)]
    try:
        told = tell_text(agreement.data)
    except RunError:
        return str(_("签名"))
    return "" if set(told["verified"]) == set(sides) == set(list_signing_sides(agreement.talk)) else str(_("签名"))


def find_agreement_on(platform: str, day: date) -> SignedAgreement | None:
    """The signed agreement with a platform that is in force on a day; of several the one that began last."""
    return SignedAgreement.objects.in_force_on(day).filter(platform=platform).select_related(
        "text__talk__unit").order_by("-effective_on", "-pk").first()


def find_book_on(platform: str, day: date) -> bytes | None:
    """The signed bytes in force with a platform on a day; None where none are.

    Raises TalkRefused naming what was altered: then nothing is in force that anybody signed.
    """
    found = find_agreement_on(platform, day)
    return None if found is None else read_signed(found)
