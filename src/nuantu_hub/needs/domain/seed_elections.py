"""Filling a demonstration: a district's election that was counted, a vacant seat, a recall, and polls that are open.

Everything happens by the verbs that people use. Invented voters vote by the same two requests as real ones, so the
demonstration's ballots are as secret as any; what an invented holder's key is follows from its seat, and opens boxes
of invented ballots only.
"""

from __future__ import annotations

import base64
import random
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from nuantu_hub.needs.domain.ballot_box import hand_share, open_box, read_box, take_ballot
from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
from nuantu_hub.needs.domain.ballot_papers import TICKET_BYTES, blind_ticket, unblind
from nuantu_hub.needs.domain.constituencies import list_members, register_constituency, register_provinces
from nuantu_hub.needs.domain.elections import (
    Dates,
    call_election,
    close_polls,
    keep_watcher_key,
    name_watcher,
    open_polls,
    prepare_election,
    write_remark,
)
from nuantu_hub.needs.domain.giving_papers import admit_to_booth, give_booth_paper
from nuantu_hub.needs.domain.terms import end_term
from nuantu_hub.needs.models import (
    Candidacy,
    Constituency,
    Contest,
    Election,
    Mandate,
    MandateSupport,
    RecallName,
    RecallPetition,
    Representative,
)
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Person, Post
from nuantu_hub.seam.ballot_box import hand_share as seal_share
from nuantu_hub.seam.ballot_box import open_share, recover_key, seal_ballot, take_share
from nuantu_hub.seam.demo_holders import derive_public

OBSERVER = "jianpiao"
RULE = "majority-of-ballots-2026"
SEATS = {"food": 2, "ride": 1, "truck": 1, "parcel": 1}
WORDS = ("把等电梯的时间算进送达时间", "每座驿站装一组充电柜", "扣款要先说清楚再扣", "夜里的单派近一点",
         "冬天的防风被先试再买")
ASKED = (("给望京的驿站加一组充电柜", "已和街道谈过，三座驿站本月装好"), ("大风天的补贴要写进协议", ""),
         ("投诉扣款要有人复核", ""))


def derive_demo_key(seat: int) -> bytes:
    """The private half of an invented holder: anybody can compute it."""
    return sha256(f"nuantu demonstration box {seat}".encode()).digest()


def seed_elections(moment: datetime) -> str:
    """Fill what is not there yet; a second time changes nothing. Says how many elections stand."""
    district = _find_officer("officer-chaoyang")
    city = _find_officer("officer-city")
    if Election.objects.exists() or district is None or city is None:
        return f"{Election.objects.count()} elections"
    with transaction.atomic():
        noon = localtime(moment).replace(hour=10, minute=0, second=0, microsecond=0)
        held = _hold(noon - timedelta(days=40), district, "朝阳区骑手代表换届选举", counted=True)
        _follow_up(moment, held)
        with standing_at(moment - timedelta(days=12)):
            register_provinces(by=city.account, unit=city.unit, seats=1, token=_name("provinces"))
        _hold(noon - timedelta(days=9), city, "全市行业代表选举", counted=False)
    return f"{Election.objects.count()} elections"


def _find_officer(login: str) -> Post | None:
    return Post.objects.filter(account__login=login, role=Post.Role.OFFICER, until=None).select_related(
        "account", "unit").first()


def _hold(called: datetime, post: Post, name: str, *, counted: bool) -> Election:
    """An election from its call to open polls, or to the end."""
    opens = called + timedelta(days=8)
    dates = Dates(called + timedelta(days=7), opens, opens + timedelta(days=3))
    with standing_at(called):
        homes = _register(post)
        made = prepare_election(by=post.account, unit=post.unit, name=name, kind=Election.Kind.REGULAR, rule=RULE,
                                dates=dates, term_months=36, constituencies=homes, token=_name(name))
        _name_holders(post, made)
        call_election(by=post.account, election=made)
        for contest in made.contests.select_related("constituency"):
            _stand(contest, called)
    with standing_at(dates.nominate_until + timedelta(hours=1)):
        made = open_polls(by=post.account, election=made)
    chance = random.Random(name)  # noqa: S311 (invented votes)
    with standing_at(opens + timedelta(hours=1)):
        for contest, share in zip(made.contests.select_related("constituency", "election__unit"),
                                  (30, 18, 11, 6), strict=False):
            _vote(made, contest, share if counted else share // 3, chance)
    if counted:
        with standing_at(dates.closes_at + timedelta(minutes=20)):
            made = _open(post, close_polls(by=None, election=made))
    return made


def _register(post: Post) -> list[Constituency]:
    homes = [register_constituency(by=post.account, unit=post.unit, kind="occupation", code=code, seats=seats,
                                   token=_name(f"{post.unit.path} {code}")) for code, seats in SEATS.items()]
    return [one for one in homes if list_members(one).count() >= 12]


def _name_holders(post: Post, election: Election) -> None:
    steward = Account.objects.get(login="steward")
    observer = Account.objects.filter(login=OBSERVER).first() or Account.objects.create_staff(OBSERVER, "贺明")
    for seat, (account, body) in enumerate(((post.account, "选举委员会"), (observer, "骑手推选的监票人"),
                                            (steward, "上级工会")), 1):
        watcher = name_watcher(by=post.account, election=election, account=account, body=body, seat=seat)
        keep_watcher_key(by=account, watcher=watcher,
                         public_key=base64.b64encode(derive_public(derive_demo_key(seat))).decode())


def _stand(contest: Contest, called: datetime) -> None:
    """Some on the roll stand: those without an account cannot by phone, so their lines are written as taken in."""
    people = Person.objects.filter(pk__in=contest.roll.values("person")).order_by("card_number")
    Candidacy.objects.bulk_create(
        Candidacy(token=_name(f"{contest.pk} {one.card_number}"), contest=contest, person=one, shown_name=one.name,
                  statement=WORDS[number % len(WORDS)], state=Candidacy.State.ELIGIBLE, at=called)
        for number, one in enumerate(people[:contest.seats + 2]))


def _vote(election: Election, contest: Contest, count: int, chance: random.Random) -> None:
    cards = contest.roll.order_by("person__card_number").values_list("person__card_number", flat=True)
    lines = [one.number or 0 for one in contest.candidacies.filter(number__isnull=False).order_by("number")]
    for card in list(cards)[1:count + 1]:
        # The earlier on the paper, the likelier: the first as many as there are seats come out above half.
        order = sorted(lines, key=lambda line: line * 1.2 + chance.random() * 2.2)
        _cast(election, contest, card, sorted(order[:contest.seats]))


def _cast(election: Election, contest: Contest, card: str, marks: Sequence[int]) -> None:
    """What a booth's screen does."""
    ticket = secrets.token_bytes(TICKET_BYTES)
    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    signed = give_booth_paper(contest=contest, blinded=blinded,
                              admitted=admit_to_booth(contest=contest, card_number=card))
    plain = fill_ballot(Ballot(draw_code(), tuple(marks)))
    take_ballot(contest=contest, ticket=ticket, signature=unblind(contest.ticket_public, ticket, signed, factor),
                body=seal_ballot(base64.b64decode(election.box_public), contest.pk, plain))


def _open(post: Post, election: Election) -> Election:
    box, observer = read_box(election), Account.objects.get(login=OBSERVER)
    write_remark(by=observer, election=election, text="封箱时在场，票箱指纹和公布的一致。")
    sealed = seal_share(box, open_share(box, 1, derive_demo_key(1)), derive_public(derive_demo_key(2)))
    hand_share(by=post.account, election=election, handed=base64.b64encode(sealed).decode(), to_seat=2)
    secret = recover_key(box, take_share(box, sealed, derive_demo_key(2)), open_share(box, 2, derive_demo_key(2)))
    return open_box(by=observer, election=election, secret=secret)


def _follow_up(moment: datetime, election: Election) -> None:
    """What came after: something asked and reported on, a seat vacant for three days, a petition with some names."""
    seats = list(Representative.objects.filter(contest__election=election).select_related(
        "constituency__unit", "constituency__merged_into").order_by("pk"))
    if not seats:
        return
    home = seats[0].constituency
    members = list(list_members(home)[:9])
    _ask(home, seats[0], members, moment)
    petition = RecallPetition.objects.create(
        token=_name("petition"), representative=seats[0], reason="两次协调会没有到，也没有请人代",
        reply="两次都在住院，病历可以给工会看，已请另一位代表转达意见。", opened_at=moment - timedelta(days=6),
        until=moment + timedelta(days=24), needed=max(2, list_members(home).count() // 5))
    RecallName.objects.bulk_create(RecallName(petition=petition, person=one) for one in members[:3])
    if len(seats) > 1:
        with standing_at(moment - timedelta(days=2, hours=3)):
            end_term(by=None, representative=seats[-1], ended=Representative.Ended.LEFT, why="回老家工作，离开本选区")


def _ask(home: Constituency, seat: Representative, members: Sequence[Person], moment: datetime) -> None:
    for number, (text, report) in enumerate(ASKED):
        made = Mandate.objects.create(
            token=_name(f"mandate {number}"), constituency=home, person=members[number] if members else None,
            text=text, at=moment - timedelta(days=20 - number * 5), report=report,
            state=Mandate.State.DONE if report else Mandate.State.ASKED, reported_by=seat if report else None,
            reported_at=moment - timedelta(days=4) if report else None)
        MandateSupport.objects.bulk_create(MandateSupport(mandate=made, person=one) for one in members[number * 2:])


def _name(word: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"nuantu demonstration election {word}")
