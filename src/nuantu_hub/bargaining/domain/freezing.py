"""Freezing the text: once every topic is settled it is written out whole, digested, and never changed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.talks import find_chief, hold_talk, list_chief_sides, set_state
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, Talk, Topic
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.signing import SealedText, find_alteration, seal_text
from nuantu_hub.site.clock import now

State = FrozenText.State
#: Topics that leave the text open; the others of a frozen text are agreed, or left out with a reason.
OPEN = (Topic.State.OPEN, Topic.State.OFFERED)
LEFT_OUT = (Topic.State.PARKED, Topic.State.WITHDRAWN)
NAMED = 5
#: What may be altered, as people name it.
PARTS: dict[str, Any] = {
    "provision": _("条文 %(id)s"), "clause": _("条款 %(id)s 的数"), "identity": _("协议抬头（名称、各方、日期）"),
    "text_head": _("条文以外的文字"), "terms_head": _("条款以外的数"), "whole": _("整份文件"),
    "signatures": _("签名"), "digest": _("登记的摘要")}


@transaction.atomic
def freeze_text(*, by: Account, talk: Talk, render: Callable[[Talk], bytes], token: UUID) -> FrozenText:
    """Write the text out and digest it; the talk then waits for signatures. The same token is the same text.

    Raises TalkRefused naming topics that are open, or left out without a reason, and for a text that is no agreement
    or names no day from which it holds.
    """
    known = FrozenText.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_talk(talk, Talk.State.TALKING)
    check_topics(held)
    data = render(held)
    sealed = _seal(data)
    assert sealed.effective_on is not None  # sealed only with one
    last = held.frozen_texts.aggregate(last=Max("number"))["last"] or 0
    made = FrozenText.objects.create(
        token=token, talk=held, number=last + 1, agreement_id=sealed.agreement_id,
        title=(sealed.title[0] or sealed.title[1])[:200], body=data,
        digest=sealed.digest, text_sha256=sealed.text_sha256, terms_sha256=sealed.terms_sha256, parts=sealed.parts,
        effective_on=sealed.effective_on, ends_on=sealed.ends_on, frozen_at=now(), by=by)
    set_state(held, Talk.State.FROZEN)
    record_deed(by, "text frozen", made, held.unit, digest=sealed.digest)
    return made


@transaction.atomic
def void_text(*, by: Account, text: FrozenText, why: str) -> FrozenText:
    """A side's chief wants the text void; once every side with a chief does, it is, and the talk goes on.

    The reason is that of the first side. Raises TalkRefused for who is no chief, without a reason, for a side that
    said so already, and for a text that is void or published.
    """
    talk = hold_talk(text.talk, Talk.State.FROZEN)
    held = hold_text(text)
    chief = find_chief(by, talk)
    if chief.side in held.void_sides:
        raise TalkRefused(_("你这一方已经同意作废"), _("等另一方"))
    if not held.void_sides and not why.strip():
        raise TalkRefused(_("没有写为什么作废"), _("写一句，双方都看得到"), field="why")
    held.void_why = held.void_why or why.strip()[:300]
    held.void_sides = [*held.void_sides, chief.side]
    if list_chief_sides(talk) <= set(held.void_sides):
        held.state, held.voided_at = State.VOID, now()
        set_state(talk, Talk.State.TALKING)
    held.save(update_fields=["void_why", "void_sides", "state", "voided_at"])
    record_deed(by, "text voided" if held.state == State.VOID else "text voiding proposed", held, talk.unit)
    return held


def check_topics(talk: Talk) -> None:
    """Whether every topic is settled. Raises TalkRefused naming those that are not."""
    topics = list(talk.topics.order_by("number"))
    loose = [one.title for one in topics if one.state in OPEN]
    if loose:
        raise TalkRefused(_("还有 %(n)d 个议题没有谈完：%(names)s") % {"n": len(loose), "names": _join(loose)},
                          _("先谈成，或者搁置、撤回并写明原因"))
    silent = [one.title for one in topics if one.state in LEFT_OUT and not one.state_why.strip()]
    if silent:
        raise TalkRefused(_("这些议题没有写为什么不谈：%(names)s") % {"names": _join(silent)}, _("补上原因"))
    if not any(one.state == Topic.State.AGREED for one in topics):
        raise TalkRefused(_("还没有一个议题谈成"), _("没有谈成的没有什么可签"))


def find_standing(talk: Talk) -> FrozenText | None:
    """The text of a talk that is to be signed, or was."""
    return talk.frozen_texts.filter(state=State.STANDING).first()


def hold_text(text: FrozenText) -> FrozenText:
    """The text as it is now, held until the transaction ends. Raises TalkRefused where it is void."""
    held = FrozenText.objects.select_for_update(of=("self",)).select_related("talk__unit").get(pk=text.pk)
    if held.state != State.STANDING:
        raise TalkRefused(_("这份文本已经作废"), _("看新定的文本"))
    return held


def check_unaltered(text: FrozenText) -> None:
    """Whether the stored bytes are those that were frozen. Raises TalkRefused naming what is not."""
    altered = name_alteration(text, text.data)
    if altered:
        raise TalkRefused(_("所存的文本和定稿时不一样：%(what)s") % {"what": altered},
                          _("不要签，也不能公布；从各方留存的文本里找回原件"))


def name_alteration(text: FrozenText, data: bytes) -> str:
    """What in bytes of a text, signed or not, is not as it was frozen, in words; empty where nothing is."""
    found = find_alteration(data, text.parts)
    if found is None:
        try:
            sealed = seal_text(text.data)
        except RunError:
            return str(PARTS["whole"])
        stored = (text.digest, text.text_sha256, text.terms_sha256, text.agreement_id, text.effective_on, text.ends_on)
        read = (sealed.digest, sealed.text_sha256, sealed.terms_sha256, sealed.agreement_id, sealed.effective_on,
                sealed.ends_on)
        return "" if stored == read else str(PARTS["digest"])
    return str(PARTS[found[0]]) % {"id": found[1]}


def _seal(data: bytes) -> SealedText:
    try:
        sealed = seal_text(data)
    except RunError as error:
        raise TalkRefused(_("这份文本还不是一份完整的协议：%(what)s") % {"what": str(error)},
                          _("在协商桌上补齐再定稿")) from error
    if sealed.effective_on is None:
        raise TalkRefused(_("文本没有写从哪天起施行"), _("在协商桌上写明起止日期再定稿"))
    return sealed


def _join(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
