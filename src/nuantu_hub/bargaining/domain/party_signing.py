"""Taking in the parties' signatures: made away from the hub with their own keys, checked against the frozen text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import check_unaltered, hold_text
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_conditions import list_sides
from nuantu_hub.bargaining.domain.talks import hold_talk
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, FrozenText, PartySignature, Talk
from nuantu_hub.bargaining.permissions import find_side, keeps_record
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.signing import AgreementSignature, holds_under, read_party_signature
from nuantu_hub.site.clock import now

Side = Delegate.Side
MOST_BYTES = 16_384
#: Sides that sign where the procedure has three parties, also where no seat at the table is a partner company's.
ALL_SIDES = (Side.WORKERS, Side.PLATFORM, Side.PARTNERS)


def list_signing_sides(talk: Talk) -> tuple[str, ...]:
    """The sides whose signatures a text needs."""
    return ALL_SIDES if find_procedure(talk.procedure).parties == len(ALL_SIDES) else list_sides(talk)


def list_sides_taken_by(account: Account, talk: Talk) -> list[str]:
    """The sides whose signature an account may hand in: its own; the recorder those that have nobody at the table."""
    own = find_side(account, talk)
    if own:
        return [own]
    if not keeps_record(account, talk):
        return []
    seated = set(Delegate.objects.sitting_at(now()).filter(
        talk=talk, role__in=(Delegate.Role.CHIEF, Delegate.Role.DELEGATE)).values_list("side", flat=True))
    return [side for side in list_signing_sides(talk) if side not in seated]


@transaction.atomic
def take_signature(*, by: Account, text: FrozenText, told: str | bytes) -> PartySignature:
    """Take in a side's signature from what its signer exported. The same signature twice is the same.

    Raises TalkRefused in one sentence: no signature, another agreement or digest, a side that the account does not
    speak for or that does not sign, a key of another side, a second signature of a side, one that does not hold, one
    from the future, and a stored text that was altered.
    """
    talk = hold_talk(text.talk, Talk.State.FROZEN, Talk.State.SIGNED)
    held = hold_text(text)
    found = _read(told)
    _check_digest(found, held)
    known = held.signatures.filter(side=found.side).first()
    if known is not None and known.signature == found.signature and find_signed(known) == found:
        return known
    if talk.state != Talk.State.FROZEN:
        raise TalkRefused(_("这份文本已经公布"), _("不再收签名"))
    _check_side(found, by, talk)
    if known is not None:
        raise TalkRefused(_("%(side)s已经签过") % {"side": Side(found.side).label}, _("一方只签一次"))
    other = held.signatures.filter(public_key=found.public_key).first()
    if other is not None:
        raise TalkRefused(_("这把密钥已经替%(side)s签过") % {"side": other.get_side_display()},
                          _("每一方用自己的密钥签"))
    check_unaltered(held)
    if not holds_under(found, held.data):
        raise TalkRefused(_("签名验不过：签名文件被改过，或者不是这把密钥签的"), _("请签署人重新签一次"))
    at = datetime.fromtimestamp(found.at_s, UTC)
    if at > now():
        raise TalkRefused(_("签署时间还没有到"), _("校准签署那台电脑的时钟，重新签"))
    made = PartySignature.objects.create(
        text=held, side=found.side, name=found.name, office=found.office, public_key=found.public_key,
        key_id=found.key_id, signature=found.signature, signed_at=at, received_at=now(), by=by)
    record_deed(by, "party signature taken", made, talk.unit, side=found.side, key=found.key_id)
    return made


def find_signed(row: PartySignature) -> AgreementSignature:
    """A stored signature as the engine knows it, under the digest of its text."""
    text = row.text
    return AgreementSignature(text.agreement_id, text.effective_on.isoformat(), text.digest, cast("Any", row.side),
                              row.name, row.office, row.public_key, int(row.signed_at.timestamp()), row.signature)


def holds(row: PartySignature) -> bool:
    """Whether a stored signature holds under the stored text, as both are now."""
    return holds_under(find_signed(row), row.text.data)


def _read(told: str | bytes) -> AgreementSignature:
    if len(told) > MOST_BYTES:
        raise TalkRefused(_("文件太大，不是签名文件"), _("交 nuantu agreement sign --signature-only 写出的那个文件"))
    try:
        return read_party_signature(told)
    except RunError as error:
        raise TalkRefused(_("这不是完整的签名文件"),
                          _("交 nuantu agreement sign --signature-only 写出的那个文件")) from error


def _check_digest(found: AgreementSignature, text: FrozenText) -> None:
    if found.agreement_id != text.agreement_id:
        raise TalkRefused(_("签的是另一份协议：%(id)s") % {"id": found.agreement_id}, _("下载这里的文本再签"))
    if found.digest != text.digest or found.effective_from != text.effective_on.isoformat():
        raise TalkRefused(_("签的不是这份文本：签的摘要是 %(signed)s…，这份是 %(own)s…") % {
            "signed": found.digest[:16], "own": text.digest[:16]}, _("下载这里的文本再签"))


def _check_side(found: AgreementSignature, by: Account, talk: Talk) -> None:
    if found.side not in list_signing_sides(talk):
        raise TalkRefused(_("这场协商没有%(side)s") % {"side": Side(found.side).label}, _("看签的是哪一方"))
    if found.side not in list_sides_taken_by(by, talk):
        raise TalkRefused(_("这是%(side)s的签名，要由那一方交") % {"side": Side(found.side).label},
                          _("请那一方的代表交"))
