"""Topics: raised from a clause or a problem, parked with a reason, taken up again, withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, Offer, Talk, Topic
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.drafting import find_type
from nuantu_hub.site.clock import now

State = Topic.State
CLAUSE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
TITLE_MOST, WHY_MOST, STATE_WHY_MOST = 60, 1_000, 200
#: The sides that bargain with each other about topics; partner companies sign what these agree.
BARGAINERS = (Delegate.Side.WORKERS, Delegate.Side.PLATFORM)


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """What a topic is about: the clause's type and id, its title, why it is raised, from which problem it comes."""

    clause_type: str
    clause_id: str = ""
    title: str = ""
    why: str = ""
    origin_name: str = ""
    origin_address: str = ""


@transaction.atomic
def raise_topic(*, by: Account, talk: Talk, facts: TopicFacts, token: UUID) -> Topic:
    """Put a clause on the table; the same token is the same topic.

    Raises TalkRefused where the talk takes none, for a type that the engine does not know, and for a clause that is on
    the table already.
    """
    known = Topic.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_talk(talk)
    kind = find_type(facts.clause_type)
    if kind is None:
        raise TalkRefused(_("没有这种条款"), _("选列出的一种"), field="clause_type")
    clause_id = facts.clause_id.strip() or kind.id
    if not CLAUSE_ID.fullmatch(clause_id):
        raise TalkRefused(_("条款号只用字母、数字、点和横线"), _("例如 P07"), field="clause_id")
    if held.topics.filter(clause_id=clause_id).exists():
        raise TalkRefused(_("%(clause)s 已经在桌上") % {"clause": clause_id}, _("到那个议题里谈，或换一个条款号"),
                          field="clause_id")
    number = (held.topics.aggregate(most=Max("number"))["most"] or 0) + 1
    made = Topic.objects.create(
        token=token, talk=held, number=number, chapter=kind.chapter, clause_id=clause_id, clause_type=kind.name,
        title=(facts.title.strip() or kind.title[0])[:TITLE_MOST], why=facts.why.strip()[:WHY_MOST],
        origin_name=facts.origin_name[:120], origin_address=facts.origin_address[:200], raised_by=by, raised_at=now())
    record_deed(by, "topic raised", made, held.unit, clause=clause_id)
    return made


@transaction.atomic
def park_topic(*, by: Account, topic: Topic, why: str) -> Topic:
    """Leave a topic aside for now, with the reason. Raises TalkRefused without one or where it is agreed."""
    held = lock_topic(topic, State.OPEN, State.OFFERED)
    require_side(by, held)
    _set_state(held, State.PARKED, _need_why(why))
    record_deed(by, "topic parked", held, held.unit)
    return held


@transaction.atomic
def take_up_topic(*, by: Account, topic: Topic) -> Topic:
    """Take up again what was parked or withdrawn."""
    held = lock_topic(topic, State.PARKED, State.WITHDRAWN)
    require_side(by, held)
    standing = held.offers.filter(state=Offer.State.STANDING).exists()
    _set_state(held, State.OFFERED if standing else State.OPEN, "")
    record_deed(by, "topic taken up again", held, held.unit)
    return held


@transaction.atomic
def withdraw_topic(*, by: Account, topic: Topic, why: str) -> Topic:
    """Take a topic off the table. Raises TalkRefused while the other side's offer stands there."""
    held = lock_topic(topic, State.OPEN, State.OFFERED, State.PARKED)
    side = require_side(by, held)
    if held.offers.filter(state=Offer.State.STANDING).exclude(side=side).exists():
        raise TalkRefused(_("对方的报价还在桌上"), _("先搁置，或请对方撤回报价"))
    held.offers.filter(state=Offer.State.STANDING).update(state=Offer.State.WITHDRAWN, ended_at=now())
    _set_state(held, State.WITHDRAWN, _need_why(why))
    record_deed(by, "topic withdrawn", held, held.unit)
    return held


@transaction.atomic
def ask_reopening(*, by: Account, topic: Topic, why: str) -> Topic:
    """Ask to open an agreed topic again, or say yes to the other side's asking: both words open it.

    The asking twice by one side stays one asking.
    """
    held = lock_topic(topic, State.AGREED)
    side = require_side(by, held)
    if held.reopen_side and held.reopen_side != side:
        held.offers.filter(state=Offer.State.ACCEPTED).update(state=Offer.State.SUPERSEDED, ended_at=now())
        held.reopen_side = ""
        _set_state(held, State.OPEN, "")
        record_deed(by, "topic opened again", held, held.unit)
        return held
    held.reopen_side, held.state_why = side, _need_why(why)
    held.save(update_fields=["reopen_side", "state_why"])
    record_deed(by, "topic reopening asked", held, held.unit, side=side)
    return held


def require_side(account: Account, thing: Topic | Talk) -> str:
    """The side for which an account bargains. Raises TalkRefused for everybody else."""
    side = find_side(account, thing)
    if side not in BARGAINERS:
        raise TalkRefused(_("只有双方的协商代表能这样做"), _("请本方的协商代表来做"))
    return side


def lock_talk(talk: Talk) -> Talk:
    """The talk, held by this transaction. Raises TalkRefused where it takes no topics and offers."""
    held = Talk.objects.select_for_update(of=("self",)).select_related("unit").get(pk=talk.pk)
    if not held.is_open:
        raise TalkRefused(_("这场协商现在是：%(state)s") % {"state": held.get_state_display()}, _("开始协商以后再来"))
    return held


def lock_topic(topic: Topic, *states: str) -> Topic:
    """The topic, held by this transaction, its talk open. Raises TalkRefused in another state."""
    held = Topic.objects.select_for_update(of=("self",)).select_related("talk__unit").get(pk=topic.pk)
    if not held.talk.is_open:
        raise TalkRefused(_("这场协商现在是：%(state)s") % {"state": held.talk.get_state_display()},
                          _("开始协商以后再来"))
    if held.state not in states:
        raise TalkRefused(_("这个议题现在是：%(state)s") % {"state": held.get_state_display()}, _("刷新页面再看"))
    return held


def _need_why(why: str) -> str:
    if not why.strip():
        raise TalkRefused(_("没有写原因"), _("写一句，对方也看得到"), field="why")
    return why.strip()[:STATE_WHY_MOST]


def _set_state(topic: Topic, state: str, why: str) -> None:
    topic.state, topic.state_why = state, why
    topic.save(update_fields=["state", "state_why", "reopen_side"])
