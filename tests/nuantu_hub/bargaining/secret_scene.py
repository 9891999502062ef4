"""A voter's browser in a secret live vote, which keeps all that a real one forgets."""

from __future__ import annotations

import base64
import secrets
import uuid
from hashlib import sha256

from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.live_votes import open_vote
from nuantu_hub.bargaining.domain.secret_votes import find_box, give_paper, take_ballot
from nuantu_hub.bargaining.models import LiveVote, SecretBox, TalkMeeting, VoteCast
from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind
from nuantu_hub.people.models import Account
from nuantu_hub.seam.ballot_box import seal_ballot

YES, NO, ABSTAIN = (1,), (2,), (3,)


class Browser:
    """One voter's: ticket, blinded request, code and sealed ballot."""

    def __init__(self, account: Account, vote: LiveVote, marks: tuple[int, ...]) -> None:
        self.account, self.vote, self.marks, self.code = account, vote, marks, draw_code()
        self.box: SecretBox = find_box(vote, VoteCast.objects.get(vote=vote, seat__account=account).venue_id)
        self.ticket, self.signature = secrets.token_bytes(32), b""
        self.blinded, self._factor = blind_ticket(self.box.ticket_public, self.ticket)
        self.body = seal_ballot(base64.b64decode(self.box.box_public), self.box.number,
                                fill_ballot(Ballot(self.code, marks)))

    def keep_paper(self, signed: bytes) -> None:
        """Take the blinding off what was signed."""
        self.signature = unblind(self.box.ticket_public, self.ticket, signed, self._factor)

    def get_paper(self) -> None:
        """Ask for the paper in the own name."""
        self.keep_paper(give_paper(by=self.account, vote=self.vote, blinded=self.blinded))

    def cast(self) -> str:
        """Put the ballot into the box."""
        return take_ballot(box=self.box, ticket=self.ticket, signature=self.signature, body=self.body)

    @property
    def own_signs(self) -> list[bytes]:
        """What stands for this ballot and for no other, in every form in which it could be written."""
        raw = [self.ticket, self.signature, self.body, sha256(b"NB1 ticket" + self.ticket).digest()]
        return [*raw, *(one.hex().encode() for one in raw), *(base64.b64encode(one) for one in raw),
                self.code.encode(), self.code.replace("-", "").encode()]


def ask_in_secret(table: Table, meeting: TalkMeeting, *, seconds: int = 300) -> LiveVote:
    """A secret vote that is open."""
    return open_vote(by=table.officer, meeting=meeting, question="要不要暂停派单规则的改动", open_s=seconds,
                     token=uuid.uuid4(), is_secret=True)


def vote_all(vote: LiveVote, choices: list[tuple[int, ...]]) -> list[Browser]:
    """The first so many of the roll vote."""
    people = [one.seat.account for one in vote.casts.select_related("seat__account").order_by("seat")]
    browsers = [Browser(account, vote, marks) for account, marks in zip(people, choices, strict=False)]
    for one in browsers:
        one.get_paper()
        one.cast()
    return browsers
