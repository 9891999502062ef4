"""A talk from the written request on: the reply, preparing, talking, a suspension that both sides agree, the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.procedures import read_procedures
from nuantu_hub.bargaining.domain.talk_conditions import list_missing
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, Talk, TalkLetter
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

Side, State, Kind = Delegate.Side, Talk.State, TalkLetter.Kind
WORDS_MOST = 4_000
UNDER_WAY = (State.PREPARING, State.TALKING, State.SUSPENDED)
#: What may be entered once the text is signed: the letter's kind and the fact that it stands for.
AFTERWARDS = (Kind.FILED, Kind.OPINION, Kind.PUBLISHED, Kind.RENEWAL)


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """What talks are asked about: with whom, under which procedure, from which agreement, from which problem."""

    title: str
    platform: str
    procedure: str
    partners: str = ""
    base: str = ""
    origin_name: str = ""
    origin_address: str = ""


@transaction.atomic
def ask_for_talks(*, by: Account, unit: Unit, plan: TalkPlan, words: str, at: datetime, token: UUID,
                  find_base: Callable[[str], bool] | None = None) -> Talk:
    """Open a talk with the written request; the same token is the same talk.

    ``find_base`` says whether there is an agreement of a name. Raises TalkRefused naming the field: no title, no
    platform, no such procedure or agreement, no words, a moment to come.
    """
    known = Talk.objects.filter(token=token).first()
    if known is not None:
        return known
    for field, said, refused in (("title", plan.title, _("没有写谈什么")),
                                 ("platform", plan.platform, _("没有写和谁谈"))):
        if not said.strip():
            raise TalkRefused(refused, _("写一句"), field=field)
    if plan.procedure not in read_procedures():
        raise TalkRefused(_("没有这种程序"), _("选列出的一种"), field="procedure")
    if plan.base and (find_base is None or not find_base(plan.base)):
        raise TalkRefused(_("没有这份协议"), _("选列出的一份，或者空着"), field="base")
    check_letter(words, at, None)
    made = Talk.objects.create(
        token=token, unit=unit, title=plan.title.strip()[:80], platform=plan.platform.strip()[:80],
        partners=plan.partners.strip()[:200], procedure=plan.procedure, base=plan.base, state=State.ASKED,
        opened_at=at, opened_by=by, origin_name=plan.origin_name[:120], origin_address=plan.origin_address[:200])
    write_letter(made, Kind.REQUEST, Side.WORKERS, by=by, at=at, words=words)
    record_deed(by, "talk asked for", made, unit, procedure=plan.procedure)
    return made


@transaction.atomic
def record_reply(*, by: Account, talk: Talk, accepted: bool, words: str, at: datetime) -> Talk:
    """The other side's written reply: preparing begins, or the talk is refused with its reason.

    Raises TalkRefused where none is waited for, without words, and for a moment before the request or to come.
    """
    held = hold_talk(talk, State.ASKED)
    check_letter(words, at, held.opened_at)
    request = held.letters.filter(kind=Kind.REQUEST).first()
    write_letter(held, Kind.REPLY, Side.PLATFORM, by=by, at=at, words=words, accepted=accepted, answers=request)
    set_state(held, State.PREPARING if accepted else State.REFUSED)
    record_deed(by, "talk reply recorded", held, held.unit, accepted=accepted)
    return held


@transaction.atomic
def begin_talking(*, by: Account, talk: Talk) -> Talk:
    """Both sides sit down. Raises TalkRefused naming what the procedure asks for and is missing."""
    held = hold_talk(talk, State.PREPARING)
    missing = list_missing(held)
    if missing:
        raise TalkRefused(_("还不能开始：%(what)s") % {"what": "；".join(str(one.said) for one in missing)},
                          _("先补齐"))
    set_state(held, State.TALKING)
    record_deed(by, "talk begun", held, held.unit)
    return held


@transaction.atomic
def propose_suspension(*, by: Account, talk: Talk, until: date, words: str, token: UUID) -> TalkLetter:
    """A side's chief proposes to suspend until the end of a day; every other side still has to agree.

    Raises TalkRefused for who is no chief, without words, for a day that is no later one, and where one is proposed.
    """
    known = TalkLetter.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_talk(talk, State.TALKING)
    chief = find_chief(by, held)
    check_letter(words, now(), held.opened_at)
    if until <= localdate(now()):
        raise TalkRefused(_("中止到哪天，要在今天以后"), _("改日期"), field="until")
    if find_proposal(held) is not None:
        raise TalkRefused(_("已经有一方提议中止"), _("先答复那一份"))
    made = write_letter(held, Kind.SUSPEND, chief.side, by=by, at=now(), words=words, until=until, token=token)
    record_deed(by, "talk suspension proposed", held, held.unit, until=until.isoformat())
    return made


@transaction.atomic
def agree_suspension(*, by: Account, talk: Talk, words: str = "") -> Talk:
    """Another side's chief agrees; once every side with a chief has, the talk is suspended.

    Raises TalkRefused for who is no chief or proposed it, and where nothing is proposed or its day is over.
    """
    held = hold_talk(talk, State.TALKING)
    chief, proposal = find_chief(by, held), find_proposal(held)
    if proposal is None:
        raise TalkRefused(_("没有人提议中止"), _("刷新看看"))
    agreed = {proposal.side, *proposal.answered_by.filter(kind=Kind.AGREE).values_list("side", flat=True)}
    if chief.side in agreed:
        raise TalkRefused(_("你这一方已经同意"), _("等另一方"))
    write_letter(held, Kind.AGREE, chief.side, by=by, at=now(), words=words, until=proposal.until, answers=proposal)
    record_deed(by, "talk suspension agreed", held, held.unit)
    if list_chief_sides(held) <= agreed | {chief.side}:
        set_state(held, State.SUSPENDED)
    return held


@transaction.atomic
def resume_talk(*, by: Account, talk: Talk, words: str) -> Talk:
    """Take it up again. Raises TalkRefused where it is not suspended, and without a word on why now."""
    held = hold_talk(talk, State.SUSPENDED)
    check_letter(words, now(), held.opened_at)
    write_letter(held, Kind.RESUME, find_own_side(by, held), by=by, at=now(), words=words)
    set_state(held, State.TALKING)
    record_deed(by, "talk resumed", held, held.unit)
    return held


@transaction.atomic
def end_talk(*, by: Account, talk: Talk, words: str) -> Talk:
    """End it without an agreement, with the reason. Raises TalkRefused where it is not under way, or without words."""
    held = hold_talk(talk, State.ASKED, *UNDER_WAY)
    check_letter(words, now(), held.opened_at)
    write_letter(held, Kind.END, find_own_side(by, held), by=by, at=now(), words=words)
    set_state(held, State.ENDED)
    record_deed(by, "talk ended", held, held.unit)
    return held


@transaction.atomic
def record_afterwards(*, by: Account, talk: Talk, kind: str, words: str, at: datetime, token: UUID) -> TalkLetter:
    """Enter what happened once it was signed: filed, an opinion, published, renewal asked for.

    Raises TalkRefused for another kind, before the signing, without words, for a moment to come, and a second time.
    """
    known = TalkLetter.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_talk(talk, State.SIGNED)
    if kind not in AFTERWARDS:
        raise TalkRefused(_("没有这一步"), _("选列出的一种"), field="kind")
    check_letter(words, at, held.opened_at)
    if held.letters.filter(kind=kind).exists():
        raise TalkRefused(_("这一步已经记下"), _("刷新看看"), field="kind")
    made = write_letter(held, kind, find_own_side(by, held), by=by, at=at, words=words, token=token)
    record_deed(by, "talk step recorded", held, held.unit, kind=kind)
    return made


def hold_talk(talk: Talk, *states: str) -> Talk:
    """The talk as it is now, held until the transaction ends. Raises TalkRefused where it is in none of the states."""
    held = Talk.objects.select_for_update(of=("self",)).select_related("unit").get(pk=talk.pk)
    if held.state not in states:
        raise TalkRefused(_("这场协商现在是：%(state)s") % {"state": held.get_state_display()},
                          _("刷新看看它现在怎么样"))
    return held


def set_state(talk: Talk, state: str) -> None:
    """Bring a held talk into a state."""
    talk.state = state
    talk.save(update_fields=["state"])


def check_letter(words: str, at: datetime, not_before: datetime | None) -> None:
    """Whether a letter can stand. Raises TalkRefused by field."""
    if not words.strip():
        raise TalkRefused(_("没有写原文"), _("抄下书面的话，双方都看得到"), field="words")
    if at > now():
        raise TalkRefused(_("时间还没有到"), _("填已经发生的时间"), field="at")
    if not_before is not None and at < not_before:
        raise TalkRefused(_("时间早于书面要约"), _("改时间"), field="at")


def write_letter(talk: Talk, kind: str, side: str, *, by: Account, at: datetime, words: str,
                 until: date | None = None, accepted: bool | None = None, answers: TalkLetter | None = None,
                 token: UUID | None = None) -> TalkLetter:
    """Write a letter down."""
    made = TalkLetter(talk=talk, kind=kind, side=side, by=by, at=at, words=words.strip()[:WORDS_MOST], until=until,
                      accepted=accepted, answers=answers, made_at=now())
    if token is not None:
        made.token = token
    made.save()
    return made


def find_proposal(talk: Talk) -> TalkLetter | None:
    """The suspension that was proposed since the last one ended and whose day is not over; none while it holds."""
    if talk.state != State.TALKING:
        return None
    last = talk.letters.filter(kind__in=(Kind.SUSPEND, Kind.RESUME)).order_by("-made_at", "-pk").first()
    if last is None or last.kind != Kind.SUSPEND or last.until is None or last.until <= localdate(now()):
        return None
    return last


def list_chief_sides(talk: Talk) -> set[str]:
    """The sides that have a chief at the table now."""
    return set(Delegate.objects.sitting_at(now()).filter(talk=talk, role=Delegate.Role.CHIEF).values_list(
        "side", flat=True))


def find_chief(account: Account, talk: Talk) -> Delegate:
    """The chief's seat that an account holds in a talk. Raises TalkRefused for everybody else."""
    found = Delegate.objects.sitting_at(now()).filter(talk=talk, account=account, role=Delegate.Role.CHIEF).first()
    if found is None:
        raise TalkRefused(_("只有首席代表能办"), _("请你这一方的首席代表来"))
    return found


def find_own_side(account: Account, talk: Talk) -> str:
    """The side for which an account acts: that of its seat; who keeps the talk without one acts as the neutral one."""
    seat = Delegate.objects.sitting_at(now()).filter(talk=talk, account=account).first()
    return str(seat.side) if seat is not None else str(Side.NEUTRAL)
