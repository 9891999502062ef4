"""The box: ballots go in sealed and in no order; two of three holders open it once, and the list is published.

While the polls are open the hub holds nothing that opens a ballot. The box's key comes back for one moment, in the
memory of the request that counts; what is written is the list, in the order of the codes, all in one transaction, and
the sealed ballots are overwritten and gone.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_counting import Count, Poll, count_ballots, judge_marks, read_rules
from nuantu_hub.needs.domain.ballot_form import (
    PLAIN_BYTES,
    SHOWN_SIGNS,
    Ballot,
    BallotError,
    find_digest,
    read_ballot,
    seal_own,
)
from nuantu_hub.needs.domain.ballot_papers import is_paper
from nuantu_hub.needs.domain.elections import SEED_PLACE
from nuantu_hub.needs.domain.seating import seat_elected
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Contest, Election, OpenedBallot, PaperBallot, SealedBallot, Turnout
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.ballot_box import Box, BoxError, open_ballot, read_box_key
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import decrypt_text

#: A sealed ballot is as long as any other: 32 bytes of a key, the ballot, 16 of the seal.
BODY_BYTES = PLAIN_BYTES + 48
#: Constituencies with fewer ballots are published merged, without counts, each ballot readable by its voter alone.
FEW = 10
#: Rows of the box that lay there since it was last mixed are mixed with the others once an hour.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A contest's ballots after opening: those that could be read, and how many could not."""

    contest: Contest
    ballots: tuple[Ballot, ...]
    unreadable: int
    lines: tuple[int, ...]


def take_ballot(*, contest: Contest, ticket: bytes, signature: bytes, body: bytes) -> str:
    """Put a ballot into the box; nobody is signed in, and nothing of the request is kept. Gives its key.

    The same ballot once more is the same ballot. Raises NeedRefused: no valid paper, used for another ballot, wrong
    length, the box is closed.
    """
    if len(body) != BODY_BYTES or not contest.ticket_public or not is_paper(contest.ticket_public, ticket, signature):
        raise NeedRefused(_("这不是有效的选票"), _("回到投票的页面再试"))
    key = sha256(b"NB1 ticket" + ticket).hexdigest()
    with transaction.atomic():
        election = Election.objects.get(pk=contest.election_id)
        if not election.takes_ballots(now()):
            raise NeedRefused(_("票箱已经封了"), _("看选举的日期"))
        try:
            with transaction.atomic():
                SealedBallot.objects.create(key=key, contest=contest, body=body)
        except IntegrityError as fault:
            known = SealedBallot.objects.get(key=key)
            if bytes(known.body) != body:
                raise NeedRefused(_("这张选票已经投过了"), _("一张选票只能投一次")) from fault
    return key


@transaction.atomic
def mix_contest(contest: Contest) -> int:
    """Write a contest's ballots and turn-out anew, each in an order of its own; gives how many ballots there are.

    On PostgreSQL a row says where it lies and which transaction wrote it. After this all rows of the box say one
    transaction and an order drawn by lot, and so do all rows of the turn-out.
    """
    ballots = list(SealedBallot.objects.filter(contest=contest).order_by("key"))
    turnout = list(Turnout.objects.filter(contest=contest).order_by("pk"))
    chance = secrets.SystemRandom()
    chance.shuffle(ballots)
    chance.shuffle(turnout)
    SealedBallot.objects.filter(contest=contest).delete()
    SealedBallot.objects.bulk_create(ballots, batch_size=_BATCH)
    Turnout.objects.filter(contest=contest).delete()
    Turnout.objects.bulk_create(turnout, batch_size=_BATCH)
    Contest.objects.filter(pk=contest.pk).update(mixed=len(ballots))
    contest.mixed = len(ballots)
    return len(ballots)


def mix_boxes() -> int:
    """Mix what was put into boxes since the last time; called once an hour. Gives how many boxes."""
    mixed = 0
    for contest in Contest.objects.filter(election__state=Election.State.POLLING):
        if contest.sealed_ballots.count() != contest.mixed:
            mix_contest(contest)
            mixed += 1
    if mixed:
        clear_trail()
    return mixed


def clear_trail() -> None:
    """Empty the embedded database's journal of writes, which has them in their order; nothing to do elsewhere."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def digest_box(contest: Contest) -> str:
    """SHA-256 over the sorted digests of all sealed ballots: fixed when the polls close, none can be put in later."""
    digests = sorted(sha256(key.encode() + bytes(body)).digest()
                     for key, body in SealedBallot.objects.filter(contest=contest).values_list("key", "body"))
    return sha256(b"".join(digests)).hexdigest()


def read_box(election: Election) -> Box:
    """The box as the functions of the seam take it."""
    return Box(base64.b64decode(election.box_public),
               {int(seat): base64.b64decode(sealed) for seat, sealed in election.box_shares})


@transaction.atomic
def hand_share(*, by: Account, election: Election, handed: str, to_seat: int) -> Election:
    """The first holder hands the own share, sealed to the second, who opens the box. Raises NeedRefused."""
    held = _hold_closed(election)
    own = held.watchers.filter(account=by, seat__isnull=False).first()
    if own is None or own.seat == to_seat or not held.watchers.filter(seat=to_seat).exists():
        raise NeedRefused(_("这一份钥匙不在你手里"), _("由三位保管人中的两位来开"))
    held.handed, held.handed_by, held.handed_to = handed.strip()[:2_000], by, to_seat
    held.save(update_fields=["handed", "handed_by", "handed_to"])
    record_deed(by, "box share handed over", held, held.unit, seat=own.seat, to=to_seat)
    return held


@transaction.atomic
def open_box(*, by: Account, election: Election, secret: bytes) -> Election:
    """The second holder opens the box: all ballots are read, counted and published, and the sealed ones destroyed.

    Raises NeedRefused: another key, a paper ballot that two people do not agree on, more ballots than papers, a box
    that changed since the polls closed.
    """
    held = _hold_closed(election)
    holder = held.watchers.filter(account=by, seat__isnull=False).first()
    if holder is None or not held.handed or holder.seat != held.handed_to:
        raise NeedRefused(_("还差一位保管人"), _("第一位把自己那一份封给你以后，你来开"))
    contests = list(held.contests.select_related("constituency").prefetch_related("candidacies").order_by("pk"))
    opened = [_open_contest(held, contest, secret) for contest in contests]
    digest = _publish(held, opened)
    seed = decrypt_text(held.seed, SEED_PLACE)
    rule = read_rules()[held.rule]
    for one in opened:
        count = count_ballots(rule, _make_poll(one), seed, digest)
        one.contest.result = _tell_result(count)
        one.contest.save(update_fields=["result"])
    held.seed, held.list_sha256, held.state, held.counted_at = seed, digest, Election.State.COUNTED, now()
    held.handed, held.box_shares = "", []
    held.save(update_fields=["seed", "list_sha256", "state", "counted_at", "handed", "box_shares"])
    record_deed(by, "box opened", held, held.unit, list_sha256=digest, seed=seed,
                ballots=sum(len(one.ballots) for one in opened), unreadable=sum(one.unreadable for one in opened))
    seat_elected(election=held)
    transaction.on_commit(clear_trail)
    return held


def _hold_closed(election: Election) -> Election:
    held = Election.objects.select_for_update(of=("self",)).select_related("unit").get(pk=election.pk)
    if held.state != Election.State.CLOSED:
        raise NeedRefused(_("现在不能开箱"), _("投票截止十分钟后封箱，封箱以后才能开"))
    return held


def _open_contest(election: Election, contest: Contest, secret: bytes) -> Opened:
    """Read what lies in a contest's box and what two people read from paper, then destroy what was sealed."""
    try:
        key = read_box_key(base64.b64decode(election.box_public), secret)
    except BoxError as fault:
        raise NeedRefused(_("这不是这个票箱的钥匙"), _("用第一位交给你的那一份")) from fault
    if digest_box(contest) != contest.sealed_sha256:
        raise NeedRefused(_("%(name)s：票箱里的票和封箱时不一样") % {"name": contest.constituency.name},
                          _("不能计票；先告诉监票人，从备份查原因"))
    ballots, unreadable = [], 0
    for body in SealedBallot.objects.filter(contest=contest).values_list("body", flat=True):
        try:
            ballots.append(read_ballot(open_ballot(key, contest.pk, bytes(body))))
        except (BoxError, BallotError):
            unreadable += 1
    ballots += _read_papers(contest)
    if len(ballots) + unreadable > Turnout.objects.filter(contest=contest).count():
        raise NeedRefused(_("%(name)s：票比领票的人多") % {"name": contest.constituency.name},
                          _("不能计票；先核对纸票和领票记录，再由监票人记下原因"))
    SealedBallot.objects.filter(contest=contest).delete()
    lines = tuple(sorted(one.number for one in contest.candidacies.all() if one.number))
    return Opened(contest, tuple(sorted(ballots, key=lambda one: one.code)), unreadable, lines)


def _read_papers(contest: Contest) -> list[Ballot]:
    states = PaperBallot.State
    if contest.paper_ballots.filter(state__in=[states.ONCE, states.DIFFERS]).exists():
        raise NeedRefused(_("%(name)s：有纸票还没有两人录入一致") % {"name": contest.constituency.name},
                          _("先在纸票的页面录完"))
    agreed = contest.paper_ballots.filter(state=states.AGREED)
    return [Ballot(one.code, tuple(one.second_marks or ())) for one in agreed]


def _make_poll(one: Opened) -> Poll:
    papers = Turnout.objects.filter(contest=one.contest).count()
    return Poll(one.contest.roll.count(), papers, one.contest.seats, one.lines,
                tuple(ballot.marks for ballot in one.ballots), one.unreadable)


def list_merged(sizes: dict[int, int]) -> set[int]:
    """The contests whose ballots are published merged: those with few, and the next smallest while few are together."""
    order = sorted(sizes, key=lambda key: (sizes[key], key))
    merged = [key for key in order if sizes[key] < FEW]
    rest = [key for key in order if sizes[key] >= FEW]
    while merged and rest and sum(sizes[key] for key in merged) < FEW:
        merged.append(rest.pop(0))
    return set(merged)


def _publish(election: Election, opened: Iterable[Opened]) -> str:
    """Write the published list, in the order of the codes, and give its digest."""
    held = list(opened)
    merged = list_merged({one.contest.pk: len(one.ballots) for one in held})
    rows = [_make_row(election, one, ballot, alone=one.contest.pk not in merged)
            for one in held for ballot in one.ballots]
    rows.sort(key=lambda row: (row.code, row.finder))
    OpenedBallot.objects.bulk_create(rows, batch_size=_BATCH)
    return digest_list(rows)


def _make_row(election: Election, one: Opened, ballot: Ballot, *, alone: bool) -> OpenedBallot:
    verdict = judge_marks(ballot.marks, one.lines, one.contest.seats)
    return OpenedBallot(
        key=secrets.token_hex(32), election=election, contest=one.contest if alone else None,
        code=ballot.code if alone else ballot.code[:SHOWN_SIGNS], finder=find_digest(ballot.code),
        marks=list(ballot.marks) if alone else [], body=b"" if alone else seal_own(ballot.code, ballot.marks),
        verdict=verdict if alone else OpenedBallot.Verdict.VALID)


def digest_list(rows: Iterable[OpenedBallot]) -> str:
    """SHA-256 over the published lines as the CSV has them, in their order."""
    lines = [json.dumps([row.code, row.finder, row.contest_id or 0, list(row.marks)], separators=(",", ":"))
             for row in sorted(rows, key=lambda row: (row.code, row.finder))]
    return sha256("\n".join(lines).encode()).hexdigest()


def _tell_result(count: Count) -> dict[str, object]:
    """The count as it is kept and shown; with few ballots who is elected, and no figure beside it."""
    told = count.write()
    if count.ballots >= FEW:
        return told | {"withheld": False}
    lines = [{"number": line["number"], "votes": None, "elected": line["elected"], "by_lot": line["by_lot"],
              "place": None} for line in sorted(told["lines"], key=lambda line: int(line["number"]))]
    return told | {"withheld": True, "valid": None, "blank": None, "invalid": None, "lines": lines}
