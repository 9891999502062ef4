"""Giving out ballot papers: once a person, on the phone, in a station's booth, or on paper.

What is written down is that a person got a paper: no time, no deed, nothing that the ballot also has. The paper itself
is a signature made without seeing what it stands under (``ballot_papers``).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_papers import PaperError, sign_blinded
from nuantu_hub.needs.domain.nominations import find_own_person
from nuantu_hub.needs.domain.voter_rolls import find_person
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Contest, Election, RollEntry, Turnout
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now

BOOTH_SALT, BOOTH_S = "needs.booth", 900
#: Elections that a voter's own page still shows, besides those that run.
SHOWN_COUNTED = 6


@dataclass(frozen=True, slots=True)
class OwnContest:
    """A contest in which somebody is on the roll, and whether that person's paper was given out."""

    contest: Contest
    voted: bool


def list_own_contests(account: Account) -> list[OwnContest]:
    """Where somebody may vote or could have: elections that were called, the newest first."""
    person = find_own_person(account)
    if person is None:
        return []
    contests = Contest.objects.filter(roll__person=person).exclude(election__state=Election.State.DRAFT).select_related(
        "election__unit", "constituency").order_by("-election__opens_at")[:SHOWN_COUNTED]
    voted = set(Turnout.objects.filter(person=person).values_list("contest_id", flat=True))
    return [OwnContest(one, one.pk in voted) for one in contests]


def give_own_paper(*, account: Account, contest: Contest, blinded: bytes) -> bytes:
    """Sign the ballot paper of whoever is signed in. Raises NeedRefused."""
    person = find_own_person(account)
    if person is None:
        raise NeedRefused(_("你不在这个选区的名单上"), _("名单不对时给组织选举的工会打电话"))
    return _give(person, contest, Turnout.Channel.PHONE, blinded)


def admit_to_booth(*, contest: Contest, card_number: str) -> str:
    """What lets somebody whom a keeper has recognised vote in a station's booth, for a quarter of an hour.

    Raises NeedRefused: not on the roll, voted already, no polls.
    """
    person = find_person(card_number)
    _require_polls(contest, person)
    if Turnout.objects.filter(election=contest.election_id, person=person).exists():
        raise NeedRefused(_("这个人已经领过选票"), _("每人一张；在哪里领的，本人在自己的页面能看到"), field="card")
    return signing.dumps([str(person.pk), contest.pk], salt=BOOTH_SALT)


def give_booth_paper(*, contest: Contest, admitted: str, blinded: bytes) -> bytes:
    """Sign the ballot paper of whoever was admitted to the booth. Raises NeedRefused."""
    try:
        person_key, contest_key = signing.loads(admitted, salt=BOOTH_SALT, max_age=BOOTH_S)
    except signing.BadSignature as fault:
        raise NeedRefused(_("时间过了，请重新核对会员证"), _("领票后十五分钟内投完")) from fault
    person = Person.objects.filter(pk=UUID(person_key)).first()
    if person is None or contest_key != contest.pk:
        raise NeedRefused(_("这张票不是这个选区的"), _("请重新核对会员证"))
    return _give(person, contest, Turnout.Channel.BOOTH, blinded)


@transaction.atomic
def hand_out_paper(*, contest: Contest, card_number: str) -> None:
    """Write down that somebody was handed a printed ballot paper. Raises NeedRefused, and for a second one."""
    person = find_person(card_number)
    _require_polls(contest, person)
    _enter(person, contest, Turnout.Channel.PAPER, "")


def _give(person: Person, contest: Contest, channel: str, blinded: bytes) -> bytes:
    """The same blinded request gets the same answer again: a lost answer loses no vote."""
    with transaction.atomic():
        _require_polls(contest, person)
        _enter(person, contest, channel, sha256(blinded).hexdigest())
        try:
            return sign_blinded(contest.ticket_key, blinded)
        except PaperError as fault:
            raise NeedRefused(_("选票没有领成"), _("重新打开这一页再试")) from fault


def _enter(person: Person, contest: Contest, channel: str, token: str) -> None:
    """Write down that a paper was given; two at one moment find each other by the database's own rule."""
    try:
        with transaction.atomic():
            Turnout.objects.create(election_id=contest.election_id, contest=contest, person=person, channel=channel,
                                   token=token)
    except IntegrityError as fault:
        first = Turnout.objects.get(election=contest.election_id, person=person)
        if not token or first.token != token or first.contest_id != contest.pk:
            raise NeedRefused(_("已经领过选票，每人一张"), _("没有投成时，用领票的那部手机打开这一页接着投"),
                              field="card") from fault


def _require_polls(contest: Contest, person: Person) -> None:
    if not contest.election.is_polling(now()):
        raise NeedRefused(_("现在不是投票时间"), _("看选举的日期"))
    if not RollEntry.objects.filter(contest=contest, person=person).exists():
        raise NeedRefused(_("不在这个选区的选民名单上"), _("核对选区和卡号"), field="card")
