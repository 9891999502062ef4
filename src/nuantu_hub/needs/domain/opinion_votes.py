"""Voting on statements: once a person and statement, changeable until the end; only counts are seen by anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, OpinionVote, OpinionVoter, Statement
from nuantu_hub.needs.models.opinion_vote import PURPOSE
from nuantu_hub.people.models import Account, Membership
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index

#: So many votes may come in one request: what a phone gathered while it had no network.
MOST_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of votes that came together: how many were taken, and the numbers of statements that were gone."""

    count: int
    gone: tuple[int, ...]


def index_voter(account: Account) -> str:
    """The keyed index of an account among participants."""
    return blind_index(str(account.pk), PURPOSE)


def find_voter(account: Account, deliberation: Deliberation) -> OpinionVoter | None:
    """The account's own participant in a deliberation, while it is not counted."""
    return OpinionVoter.objects.filter(deliberation=deliberation, key=index_voter(account)).first()


def may_vote(account: Account, deliberation: Deliberation) -> bool:
    """Whether somebody is one of those who are asked: a worker, and a member of the branch where only those are."""
    if account.kind != Account.WORKER or not account.is_active:
        return False
    if deliberation.who == Deliberation.Who.WORKERS:
        return True
    return Membership.objects.filter(person__account=account, until=None,
                                     unit__path__startswith=deliberation.unit.path).exists()


@transaction.atomic
def cast_opinions(*, account: Account, deliberation: Deliberation, choices: Mapping[int, int]) -> Taken:
    """Take what somebody says of statements, by number; a later word replaces an earlier one.

    Nothing is written into the record of deeds, and no row holds a time. Raises NeedRefused when it is not open, when
    one is not asked, for a choice that is none, and for too many at once.
    """
    held = Deliberation.objects.select_related("unit").get(pk=deliberation.pk)
    if not held.is_open(now()):
        raise NeedRefused(_("现在不能表态"), _("看看它的开始和截止时间"))
    if not may_vote(account, held):
        raise NeedRefused(_("这一场只问本工会的会员"), _("先加入工会，再来表态"))
    if len(choices) > MOST_AT_ONCE or any(choice not in OpinionVote.Choice.values for choice in choices.values()):
        raise NeedRefused(_("表态看不懂"), _("刷新页面再试"))
    found = Statement.objects.filter(deliberation=held, state=Statement.State.SHOWN, number__in=list(choices))
    keys = dict(found.values_list("number", "pk"))
    if keys:
        voter, _made = OpinionVoter.objects.get_or_create(deliberation=held, key=index_voter(account))
        OpinionVote.objects.bulk_create(
            [OpinionVote(voter=voter, statement_id=keys[number], choice=choices[number]) for number in sorted(keys)],
            update_conflicts=True, unique_fields=["voter", "statement"], update_fields=["choice"])
    return Taken(len(keys), tuple(sorted(set(choices) - set(keys))))


@dataclass(frozen=True, slots=True)
class OwnVote:
    """What somebody said of one statement: its number, its words, the choice, and whether it still stands."""

    number: int
    text: str
    choice: int
    shown: bool


def list_own(account: Account, deliberation: Deliberation) -> list[OwnVote]:
    """What somebody said so far, by the statements' numbers; nothing once it is counted."""
    rows = OpinionVote.objects.filter(
        voter__deliberation=deliberation, voter__key=index_voter(account)).select_related("statement").order_by(
        "statement__number")
    return [OwnVote(row.statement.number, row.statement.text, row.choice,
                    row.statement.state == Statement.State.SHOWN) for row in rows]


@dataclass(frozen=True, slots=True)
class TurnOut:
    """How many took part, how many votes they gave, how many statements stand."""

    voters: int
    votes: int
    statements: int


def count_turn_out(deliberation: Deliberation) -> TurnOut:
    """Counted anew while it is open; afterwards as it stood at the end."""
    shown = deliberation.statements.filter(state=Statement.State.SHOWN).count()
    final = deliberation.runs.filter(is_final=True).values_list("voters", "votes").first()
    if final is not None:
        return TurnOut(final[0], final[1], shown)
    return TurnOut(deliberation.voters.count(), OpinionVote.objects.filter(voter__deliberation=deliberation).count(),
                   shown)
