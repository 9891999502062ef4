"""Offers: drafted in the own caucus room, put on the table, withdrawn, accepted; none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.topics import BARGAINERS, lock_topic, require_side
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Offer, TalkAmbiguity, Topic
from nuantu_hub.bargaining.permissions import find_seat
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.drafting import DraftClause, find_type, read_clause, read_written
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.clock import now

State = Offer.State
WORDS_MOST, NOTE_MOST = 2_000, 300
OPEN_TOPIC = (Topic.State.OPEN, Topic.State.OFFERED)


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What a side would sign: the sentence to be printed, parameters as written, a line for the other side."""

    words: str
    params: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    strength: str = "must"
    obligor: str = "platform"


@transaction.atomic
def draft_offer(*, by: Account, topic: Topic, facts: OfferFacts, token: UUID) -> Offer:
    """Write an offer that only the own side sees; the same token is the same offer.

    Raises TalkRefused without words, and, the field naming the parameter, for what the engine cannot read.
    """
    known = Offer.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_topic(topic, *OPEN_TOPIC)
    side = require_side(by, held)
    clause = make_clause(held, facts)
    number = (held.offers.aggregate(most=Max("version"))["most"] or 0) + 1
    made = Offer.objects.create(
        token=token, topic=held, side=side, version=number, words=facts.words.strip()[:WORDS_MOST], clause=clause,
        note=facts.note.strip()[:NOTE_MOST], by=by, made_at=now())
    record_deed(by, "offer drafted", made, held.unit)
    return made


@transaction.atomic
def put_offer(*, by: Account, offer: Offer) -> Offer:
    """Put a draft of the own side on the table; the side's standing offer is superseded. Twice is once."""
    held = lock_topic(offer.topic, *OPEN_TOPIC)
    side = require_side(by, held)
    one = held.offers.select_for_update(of=("self",)).get(pk=offer.pk)
    if one.side != side:
        raise TalkRefused(_("这不是本方的报价"), _("提出本方的报价"))
    if one.state == State.STANDING:
        return one
    if one.state != State.DRAFT:
        raise TalkRefused(_("这一版现在是：%(state)s") % {"state": one.get_state_display()}, _("另写一版"))
    held.offers.filter(side=side, state=State.STANDING).update(state=State.SUPERSEDED, ended_at=now())
    one.state, one.put_at = State.STANDING, now()
    one.save(update_fields=["state", "put_at"])
    _set_topic(held, Topic.State.OFFERED)
    record_deed(by, "offer put", one, held.unit, side=side, version=one.version)
    return one


@transaction.atomic
def withdraw_offer(*, by: Account, offer: Offer) -> Offer:
    """Take the own side's draft or standing offer back; twice is once."""
    held = lock_topic(offer.topic, *OPEN_TOPIC, Topic.State.PARKED)
    side = require_side(by, held)
    one = held.offers.select_for_update(of=("self",)).get(pk=offer.pk)
    if one.side != side:
        raise TalkRefused(_("这不是本方的报价"), _("只能撤回本方的报价"))
    if one.state == State.WITHDRAWN:
        return one
    if one.state not in (State.DRAFT, State.STANDING):
        raise TalkRefused(_("这一版现在是：%(state)s") % {"state": one.get_state_display()}, _("刷新页面再看"))
    was_standing = one.state == State.STANDING
    one.state, one.ended_at = State.WITHDRAWN, now()
    one.save(update_fields=["state", "ended_at"])
    if was_standing and held.state == Topic.State.OFFERED and not held.offers.filter(state=State.STANDING).exists():
        _set_topic(held, Topic.State.OPEN)
    record_deed(by, "offer withdrawn", one, held.unit, version=one.version)
    return one


@transaction.atomic
def accept_offer(*, by: Account, topic: Topic, version: int) -> Offer:
    """Accept the other side's standing offer, which must be the version that the page showed. Twice is once.

    Raises TalkRefused for the own offer, for a version that stands no longer, and while an ambiguity of the topic is
    not settled.
    """
    held = lock_topic(topic, *OPEN_TOPIC, Topic.State.AGREED)
    side = require_side(by, held)
    one = held.offers.select_for_update(of=("self",)).filter(version=version).first()
    if one is not None and one.state == State.ACCEPTED and one.side != side:
        return one
    if one is None or one.state != State.STANDING or one.side == side:
        raise TalkRefused(_("对方的这一版已经不在桌上"), _("刷新页面，看对方现在的报价"))
    open_words = held.ambiguities.filter(chosen=TalkAmbiguity.Reading.NONE).values_list("printed", flat=True)
    if open_words:
        raise TalkRefused(_("“%(printed)s”怎么读还没有选定") % {"printed": open_words[0]},
                          _("双方先选定同一种读法"))
    held.offers.filter(side=side, state=State.STANDING).update(state=State.SUPERSEDED, ended_at=now())
    one.state, one.ended_at = State.ACCEPTED, now()
    one.save(update_fields=["state", "ended_at"])
    _set_topic(held, Topic.State.AGREED)
    record_deed(by, "offer accepted", one, held.unit, side=side, version=one.version)
    return one


def list_seen(account: Account, topic: Topic) -> QuerySet[Offer]:
    """Versions of a topic that an account may read: what was ever on the table, and the own side's drafts."""
    seat = find_seat(account, topic)
    on_table = Q(put_at__isnull=False)
    own = Q(side=seat.side) if seat is not None and seat.side in BARGAINERS else Q(pk__in=())
    return topic.offers.filter(on_table | own).select_related("by").order_by("version")


def make_clause(topic: Topic, facts: OfferFacts) -> dict[str, Any]:
    """The clause as the agreement file would hold it. Raises TalkRefused for what the engine's reader refuses."""
    if not facts.words.strip():
        raise TalkRefused(_("没有写条款原文"), _("写要印出来的那句话"), field="words")
    kind = find_type(topic.clause_type)
    assert kind is not None  # raised with a type that is known
    params: dict[str, Any] = {}
    labels = {param.name: param.label[0] for param in kind.params}
    for name, text in facts.params.items():
        if name not in labels or not text.strip():
            continue
        try:
            params[name] = read_written(text)
        except RunError as error:
            raise TalkRefused(_("%(label)s写得不对") % {"label": labels[name]}, error.fix, field=name) from error
    told = DraftClause(topic.clause_id, topic.clause_type, facts.words.strip(), params, facts.strength, facts.obligor)
    try:
        read_clause(told)
    except RunError as error:
        named = error.where if error.where in labels else None
        what = _("%(label)s写得不对") % {"label": labels[named]} if named else error.what
        raise TalkRefused(what, error.fix, field=named) from error
    return {"type": told.type, "params": params, "strength": told.strength, "obligor": told.obligor}


def as_draft(offer: Offer) -> DraftClause:
    """An offer as a clause of a draft."""
    told = offer.clause
    return DraftClause(offer.topic.clause_id, told["type"], offer.words, told["params"], told["strength"],
                       told["obligor"])


def _set_topic(topic: Topic, state: str) -> None:
    topic.state = state
    topic.save(update_fields=["state"])
