"""An election from its call to the closing of its polls. What was fixed with the call is not changed afterwards."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_counting import list_rules, read_rules
from nuantu_hub.needs.domain.ballot_papers import draw_paper_key
from nuantu_hub.needs.domain.voter_rolls import LEAST_ROLL, draw_roll
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, Constituency, Contest, Election, ElectionWatcher, Turnout, WatcherRemark
from nuantu_hub.needs.models.election import GRACE
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.ballot_box import BoxError, draw_box, is_holder_key
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import encrypt_text

SEED_PLACE = "needs_election|seed"
State = Election.State


@dataclass(frozen=True, slots=True)
class Dates:
    """When nominations end and when the polls open and close."""

    nominate_until: datetime
    opens_at: datetime
    closes_at: datetime


@transaction.atomic
def prepare_election(
    *, by: Account | None, unit: Unit, name: str, kind: str, rule: str, dates: Dates, term_months: int,
    constituencies: Sequence[Constituency], token: UUID,
) -> Election:
    """Prepare an election; nobody sees it before it is called. The same token is the same election.

    The seed of its lots is drawn now, and its SHA-256 fixed. Raises NeedRefused naming the field.
    """
    known = Election.objects.filter(token=token).first()
    if known is not None:
        return known
    if not name.strip():
        raise NeedRefused(_("没有写名称"), _("写选什么、哪一年"), field="name")
    if rule not in {one.id for one in list_rules(localdate(now()))}:
        raise NeedRefused(_("这条计票规则今天不能用"), _("选一条现行的"), field="rule")
    if not dates.nominate_until < dates.opens_at < dates.closes_at:
        raise NeedRefused(_("日期的先后不对"), _("提名截止在投票开始之前，投票开始在截止之前"), field="closes_at")
    alone = [one for one in constituencies if one.merged_into_id is None and one.unit_id == unit.pk]
    if not alone:
        raise NeedRefused(_("没有选区"), _("至少选一个没有并到别处的选区"), field="constituencies")
    seed = secrets.token_hex(32)
    made = Election.objects.create(
        token=token, unit=unit, kind=kind, name=name.strip()[:80], rule=rule, nominate_until=dates.nominate_until,
        opens_at=dates.opens_at, closes_at=dates.closes_at, term_months=term_months, made_by=by, made_at=now(),
        seed=encrypt_text(seed, SEED_PLACE), seed_sha256=sha256(seed.encode()).hexdigest())
    Contest.objects.bulk_create(Contest(election=made, constituency=one, seats=one.seats) for one in alone)
    record_deed(by, "election prepared", made, unit, contests=len(alone), rule=rule)
    return made


@transaction.atomic
def name_watcher(*, by: Account, election: Election, account: Account, body: str, seat: int | None) -> ElectionWatcher:
    """Name somebody who watches; with a seat also holds a share of the box's key. Raises NeedRefused."""
    held = _hold(election, State.DRAFT, State.NOMINATING, State.POLLING)
    if account.kind != Account.STAFF or not account.is_active:
        raise NeedRefused(_("监票人要有工作人员的账号"), _("先请系统管理开一个，不用给岗位"), field="login")
    if held.watchers.filter(account=account).exists():
        raise NeedRefused(_("这个人已经在监票"), _("一人只代表一方"), field="login")
    if seat is not None and (held.box_public or held.watchers.filter(seat=seat).exists()):
        raise NeedRefused(_("这一份钥匙已经有人保管"), _("选另一份，或不保管钥匙"), field="seat")
    made = ElectionWatcher.objects.create(election=held, account=account, body=body.strip()[:80], seat=seat)
    record_deed(by, "election watcher named", made, held.unit, seat=seat)
    return made


@transaction.atomic
def keep_watcher_key(*, by: Account, watcher: ElectionWatcher, public_key: str) -> ElectionWatcher:
    """Keep the public half of the key that a holder drew. Raises NeedRefused for what is no key, or once it is used."""
    held = ElectionWatcher.objects.select_for_update(of=("self",)).select_related("election__unit").get(pk=watcher.pk)
    if held.account_id != by.pk or held.seat is None or held.election.box_public:
        raise NeedRefused(_("现在不能登记钥匙"), _("投票开始前，由保管人自己登记"))
    try:
        raw = base64.b64decode(public_key.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not is_holder_key(raw):
        raise NeedRefused(_("这不是公钥"), _("在这一页生成，把公钥那一行原样贴过来"), field="share_key")
    held.public_key = base64.b64encode(raw).decode()
    held.save(update_fields=["public_key"])
    record_deed(by, "election key kept", held, held.election.unit, seat=held.seat)
    return held


@transaction.atomic
def call_election(*, by: Account | None, election: Election) -> Election:
    """Call it: the roll is drawn, and everybody can be nominated. Raises NeedRefused where a roll is too short."""
    held = _hold(election, State.DRAFT)
    for contest in held.contests.select_related("constituency__unit").order_by("pk"):
        draw_roll(contest)
    short = [one.constituency.name for one in held.contests.select_related("constituency")
             if one.roll.count() < LEAST_ROLL]
    if short:
        raise NeedRefused(_("选民不到 %(least)s 人的选区：%(names)s") % {
            "least": LEAST_ROLL, "names": "、".join(short)},
                          _("人太少时选票保不住密，把它并到另一个选区一起选"))
    held.state, held.called_at = State.NOMINATING, now()
    held.save(update_fields=["state", "called_at"])
    record_deed(by, "election called", held, held.unit, seed_sha256=held.seed_sha256,
                roll=sum(one.roll.count() for one in held.contests.all()))
    return held


def list_missing(election: Election) -> list[str]:
    """What is still missing before the polls can open, in words."""
    missing = []
    seats = {one.seat for one in election.watchers.all() if one.seat and one.public_key}
    missing += [str(_("%(seat)s还没有登记钥匙") % {"seat": ElectionWatcher.Seat(seat).label})
                for seat in ElectionWatcher.Seat.values if seat not in seats]
    rule = read_rules()[election.rule]
    for contest in election.contests.select_related("constituency").prefetch_related("candidacies"):
        waiting = sum(one.state in (Candidacy.State.PROPOSED, Candidacy.State.ACCEPTED)
                      for one in contest.candidacies.all())
        standing = sum(one.state == Candidacy.State.ELIGIBLE for one in contest.candidacies.all())
        named = contest.constituency.name
        if waiting and election.nominate_until <= now():
            missing.append(str(_("%(name)s：%(count)s 个提名还没有接受或审查") % {"name": named, "count": waiting}))
        if standing < contest.seats + int(rule.more_than_seats):
            missing.append(str(_("%(name)s：候选人 %(count)s 个，%(seats)s 个名额要差额选举") % {
                "name": named, "count": standing, "seats": contest.seats}))
    return missing


@transaction.atomic
def open_polls(*, by: Account | None, election: Election) -> Election:
    """Make the box and the ballot papers. The box's key is split, sealed to its three holders, and forgotten.

    Lines stand on the paper in an order drawn by lot from the seed's fingerprint. Raises NeedRefused with all that is
    missing.
    """
    held = _hold(election, State.NOMINATING)
    missing = list_missing(held)
    if missing or (held.kind != Election.Kind.RECALL and held.nominate_until > now()):
        raise NeedRefused(_("还不能开始投票"), "；".join(missing) or _("提名还没有截止"))
    try:
        box = draw_box({one.seat: base64.b64decode(one.public_key) for one in held.watchers.filter(seat__isnull=False)
                        if one.seat})
    except BoxError as fault:
        raise NeedRefused(_("票箱的钥匙做不成"), _("三位保管人各登记一把自己的钥匙")) from fault
    held.box_public = base64.b64encode(box.public).decode()
    held.box_shares = [[seat, base64.b64encode(sealed).decode()] for seat, sealed in sorted(box.shares.items())]
    held.state = State.POLLING
    held.save(update_fields=["box_public", "box_shares", "state"])
    for contest in held.contests.all():
        contest.ticket_key, contest.ticket_public = draw_paper_key()
        contest.save(update_fields=["ticket_key", "ticket_public"])
        standing = list(contest.candidacies.filter(state=Candidacy.State.ELIGIBLE))
        for number, one in enumerate(sorted(standing, key=lambda one: _draw_place(held, one)), 1):
            one.number = number
            one.save(update_fields=["number"])
    record_deed(by, "polls opened", held, held.unit, box=held.box_public)
    return held


def _draw_place(election: Election, one: Candidacy) -> str:
    return f"{one.option:>6}" if one.option else sha256(f"{election.seed_sha256}|{one.token}".encode()).hexdigest()


@transaction.atomic
def close_polls(*, by: Account | None, election: Election) -> Election:
    """Close the polls once they are over: keys of ballot papers are destroyed, and what lies in the box is fixed.

    Said twice, they close once. Raises NeedRefused before the time.
    """
    from nuantu_hub.needs.domain.ballot_box import digest_box, mix_contest  # only now: the box stands on elections

    held = Election.objects.select_for_update().get(pk=election.pk)
    if held.state != State.POLLING:
        return held
    if now() < held.closes_at + GRACE:
        raise NeedRefused(_("投票还没有结束"), _("截止后十分钟封箱，让已经领票的人投完"))
    for contest in held.contests.all():
        mix_contest(contest)
        contest.sealed_sha256, contest.ticket_key = digest_box(contest), ""
        contest.save(update_fields=["sealed_sha256", "ticket_key"])
    held.state, held.closed_at = State.CLOSED, now()
    held.save(update_fields=["state", "closed_at"])
    record_deed(by, "polls closed", held, held.unit, papers=Turnout.objects.filter(election=held).count(),
                boxes=[one.sealed_sha256 for one in held.contests.order_by("pk")])
    return held


def close_due_polls() -> int:
    """Close polls whose time is over; called every half minute. Gives how many."""
    due = Election.objects.filter(state=State.POLLING, closes_at__lte=now() - GRACE)
    return len([close_polls(by=None, election=one) for one in due])


@transaction.atomic
def void_election(*, by: Account, election: Election, why: str) -> Election:
    """Call it off, with the reason, which everybody can read; never after the count. Raises NeedRefused."""
    held = _hold(election, State.DRAFT, State.NOMINATING, State.POLLING, State.CLOSED)
    if not why.strip():
        raise NeedRefused(_("没有写为什么作废"), _("写给所有选民看"), field="why")
    held.state, held.void_why = State.VOID, why.strip()[:200]
    held.save(update_fields=["state", "void_why"])
    held.contests.update(ticket_key="")
    for contest in held.contests.all():
        contest.sealed_ballots.all().delete()
    record_deed(by, "election voided", held, held.unit)
    return held


@transaction.atomic
def write_remark(*, by: Account, election: Election, text: str) -> WatcherRemark:
    """Keep what a watcher found; it stands in the record of the result. Raises NeedRefused without words."""
    watcher = election.watchers.filter(account=by).first()
    if watcher is None or not text.strip():
        raise NeedRefused(_("没有写"), _("写看到了什么、什么时候"), field="text")
    made = WatcherRemark.objects.create(election=election, watcher=watcher, text=text.strip()[:400], at=now())
    record_deed(by, "election remark written", made, election.unit)
    return made


def _hold(election: Election, *states: str) -> Election:
    """The election, locked; it must be in one of the states."""
    held = Election.objects.select_for_update(of=("self",)).select_related("unit").get(pk=election.pk)
    if held.state not in states:
        raise NeedRefused(_("选举现在是“%(state)s”，做不了这一步") % {"state": held.get_state_display()},
                          _("回到选举的页面看下一步"))
    return held
