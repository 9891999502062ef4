"""Secret live votes: who took part is written down, how never; papers and ballots are those of elections.

A voter gets a paper that was signed without being seen, against the own name and once; the ballot then comes from
nobody. One box is shared by all venues where few may vote, so that no ballot says who sat in one.
"""

from __future__ import annotations

import base64
import secrets
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.vote_result import Tally
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import LiveVote, OpenedVote, SecretBallot, SecretBox, VoteCast
from nuantu_hub.needs.domain.ballot_box import BODY_BYTES, FEW, clear_trail, list_merged
from nuantu_hub.needs.domain.ballot_form import SHOWN_SIGNS, Ballot, BallotError, read_ballot
from nuantu_hub.needs.domain.ballot_papers import PLACE as TICKET_PLACE
from nuantu_hub.needs.domain.ballot_papers import PaperError, draw_paper_key, is_paper, sign_blinded
from nuantu_hub.people.models import Account
from nuantu_hub.seam.ballot_box import BoxError, open_ballot, read_box_key
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import decrypt_text, encrypt_text

__all__ = ["BOX_PLACE", "LEAST_ENTITLED", "LINES", "TICKET_PLACE", "count_boxes", "count_papers", "draw_boxes",
           "find_box", "give_paper", "list_told_venues", "take_ballot"]

BOX_PLACE = "bargaining_secretbox|box_key"
#: With fewer on the list a ballot is no secret; a venue with fewer shares its box with others.
LEAST_ENTITLED = FEW
#: Numbers of the lines of the paper.
LINES = {1: OpenedVote.Choice.YES, 2: OpenedVote.Choice.NO, 3: OpenedVote.Choice.ABSTAIN}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class _Opened:
    """What lay in a box: codes with choices, and how many ballots did not open."""

    box: SecretBox
    ballots: list[tuple[str, str]]
    unreadable: int


def draw_boxes(vote: LiveVote) -> list[SecretBox]:
    """Make the boxes of a vote whose roll is frozen: one for each venue with enough on it, one for all others.

    Raises TalkRefused where fewer than ``LEAST_ENTITLED`` may vote.
    """
    if vote.entitled < LEAST_ENTITLED:
        raise TalkRefused(_("有表决权的不到 %(least)d 人，不记名保不住密") % {"least": LEAST_ENTITLED},
                          _("改成记名表决"), field="is_secret")
    entitled = Counter(vote.casts.values_list("venue", flat=True))
    own = sorted(venue for venue, count in entitled.items() if count >= LEAST_ENTITLED)
    places: list[int | None] = [*own, None] if len(own) < len(entitled) else [*own]
    return SecretBox.objects.bulk_create([_draw_box(vote, venue) for venue in places])


def _draw_box(vote: LiveVote, venue: int | None) -> SecretBox:
    ticket_key, ticket_public = draw_paper_key()
    private = X25519PrivateKey.generate()
    return SecretBox(
        vote=vote, venue_id=venue, ticket_key=ticket_key, ticket_public=ticket_public,
        box_key=encrypt_text(base64.b64encode(private.private_bytes_raw()).decode(), BOX_PLACE),
        box_public=base64.b64encode(private.public_key().public_bytes_raw()).decode())


def find_box(vote: LiveVote, venue: int) -> SecretBox:
    """The box into which a seat of a venue votes."""
    boxes = {one.venue_id: one for one in vote.boxes.all()}
    return boxes.get(venue) or boxes[None]


def count_papers(vote: LiveVote) -> int:
    """How many took part."""
    return vote.casts.exclude(tokens=[]).count()


@transaction.atomic
def give_paper(*, by: Account, vote: LiveVote, blinded: bytes) -> bytes:
    """Sign the paper of whoever is signed in, once; the same request gets the same answer again, in any case.

    Neither a time nor a deed is written. Raises TalkRefused for who is not on the frozen roll, not present, has a paper
    already, after the closing, and for what is no blinded ticket.
    """
    held = _hold(vote)
    cast = VoteCast.objects.select_related("seat").filter(vote=held, seat__account=by).first()
    if cast is None or not held.is_secret:
        raise TalkRefused(_("你不在这次表决的名单上"), _("名单在开始表决时定下"))
    token = sha256(blinded).hexdigest()
    if _is_over(held):
        raise TalkRefused(_("表决已经结束，这一票没有算"), _("看结果"))
    if cast.tokens and cast.tokens != [token]:
        raise TalkRefused(_("已经领过选票，每人一张"), _("没有投成时，用领票的那部手机打开这一页接着投"))
    if not cast.tokens and not cast.seat.is_present:
        raise TalkRefused(_("点名没有点到你，不能投"), _("先签到，或者请会场点到"))
    try:
        signed = sign_blinded(find_box(held, cast.venue_id).ticket_key, blinded)
    except PaperError as fault:
        raise TalkRefused(_("选票没有领成"), _("重新打开这一页再试")) from fault
    if not cast.tokens:
        cast.tokens = [token]
        cast.save(update_fields=["tokens"])
    return signed


@transaction.atomic
def take_ballot(*, box: SecretBox, ticket: bytes, signature: bytes, body: bytes) -> str:
    """Put a ballot into its box; nobody is signed in. Gives its key. The same ballot once more is acknowledged again,
    also after the closing.

    Raises TalkRefused: no valid paper, wrong length, a paper used for another ballot, after the closing.
    """
    if len(body) != BODY_BYTES or not is_paper(box.ticket_public, ticket, signature):
        raise TalkRefused(_("这不是有效的选票"), _("回到投票的页面再试"))
    key = sha256(b"NB1 ticket" + ticket).hexdigest()
    held = _hold(box.vote)
    known = SecretBallot.objects.filter(key=key).first()
    if known is not None:
        if bytes(known.body) not in (b"", body):
            raise TalkRefused(_("这张选票已经投过了"), _("一张选票只能投一次"))
        return key
    if _is_over(held):
        raise TalkRefused(_("表决已经结束，这一票没有算"), _("看结果"))
    try:
        with transaction.atomic():
            SecretBallot.objects.create(key=key, box=box, body=body)
    except IntegrityError as fault:
        raise TalkRefused(_("这张选票已经投过了"), _("一张选票只能投一次")) from fault
    return key


def count_boxes(vote: LiveVote) -> Tally:
    """Open all boxes of a vote that is being closed, publish the list, destroy the keys, and give what it came to.

    Called once, inside the transaction that closes it. Where few voted, figures may be read from the tally to decide
    whether it is carried, and are told to nobody: see ``may_tell``.
    """
    opened = [_open_box(one) for one in vote.boxes.all()]
    few = sum(len(one.ballots) for one in opened) < FEW
    sizes = {one.box.pk: len(one.ballots) for one in opened}
    merged = list_merged(sizes)
    for one in opened:
        told = Counter(choice for _code, choice in one.ballots)
        one.box.ticket_key, one.box.box_key = "", ""
        one.box.tally = [] if few or one.box.pk in merged or one.box.venue_id is None else [
            told["yes"], told["no"], told["abstain"]]
        one.box.save(update_fields=["ticket_key", "box_key", "tally"])
    _publish(vote, opened, few=few)
    _mix(vote)
    transaction.on_commit(clear_trail)
    counted = Counter(choice for one in opened for _code, choice in one.ballots)
    unreadable = sum(one.unreadable for one in opened)
    return Tally(vote.entitled, counted["yes"], counted["no"], counted["abstain"], counted["invalid"] + unreadable)


def may_tell(counted: Tally) -> bool:
    """Whether the figures of a count may be told: enough voted."""
    return counted.cast >= FEW


def list_told_venues(vote: LiveVote) -> list[tuple[str, list[int]]]:
    """Venues whose result may be told: name, and yes, no, abstentions."""
    return [(one.venue.name, list(one.tally)) for one in vote.boxes.select_related("venue")
            if one.venue is not None and one.tally]


def _open_box(box: SecretBox) -> _Opened:
    """Read what lies in a box. More ballots than papers are none: they were not given out, and nothing is counted."""
    key = read_box_key(base64.b64decode(box.box_public), base64.b64decode(decrypt_text(box.box_key, BOX_PLACE)))
    ballots, unreadable = [], 0
    for body in box.ballots.values_list("body", flat=True):
        try:
            read = read_ballot(open_ballot(key, box.number, bytes(body)))
            ballots.append((read.code, _read_choice(read)))
        except (BoxError, BallotError):
            unreadable += 1
    papers = sum(find_box(box.vote, venue).pk == box.pk
                 for venue in box.vote.casts.exclude(tokens=[]).values_list("venue", flat=True))
    if len(ballots) + unreadable > papers:
        return _Opened(box, [], papers)
    return _Opened(box, ballots, unreadable)


def _read_choice(ballot: Ballot) -> str:
    """A paper without a mark is an abstention; one with two, or with a line that does not exist, is invalid."""
    if not ballot.marks:
        return OpenedVote.Choice.ABSTAIN
    return LINES.get(ballot.marks[0], OpenedVote.Choice.INVALID) if len(ballot.marks) == 1 else (
        OpenedVote.Choice.INVALID)


def _publish(vote: LiveVote, opened: list[_Opened], *, few: bool) -> None:
    rows = [OpenedVote(key=secrets.token_hex(32), vote=vote, code=code[:SHOWN_SIGNS] if few else code,
                       choice="" if few else choice) for one in opened for code, choice in one.ballots]
    OpenedVote.objects.bulk_create(sorted(rows, key=lambda row: row.code), batch_size=_BATCH)


def _mix(vote: LiveVote) -> None:
    """Write who took part and which papers were used anew, each in an order drawn by lot, and without the ballots.

    On PostgreSQL a row says where it lies and which transaction wrote it; after this all say the same.
    """
    chance = secrets.SystemRandom()
    casts, ballots = list(vote.casts.all()), list(SecretBallot.objects.filter(box__vote=vote))
    chance.shuffle(casts)
    chance.shuffle(ballots)
    vote.casts.all().delete()
    SecretBallot.objects.filter(box__vote=vote).delete()
    for cast in casts:
        cast.pk = None
    for ballot in ballots:
        ballot.body = b""
    VoteCast.objects.bulk_create(casts, batch_size=_BATCH)
    SecretBallot.objects.bulk_create(ballots, batch_size=_BATCH)


def _is_over(vote: LiveVote) -> bool:
    return vote.is_closed or now() >= vote.closes_at


def _hold(vote: LiveVote) -> LiveVote:
    return LiveVote.objects.select_for_update(of=("self",)).select_related("meeting__talk__unit").get(pk=vote.pk)
