"""Answering: everybody who said it is told the same, asked whether it helped, and heard again when it did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, NeedStep, Reply, Told
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

TEXT_MOST, WORDS_MOST = 600, 300
State, Helped = Need.State, Told.Helped
#: What happens when a writer has judged an answer, inside the transaction; problems add theirs.
AFTER_JUDGED: list[Callable[[Told], None]] = []
#: What happens when an answer went to everybody, inside the transaction; messages to phones are one.
AFTER_TOLD: list[Callable[[Reply], None]] = []


@transaction.atomic
def answer_needs(*, by: Account, unit: Unit, needs: Iterable[Need], text: str, token: UUID,
                 words: str = "") -> Reply:
    """Give one answer to everybody who said one of these needs or joined it; the same token is the same answer.

    Who joins later is told the same answer when it joins (see ``tell_late_joiner``). ``words`` stand in each need's
    history. Raises NeedRefused without a text or without anybody to tell.
    """
    known = Reply.objects.filter(token=token).first()
    if known is not None:
        return known
    if not text.strip():
        raise NeedRefused(_("没有写答复"), _("写做了什么，什么时候见效；办不到的写为什么"), field="text")
    if len(text.strip()) > TEXT_MOST:
        raise NeedRefused(_("写得太长"), _("不超过 600 个字"), field="text")
    keys = [need.pk for need in needs]
    found = list(Need.objects.select_for_update(of=("self",)).filter(Q(pk__in=keys) | Q(echo_of__in=keys))
                 .exclude(state=State.ASIDE).order_by("pk"))
    if not found:
        raise NeedRefused(_("没有可以答复的人"), _("先归并，再答复"))
    moment = now()
    reply = Reply.objects.create(token=token, unit=unit, text=text.strip(), by=by, at=moment)
    Told.objects.bulk_create([Told(reply=reply, need=need) for need in found], batch_size=500)
    NeedStep.objects.bulk_create([NeedStep(need=need, kind=NeedStep.Kind.ANSWERED, at=moment, by=by,
                                           words=words[:WORDS_MOST]) for need in found], batch_size=500)
    Need.objects.filter(pk__in=[need.pk for need in found]).update(state=State.ANSWERED)
    record_deed(by, "needs answered", reply, unit, people=len(found))
    for follow in AFTER_TOLD:
        follow(reply)
    return reply


def tell_late_joiner(need: Need) -> Told | None:
    """Tell whoever joined late the answer that the others have; None where there is none yet."""
    if need.echo_of_id is None:
        return None
    latest = Told.objects.filter(need_id=need.echo_of_id, need__state=State.ANSWERED).order_by("-reply__at").first()
    if latest is None:
        return None
    need.state = State.ANSWERED
    need.save(update_fields=["state"])
    return Told.objects.create(reply_id=latest.reply_id, need=need)


@transaction.atomic
def judge(*, told: Told, helped: str, words: str = "") -> Told:
    """The writer says whether an answer helped; said again, the later word counts. "No" opens the need again.

    Who may say it is asked before: the account of the need, or whoever has its code. Raises NeedRefused.
    """
    found = Told.objects.select_for_update(of=("self",)).select_related("need__unit", "reply").get(pk=told.pk)
    if helped not in (Helped.YES, Helped.PARTLY, Helped.NO):
        raise NeedRefused(_("还没有说有没有用"), _("选一项"), field="helped")
    if len(words.strip()) > WORDS_MOST:
        raise NeedRefused(_("写得太长"), _("不超过 300 个字"), field="words")
    if Told.objects.filter(need=found.need, reply__at__gt=found.reply.at).exists():
        raise NeedRefused(_("后来又有新的答复"), _("请看最新的一条"))
    if found.helped == helped and found.words == words.strip():
        return found
    moment = floor_hour(now()) if found.need.is_anonymous else now()
    found.helped, found.words, found.judged_at = helped, words.strip(), moment
    found.save(update_fields=["helped", "words", "judged_at"])
    _follow_word(found)
    for follow in AFTER_JUDGED:
        follow(found)
    return found


def _follow_word(told: Told) -> None:
    """The state of the need after its writer's word, and its history; no deed says who it was."""
    need = told.need
    state = {Helped.YES: State.CLOSED, Helped.PARTLY: State.ANSWERED, Helped.NO: State.REOPENED}[Helped(told.helped)]
    if need.state != state:
        need.state = state
        need.save(update_fields=["state"])
    assert told.judged_at is not None
    NeedStep.objects.create(need=need, kind=NeedStep.Kind.JUDGED, at=told.judged_at, words=told.helped)
