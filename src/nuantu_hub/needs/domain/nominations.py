"""Nominations: by oneself or by others, accepted by whom they name, checked with a reason, and open to all to read."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.voter_rolls import find_person
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, Contest, Election, RollEntry
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now

State = Candidacy.State
STATEMENT_MOST, NAME_MOST = 400, 30


@transaction.atomic
def nominate_oneself(*, account: Account, contest: Contest, shown_name: str, statement: str, token: UUID) -> Candidacy:
    """Stand for election in one's own constituency, under a name that will be published. The same token is the same.

    Raises NeedRefused naming the field.
    """
    known = Candidacy.objects.filter(token=token).first()
    if known is not None:
        return known
    person = _require_voter(account, contest)
    _require_words(shown_name, statement)
    standing = Candidacy.objects.filter(contest=contest, person=person).first()
    if standing is not None and standing.state == State.PROPOSED:
        return answer_nomination(account=account, candidacy=standing, accepts=True, shown_name=shown_name,
                                 statement=statement)
    made = _create(contest, person, token, shown_name=shown_name.strip()[:NAME_MOST],
                   statement=statement.strip()[:STATEMENT_MOST], state=State.ACCEPTED)
    record_deed(account, "candidate stood", made, made.unit)
    return made


@transaction.atomic
def nominate_other(*, account: Account, contest: Contest, card_number: str, token: UUID) -> Candidacy:
    """Put forward somebody of the own constituency by card number; who is named decides. Raises NeedRefused."""
    known = Candidacy.objects.filter(token=token).first()
    if known is not None:
        return known
    own = _require_voter(account, contest)
    person = find_person(card_number)
    if person.pk == own.pk:
        raise NeedRefused(_("这是自己的卡号"), _("用“我来参选”"), field="card")
    if not RollEntry.objects.filter(contest=contest, person=person).exists():
        raise NeedRefused(_("这个人不在本选区的名单上"), _("只能提名本选区的人"), field="card")
    made = _create(contest, person, token, proposed_by_other=True)
    record_deed(account, "candidate put forward", made, made.unit)
    return made


def _create(contest: Contest, person: Person, token: UUID, **words: object) -> Candidacy:
    try:
        with transaction.atomic():
            return Candidacy.objects.create(token=token, contest=contest, person=person, at=now(), **words)
    except IntegrityError as fault:
        raise NeedRefused(_("已经提名过这个人"), _("看候选人名单"), field="card") from fault


@transaction.atomic
def answer_nomination(*, account: Account, candidacy: Candidacy, accepts: bool, shown_name: str = "",
                      statement: str = "") -> Candidacy:
    """Accept being put forward, with name and words, or decline. Raises NeedRefused."""
    held = _hold(candidacy)
    if held.person is None or held.person.account_id != account.pk or held.state != State.PROPOSED:
        raise NeedRefused(_("没有等你答复的提名"), _("看选举的页面"))
    if accepts:
        _require_time(held.contest.election)
        _require_words(shown_name, statement)
        held.shown_name, held.statement = shown_name.strip()[:NAME_MOST], statement.strip()[:STATEMENT_MOST]
    held.state = State.ACCEPTED if accepts else State.DECLINED
    held.save(update_fields=["state", "shown_name", "statement"])
    record_deed(account, "nomination accepted" if accepts else "nomination declined", held, held.unit)
    return held


@transaction.atomic
def withdraw_candidacy(*, account: Account, candidacy: Candidacy) -> Candidacy:
    """Stand back, until the ballot papers are made. Raises NeedRefused after that."""
    held = _hold(candidacy)
    if held.person is None or held.person.account_id != account.pk:
        raise NeedRefused(_("这不是你的候选"), _("看选举的页面"))
    if held.contest.election.state != Election.State.NOMINATING:
        raise NeedRefused(_("选票已经定下来了"), _("给组织选举的工会打电话"))
    if held.state in (State.ACCEPTED, State.ELIGIBLE):
        held.state = State.WITHDRAWN
        held.save(update_fields=["state"])
        record_deed(account, "candidate withdrew", held, held.unit)
    return held


@transaction.atomic
def check_candidate(*, by: Account, candidacy: Candidacy, eligible: bool, why: str = "") -> Candidacy:
    """Say whether somebody may stand; a refusal names the condition that is not met, and the candidate reads it.

    What can be checked from the records is checked here too: on the roll of the constituency. Nobody checks oneself.
    """
    held = _hold(candidacy)
    if held.contest.election.state != Election.State.NOMINATING or held.state not in (
            State.ACCEPTED, State.ELIGIBLE, State.REFUSED):
        raise NeedRefused(_("现在不能审查"), _("等本人接受；选票定下来以后不能再改"))
    if held.person is not None and held.person.account_id == by.pk:
        raise NeedRefused(_("不能审查自己"), _("请另一位干部"))
    on_roll = RollEntry.objects.filter(contest=held.contest, person=held.person).exists()
    if eligible and not on_roll:
        raise NeedRefused(_("不在本选区的选民名单上"), _("先补录名单，或写明不符的理由"))
    if not eligible and not why.strip():
        raise NeedRefused(_("没有写哪一条不符"), _("本人会看到，要写得能去补正"), field="why")
    held.state = State.ELIGIBLE if eligible else State.REFUSED
    held.refused_why, held.checked_by = "" if eligible else why.strip()[:200], by
    held.save(update_fields=["state", "refused_why", "checked_by"])
    record_deed(by, "candidate found eligible" if eligible else "candidate refused", held, held.unit)
    return held


def find_own_person(account: Account) -> Person | None:
    """The record of who is signed in."""
    return Person.objects.of_account(account)


def _require_voter(account: Account, contest: Contest) -> Person:
    _require_time(contest.election)
    person = find_own_person(account)
    if person is None or not RollEntry.objects.filter(contest=contest, person=person).exists():
        raise NeedRefused(_("你不在这个选区的名单上"), _("名单不对时给组织选举的工会打电话，投票开始前可以补录"))
    return person


def _require_time(election: Election) -> None:
    if election.state != Election.State.NOMINATING or now() >= election.nominate_until:
        raise NeedRefused(_("提名已经截止"), _("看选举的日期"))


def _require_words(shown_name: str, statement: str) -> None:
    if not shown_name.strip():
        raise NeedRefused(_("没有写参选的名字"), _("会公布在选票上"), field="shown_name")
    if not statement.strip():
        raise NeedRefused(_("没有写想为大家做什么"), _("一两句就可以"), field="statement")


def _hold(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_for_update(of=("self",)).select_related(
        "contest__election__unit", "person").get(pk=candidacy.pk)
