"""The digital card: a number that the hub has signed, as a QR code that anybody may check."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.membership import find_open
from nuantu_hub.people.models import Membership, Person
from nuantu_hub.site.errors import Refused

_SIGNER = Signer(salt="nuantu.card", sep=".")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code to draw: ``path`` fills the dark modules of a square ``side`` modules wide, margin included."""

    path: str
    side: int


def sign_card(person: Person) -> str:
    """The card number with the hub's signature; neither name nor phone is in it."""
    return _SIGNER.sign(person.card_number)


def check_card(text: str) -> Membership:
    """The membership for which a card stands now. Raises Refused for a forged one and for one that no longer holds."""
    try:
        number = _SIGNER.unsign(text)
    except BadSignature:
        raise Refused(_("这不是本工会签发的会员证"), _("请持证人在手机上重新打开会员证")) from None
    person = Person.objects.filter(card_number=number).select_related("merged_into").first()
    here = find_open(person.standing_record) if person else None
    if here is None:
        raise Refused(_("这张会员证现在无效"), _("请持证人打开“我的工会”看会籍状态"))
    return here


def draw_code(text: str, margin: int = 2) -> Code:
    """A text as a QR code (error correction M)."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = []
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                width = across - start
                runs.append(f"M{start + margin} {down + margin}h{width}v1h-{width}z")
                start = None
    return Code("".join(runs), len(rows) + 2 * margin)
