"""Ratification of a frozen text: what the procedure asks for, checked, and what is missing said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import check_unaltered, hold_text
from nuantu_hub.bargaining.domain.procedures import Step, find_procedure
from nuantu_hub.bargaining.domain.talks import hold_talk
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, Ratification, Talk
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Way = Ratification.Way


@dataclass(frozen=True, slots=True)
class Count:
    """Heads: how many were entitled, came, were in favour, were against."""

    entitled: int
    present: int
    yes: int
    no: int = 0


def find_way(talk: Talk) -> str:
    """How a text is ratified under the talk's procedure (``Ratification.Way``); empty where nothing is asked for."""
    step = find_procedure(talk.procedure).step("vote")
    if step.vote is not None:
        return str(Way.VOTE)
    return str(Way.CONFIRMATION) if step.replaced == "confirmation" else ""


@transaction.atomic
def ratify_text(*, by: Account, text: FrozenText, count: Count, at: datetime, words: str = "") -> Ratification:
    """Enter by hand how those who are represented agreed, in a vote that was held elsewhere. The same figures entered
    twice are the same ratification; a vote of a meeting is taken over by ``vote_ratifying``.

    Raises TalkRefused with what is missing of the procedure's shares, for figures that cannot be, for a moment before
    the text was frozen or to come, and where the procedure asks for nothing or it was ratified otherwise.
    """
    talk = hold_talk(text.talk, Talk.State.FROZEN)
    held = hold_text(text)
    way = find_way(talk)
    if not way:
        raise TalkRefused(_("这种程序不表决"), _("可以直接公布"))
    told = {"way": way, "entitled": count.entitled, "present": count.present, "yes": count.yes, "no": count.no}
    known = Ratification.objects.filter(text=held).first()
    if known is not None:
        if known.vote_id is None and all(getattr(known, key) == value for key, value in told.items()):
            return known
        raise TalkRefused(_("已经记下一次通过"), _("刷新看看"))
    check_count(count)
    if not held.frozen_at.replace(second=0, microsecond=0) <= at <= now():
        raise TalkRefused(_("通过的时间要在定稿以后、现在以前"), _("填已经发生的时间"), field="at")
    check_shares(held, talk, count)
    made = Ratification.objects.create(text=held, at=at, words=words.strip()[:500], by=by, made_at=now(), **told)
    record_deed(by, "text ratified", made, talk.unit, way=way, yes=count.yes, entitled=count.entitled, by_hand=True)
    return made


def check_shares(text: FrozenText, talk: Talk, count: Count) -> None:
    """Whether a count is enough under the talk's procedure, for a text that nobody altered. Raises TalkRefused."""
    check_unaltered(text)
    missing = name_missing(find_procedure(talk.procedure).step("vote"), count)
    if missing:
        raise TalkRefused(_("没有通过：%(what)s") % {"what": "，".join(str(one) for one in missing)},
                          _("开会再表决，通过以后再记"))


def check_count(count: Count) -> None:
    """Whether the figures can be. Raises TalkRefused by field."""
    if count.entitled < 1:
        raise TalkRefused(_("应到至少1人"), _("填应到多少人"), field="entitled")
    if count.present > count.entitled:
        raise TalkRefused(_("实到比应到还多"), _("核对人数"), field="present")
    if count.yes + count.no > count.present:
        raise TalkRefused(_("同意和反对加起来比实到还多"), _("核对票数"), field="yes")


def name_missing(step: Step, count: Count) -> list[Any]:
    """What a count lacks of the procedure's shares, in words; of a confirmation, more for than against."""
    if step.vote is None:
        return [] if count.yes > count.no else [_("同意的要比反对的多")]
    short = step.vote.count_present(count.entitled) - count.present
    lacking = step.vote.count_agree(count.entitled) - count.yes
    found: list[Any] = []
    if short > 0:
        found.append(_("到会还差%(n)d人") % {"n": short})
    if lacking > 0:
        found.append(_("同意还差%(n)d人") % {"n": lacking})
    return found
