"""An election of one constituency or two, brought as far as a test needs, with voters who keep what they know."""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu_hub.needs.domain.ballot_box import hand_share, open_box, read_box, take_ballot
from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
from nuantu_hub.needs.domain.ballot_papers import TICKET_BYTES, blind_ticket, unblind
from nuantu_hub.needs.domain.constituencies import register_constituency
from nuantu_hub.needs.domain.elections import (
    Dates,
    call_election,
    close_polls,
    keep_watcher_key,
    name_watcher,
    open_polls,
    prepare_election,
)
from nuantu_hub.needs.domain.giving_papers import give_own_paper
from nuantu_hub.needs.domain.nominations import check_candidate, nominate_oneself
from nuantu_hub.needs.models import Candidacy, Constituency, Contest, Election
from nuantu_hub.people.models import Account, Membership, Person, Unit
from nuantu_hub.seam.ballot_box import hand_share as seal_share
from nuantu_hub.seam.ballot_box import open_share, recover_key, seal_ballot, take_share
from nuantu_hub.site.clock import set_clock

#: When the election is called, and how long each part takes.
CALLED = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
DATES = Dates(CALLED + timedelta(days=7), CALLED + timedelta(days=8), CALLED + timedelta(days=11))
POLLING, AFTER = DATES.opens_at + timedelta(hours=3), DATES.closes_at + timedelta(minutes=11)
MEMBER_SINCE = datetime(2025, 6, 1, tzinfo=UTC)


def enrol(unit: Unit, name: str, occupation: str = "food", account: Account | None = None) -> Account:
    """A member with an account."""
    account = account or Account.objects.create_worker(name)
    person = Person.objects.create(account=account, name=name, occupation=occupation, created_at=MEMBER_SINCE)
    Membership.objects.create(person=person, unit=unit, standing="full", since=MEMBER_SINCE, began="joined")
    return account


@dataclass
class Scene:
    """An election with its people. Holders' keys and voters' codes are what the hub does not have."""

    unit: Unit
    officer: Account
    election: Election
    voters: dict[str, list[Account]]
    holders: list[Account] = field(default_factory=list)
    keys: list[X25519PrivateKey] = field(default_factory=list)
    codes: dict[uuid.UUID, str] = field(default_factory=dict)
    marks: dict[uuid.UUID, tuple[int, ...]] = field(default_factory=dict)

    def contest(self, occupation: str = "food") -> Contest:
        """The contest of an occupation."""
        return self.election.contests.select_related("election__unit", "constituency").get(
            constituency__code=occupation)

    def refresh(self) -> Scene:
        """As the database has it."""
        self.election.refresh_from_db()
        return self


def prepare(unit: Unit, officer: Account, sizes: dict[str, int], *, seats: int = 1,
            rule: str = "majority-of-ballots-2026", voters: Sequence[Account] = ()) -> Scene:
    """An election that is prepared: for each occupation so many members, those given among them."""
    set_clock(CALLED)
    people: dict[str, list[Account]] = {}
    known = list(voters)
    made: list[Constituency] = []
    for occupation, size in sizes.items():
        own = [enrol(unit, one.name, occupation, one) for one in known]
        known = []
        people[occupation] = own + [enrol(unit, f"会员{occupation}{number:02d}", occupation)
                                    for number in range(size - len(own))]
        made.append(register_constituency(by=officer, unit=unit, kind="occupation", code=occupation, seats=seats,
                                          token=uuid.uuid4()))
    election = prepare_election(by=officer, unit=unit, name="骑手代表选举", kind="regular", rule=rule, dates=DATES,
                                term_months=36, constituencies=made, token=uuid.uuid4())
    return Scene(unit, officer, election, people)


def name_holders(scene: Scene, accounts: Sequence[Account] = ()) -> Scene:
    """Three holders, each with a key of their own."""
    for seat in (1, 2, 3):
        mark = secrets.token_hex(3)
        account = accounts[seat - 1] if accounts else Account.objects.create_staff(f"holder-{seat}-{mark}", "监票人")
        watcher = name_watcher(by=scene.officer, election=scene.election, account=account, body=f"第{seat}方",
                               seat=seat)
        key = X25519PrivateKey.generate()
        keep_watcher_key(by=account, watcher=watcher,
                         public_key=base64.b64encode(key.public_key().public_bytes_raw()).decode())
        scene.holders.append(account)
        scene.keys.append(key)
    return scene


def call(scene: Scene) -> Scene:
    """Call it; the roll is drawn."""
    call_election(by=scene.officer, election=scene.election)
    return scene.refresh()


def nominate(scene: Scene, count: int = 2) -> Scene:
    """The first members of each constituency stand, and are found eligible."""
    for occupation, people in scene.voters.items():
        for account in people[:count]:
            one = nominate_oneself(account=account, contest=scene.contest(occupation), shown_name=account.name,
                                   statement="把等电梯的时间算进去", token=uuid.uuid4())
            check_candidate(by=scene.officer, candidacy=one, eligible=True)
    return scene


def begin_polls(unit: Unit, officer: Account, sizes: dict[str, int], *, candidates: int = 2, seats: int = 1,
                rule: str = "majority-of-ballots-2026", voters: Sequence[Account] = ()) -> Scene:
    """An election in the middle of its polls; the clock stands there."""
    scene = nominate(call(name_holders(prepare(unit, officer, sizes, seats=seats, rule=rule, voters=voters))),
                     candidates)
    set_clock(DATES.nominate_until + timedelta(hours=1))
    open_polls(by=officer, election=scene.election)
    set_clock(POLLING)
    return scene.refresh()


def vote(scene: Scene, account: Account, marks: Sequence[int], occupation: str = "food", code: str = "") -> str:
    """What a voter's browser does: a paper against the own name, then a ballot from nobody. Gives the code."""
    contest, ticket = scene.contest(occupation), secrets.token_bytes(TICKET_BYTES)
    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    signed = give_own_paper(account=account, contest=contest, blinded=blinded)
    code = code or draw_code()
    plain = fill_ballot(Ballot(code, tuple(sorted(marks))))
    take_ballot(contest=contest, ticket=ticket, signature=unblind(contest.ticket_public, ticket, signed, factor),
                body=seal_ballot(base64.b64decode(scene.election.box_public), contest.pk, plain))
    scene.codes[account.pk], scene.marks[account.pk] = code, tuple(sorted(marks))
    return code


def close(scene: Scene) -> Scene:
    """The polls are over and closed."""
    set_clock(AFTER)
    close_polls(by=None, election=scene.election)
    return scene.refresh()


def open_together(scene: Scene, first: int = 0, second: int = 1) -> Scene:
    """Two holders open the box; what a browser does with their keys is done here."""
    box = read_box(scene.election)
    share = open_share(box, first + 1, scene.keys[first].private_bytes_raw())
    sealed = seal_share(box, share, scene.keys[second].public_key().public_bytes_raw())
    hand_share(by=scene.holders[first], election=scene.election, handed=base64.b64encode(sealed).decode(),
               to_seat=second + 1)
    own = open_share(box, second + 1, scene.keys[second].private_bytes_raw())
    brought = take_share(box, sealed, scene.keys[second].private_bytes_raw())
    open_box(by=scene.holders[second], election=scene.election, secret=recover_key(box, brought, own))
    return scene.refresh()


def list_lines(contest: Contest) -> list[int]:
    """The numbers on a contest's paper."""
    return list(Candidacy.objects.filter(contest=contest, number__isnull=False).order_by("number").values_list(
        "number", flat=True))
