"""Recalls: constituents ask for one, enough names bring it to a secret vote, and the vote takes effect by itself."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_counting import read_rules
from nuantu_hub.needs.domain.constituencies import list_members
from nuantu_hub.needs.domain.elections import Dates, prepare_election
from nuantu_hub.needs.domain.nominations import find_own_person
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, Constituency, Election, RecallName, RecallPetition, Representative
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now

State = RecallPetition.State
KEPT_NAMES = timedelta(days=365)


def require_constituent(account: Account, constituency: Constituency) -> Person:
    """The person signed in, who belongs to the constituency. Raises NeedRefused."""
    person = find_own_person(account)
    home = constituency.merged_into or constituency
    if person is None or not list_members(home).filter(pk=person.pk).exists():
        raise NeedRefused(_("你不属于这个选区"), _("只有本选区的会员可以"))
    return person


@transaction.atomic
def open_petition(*, account: Account, representative: Representative, reason: str, token: UUID) -> RecallPetition:
    """Ask for a vote on whether a representative stays; the asker's is the first name. The same token is the same.

    How many names are needed follows from the rule of the election and the constituency's size today. What is written
    down of the asker is one of the names, as of everybody else. Raises NeedRefused.
    """
    known = RecallPetition.objects.filter(token=token).first()
    if known is not None:
        return known
    person = require_constituent(account, representative.constituency)
    if not reason.strip():
        raise NeedRefused(_("没有写为什么"), _("写代表做了什么、没做什么"), field="reason")
    if representative.ended or representative.until <= now():
        raise NeedRefused(_("已经不在任了"), _("看代表名单"))
    rule = read_rules()[representative.contest.election.rule]
    home = representative.constituency.merged_into or representative.constituency
    needed = max(1, ceil(rule.recall_names * list_members(home).count()))
    try:
        with transaction.atomic():
            made = RecallPetition.objects.create(
                token=token, representative=representative, reason=reason.strip()[:400], opened_at=now(),
                until=now() + timedelta(days=rule.recall_days), needed=needed)
    except IntegrityError as fault:
        raise NeedRefused(_("已经有人提出，正在征集"), _("在那里签名")) from fault
    record_deed(None, "recall asked", made, representative.unit, needed=needed)
    _write_name(made, person)
    return made


@transaction.atomic
def sign_petition(*, account: Account, petition: RecallPetition) -> RecallPetition:
    """Put one's name under a petition; twice is once. Raises NeedRefused when it is over."""
    held = RecallPetition.objects.select_for_update(of=("self",)).select_related(
        "representative__constituency__unit").get(pk=petition.pk)
    person = require_constituent(account, held.representative.constituency)
    if held.state != State.OPEN or held.until <= now():
        raise NeedRefused(_("不再征集签名"), _("看它的结果"))
    _write_name(held, person)
    return held


def _write_name(petition: RecallPetition, person: Person) -> None:
    RecallName.objects.get_or_create(petition=petition, person=person)
    if petition.state == State.OPEN and petition.names.count() >= petition.needed:
        petition.state = State.REACHED
        petition.save(update_fields=["state"])
        record_deed(None, "recall reached", petition, petition.unit, names=petition.needed)


@transaction.atomic
def reply_to_petition(*, account: Account, petition: RecallPetition, reply: str) -> RecallPetition:
    """What the representative says; it stands beside the reason wherever that stands. Raises NeedRefused."""
    held = RecallPetition.objects.select_for_update(of=("self",)).select_related(
        "representative__person", "representative__constituency__unit").get(pk=petition.pk)
    if held.representative.person.account_id != account.pk or held.state in (State.RECALLED, State.KEPT, State.LAPSED):
        raise NeedRefused(_("现在不能写说明"), _("由代表本人在表决结束前写"))
    held.reply = reply.strip()[:400]
    held.save(update_fields=["reply"])
    record_deed(account, "recall replied to", held, held.unit)
    return held


@transaction.atomic
def prepare_recall_vote(*, by: Account, petition: RecallPetition, dates: Dates, token: UUID) -> Election:
    """Prepare the vote that enough constituents asked for: two lines, the same box, the same secrecy."""
    held = RecallPetition.objects.select_for_update(of=("self",)).select_related(
        "representative__constituency__merged_into", "representative__constituency__unit",
        "representative__contest__election", "election").get(pk=petition.pk)
    if held.election is not None:
        return held.election
    if held.state != State.REACHED:
        raise NeedRefused(_("签名还不够"), _("人数够了才表决"))
    last = held.representative
    home = last.constituency.merged_into or last.constituency
    made = prepare_election(
        by=by, unit=held.unit, name=f"是否罢免{home.name}代表{last.shown_name}", kind=Election.Kind.RECALL,
        rule=last.contest.election.rule, dates=dates, term_months=0, constituencies=[home], token=token)
    contest = made.contests.get()
    contest.seats = 1
    contest.save(update_fields=["seats"])
    Candidacy.objects.bulk_create(
        Candidacy(contest=contest, option=option, state=Candidacy.State.ELIGIBLE, at=now())
        for option in (Candidacy.Option.KEEP, Candidacy.Option.RECALL))
    held.election, held.state = made, State.VOTING
    held.save(update_fields=["election", "state"])
    return made


def lapse_petitions() -> int:
    """End petitions whose time is over without enough names, and forget names a year after; called once an hour."""
    lapsed = RecallPetition.objects.filter(state=State.OPEN, until__lte=now()).update(state=State.LAPSED)
    RecallName.objects.filter(petition__until__lte=now() - KEPT_NAMES).delete()
    return lapsed
