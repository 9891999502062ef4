"""Rolls of voters: drawn with the call, corrected with a reason until the polls open, one place a person."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.constituencies import list_members
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Contest, Election, RollEntry, Turnout
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now

#: With fewer a ballot is no secret: such a constituency elects together with another one.
LEAST_ROLL = 10
#: Rolls and turn-out are kept for so long after the count; who was elected stays.
KEPT = timedelta(days=365)


def draw_roll(contest: Contest) -> int:
    """Put the constituency's members on the roll who stand on none of this election yet; gives how many."""
    there = RollEntry.objects.filter(election=contest.election).values("person")
    people = list_members(contest.constituency).exclude(pk__in=there)
    made = RollEntry.objects.bulk_create(
        RollEntry(election_id=contest.election_id, contest=contest, person=person) for person in people)
    return len(made)


@transaction.atomic
def add_voter(*, by: Account, contest: Contest, card_number: str, why: str) -> RollEntry:
    """Put a member on the roll who was missing. Raises NeedRefused: no such card, no reason, on a roll already."""
    _require_open(contest)
    person = find_person(card_number)
    if not why.strip():
        raise NeedRefused(_("没有写为什么补录"), _("写根据什么"), field="why")
    if RollEntry.objects.filter(election=contest.election_id, person=person).exists():
        raise NeedRefused(_("已经在这次选举的名单上"), _("每人只在一个选区"), field="card")
    made = RollEntry.objects.create(election_id=contest.election_id, contest=contest, person=person, added_by=by,
                                    why=why.strip()[:200])
    record_deed(by, "voter added", contest, contest.election.unit)
    return made


@transaction.atomic
def strike_voter(*, by: Account, contest: Contest, card_number: str, why: str) -> None:
    """Take somebody off the roll who does not belong on it. Raises NeedRefused: not on it, no reason."""
    _require_open(contest)
    entry = RollEntry.objects.filter(contest=contest, person=find_person(card_number)).first()
    if entry is None:
        raise NeedRefused(_("不在这个选区的名单上"), _("核对卡号"), field="card")
    if not why.strip():
        raise NeedRefused(_("没有写为什么除名"), _("写根据什么"), field="why")
    entry.delete()
    record_deed(by, "voter struck", contest, contest.election.unit)


def find_person(card_number: str) -> Person:
    """The member of a card number. Raises NeedRefused where there is none."""
    digits = "".join(sign for sign in card_number if sign.isdecimal())
    found = Person.objects.filter(card_number=digits).select_related("merged_into").first()
    if found is None:
        raise NeedRefused(_("没有这个会员证号"), _("十二位数字，在会员证上"), field="card")
    return found.standing_record


def _require_open(contest: Contest) -> None:
    if contest.election.state != Election.State.NOMINATING:
        raise NeedRefused(_("名单现在不能改"), _("从公布到投票开始之间可以改"))


def forget_rolls() -> int:
    """Remove rolls and turn-out of elections that were counted a year ago; called once an hour. Gives how many rows."""
    over = Election.objects.filter(counted_at__lt=now() - KEPT)
    return sum(model.objects.filter(election__in=over).delete()[0] for model in (Turnout, RollEntry))
