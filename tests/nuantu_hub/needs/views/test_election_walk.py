"""Every page of elections, opened by whom it is for, in each state of an election; and the way through them."""

from __future__ import annotations

import base64
import json
import secrets
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_scene import (
    DATES,
    Scene,
    begin_polls,
    call,
    close,
    enrol,
    list_lines,
    name_holders,
    nominate,
    open_together,
    prepare,
    vote,
)

from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind
from nuantu_hub.needs.models import (
    Candidacy,
    Constituency,
    Election,
    Mandate,
    PaperBallot,
    RecallPetition,
    Representative,
    SealedBallot,
    Turnout,
    Vacancy,
)
from nuantu_hub.people.models import Account, Person, Post, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


@pytest.fixture
def keeper(street: Unit) -> Account:
    """Keeps a station of the street."""
    account = Account.objects.create_staff("keeper", "站长")
    Post.objects.create(account=account, unit=street, role=Post.Role.KEEPER, since=DATES.opens_at - timedelta(days=99))
    return account


def read(client: Client, name: str, *args: object, status: int = 200) -> str:
    """The page of an address."""
    answer = client.get(reverse(f"needs:{name}", args=args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode()


def post(client: Client, where: str, *args: object, **words: object) -> int:
    """The status of a form that is handed in."""
    return client.post(reverse(f"needs:{where}", args=args), words).status_code


def test_an_officer_prepares_calls_checks_and_opens(district: Unit, officer: Account, rider: Account, as_: As) -> None:
    desk = as_(officer)
    set_clock(DATES.nominate_until - timedelta(days=6))
    for number in range(12):
        enrol(district, f"骑手{number:02d}", account=rider if not number else None)
    assert post(desk, "constituencies", act="add", kind="occupation", code="food", seats=1, token=uuid.uuid4()) == 302
    assert post(desk, "constituencies", act="provinces") == 302
    assert Constituency.objects.count() == 32
    food = Constituency.objects.get(code="food")
    read(desk, "constituencies")
    read(desk, "add_election")
    told = {"name": "骑手代表", "rule": "majority-of-ballots-2026", "constituencies": [food.pk], "term_months": 36,
            "nominate_until": "2026-11-09T10:00", "opens_at": "2026-11-10T10:00", "closes_at": "2026-11-13T10:00"}
    assert post(desk, "add_election", token=uuid.uuid4(), **told) == 302
    election = Election.objects.get()
    read(desk, "election", election.pk)
    assert post(desk, "election_act", election.pk, act="call") == 302
    assert Election.objects.get().state == "nominating"

    phone = as_(rider)
    contest = election.contests.get()
    assert "我来参选" in read(phone, "own_contest", contest.pk)
    words = {"act": "stand", "stand-token": str(uuid.uuid4()), "stand-shown_name": "林小满",
             "stand-statement": "等电梯的时间"}
    assert phone.post(reverse("needs:own_contest", args=[contest.pk]), words).status_code == 302
    other = Person.objects.exclude(account=rider).order_by("pk").first()
    assert other is not None
    assert other.account is not None
    words = {"act": "propose", "propose-token": str(uuid.uuid4()), "propose-card": other.card_number}
    assert phone.post(reverse("needs:own_contest", args=[contest.pk]), words).status_code == 302
    asked = Candidacy.objects.get(person=other)
    their = as_(other.account)
    assert "有人提名你" in read(their, "own_elections")
    read(their, "own_nomination", asked.pk)
    assert post(their, "own_nomination", asked.pk, act="accept", token=uuid.uuid4(), shown_name="赵大河",
                statement="充电") == 302
    for one in Candidacy.objects.all():
        read(desk, "candidate", one.pk)
        assert post(desk, "candidate", one.pk, eligible="yes") == 302
    assert post(desk, "candidate", asked.pk, eligible="no") == 422
    read(desk, "contest_roll", contest.pk)
    assert "赵大河" in read(Client(), "open_election", election.pk)
    assert post(desk, "election_act", election.pk, act="open") == 302
    assert Election.objects.get().state == "nominating"
    assert "还没有登记钥匙" in read(desk, "election", election.pk)


def cast_by_pages(scene: Scene, client: Client, marks: list[int]) -> tuple[int, int]:
    """What the phone's module does, by the same two requests; the second without any cookie."""
    contest, ticket = scene.contest(), secrets.token_bytes(32)
    from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
    from nuantu_hub.seam.ballot_box import seal_ballot

    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    paper = client.post(reverse("needs:ballot_paper", args=[contest.pk]), content_type="application/json",
                        data=json.dumps({"blinded": base64.b64encode(blinded).decode()}))
    if paper.status_code != 200:
        return paper.status_code, 0
    signed = base64.b64decode(paper.json()["signed"])
    body = seal_ballot(base64.b64decode(scene.election.box_public), contest.pk,
                       fill_ballot(Ballot(draw_code(), tuple(marks))))
    parts = {"ticket": ticket, "signature": unblind(contest.ticket_public, ticket, signed, factor), "body": body}
    box = Client(enforce_csrf_checks=True).post(
        reverse("needs:ballot_box", args=[contest.pk]), content_type="application/json",
        data=json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}))
    return paper.status_code, box.status_code


def test_voters_get_a_paper_once_and_the_box_takes_it_from_nobody(
        district: Unit, officer: Account, rider: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 12}, voters=[rider])
    phone = as_(rider)
    assert "data-ballot" in read(phone, "own_contest", scene.contest().pk)

    assert cast_by_pages(scene, phone, list_lines(scene.contest())[:1]) == (200, 200)
    assert cast_by_pages(scene, phone, list_lines(scene.contest())[:1]) == (422, 0)

    assert "你已经领过选票" in read(phone, "own_contest", scene.contest().pk)
    assert (Turnout.objects.count(), SealedBallot.objects.count()) == (1, 1)
    bad = Client().post(reverse("needs:ballot_box", args=[scene.contest().pk]), data="[]",
                        content_type="application/json")
    assert bad.status_code == 422
    assert Client().get(reverse("needs:ballot_box", args=[scene.contest().pk])).status_code == 422


def test_a_keeper_serves_the_booth_and_two_read_what_is_on_paper(
        district: Unit, officer: Account, keeper: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    contest = scene.contest()
    desk, counter = as_(keeper), as_(officer)
    assert "骑手代表选举" in read(desk, "booths")
    read(desk, "booth", scene.election.pk)
    cards = list(Person.objects.filter(account__in=scene.voters["food"]).values_list("card_number", flat=True))
    screen = desk.post(reverse("needs:booth", args=[scene.election.pk]),
                       {"act": "screen", "contest": contest.pk, "card": cards[0]})
    assert screen.status_code == 200
    assert "data-ballot" in screen.content.decode()
    for card in cards[1:12]:
        assert post(desk, "booth", scene.election.pk, act="paper", contest=contest.pk, card=card) == 302
    assert post(desk, "booth", scene.election.pk, act="paper", contest=contest.pk, card=cards[1]) == 422
    printed = counter.post(reverse("needs:papers", args=[contest.pk]), {"act": "print", "count": 12})
    assert printed["Content-Type"] == "application/pdf"
    codes = list(PaperBallot.objects.values_list("code", flat=True))
    close(scene)
    line = list_lines(contest)[0]
    read(desk, "papers", contest.pk)
    for code in codes[:11]:
        assert post(desk, "papers", contest.pk, act="read", code=code, marks=[line]) == 302
    assert post(desk, "papers", contest.pk, act="read", code=codes[0], marks=[line]) == 422
    for code in codes[:11]:
        assert post(counter, "papers", contest.pk, act="read", code=code, marks=[line]) == 302
    open_together(scene)
    assert scene.contest().result["lines"][0]["votes"] == 11


def test_everybody_reads_the_result_and_a_voter_finds_the_own_ballot(
        district: Unit, officer: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    lines = list_lines(scene.contest())
    for account in scene.voters["food"][:11]:
        vote(scene, account, lines[:1])
    holder = as_(scene.holders[0])
    read(holder, "election", scene.election.pk)
    assert post(holder, "election_remark", scene.election.pk, text="箱子封得好") == 302
    close(scene)
    read(holder, "box", scene.election.pk)
    open_together(scene)

    anybody = Client()
    assert "当选" in read(anybody, "open_election", scene.election.pk)
    read(anybody, "open_elections")
    read(anybody, "ballot_list", scene.election.pk)
    code = scene.codes[scene.voters["food"][0].pk]
    found = anybody.post(reverse("needs:ballot_list", args=[scene.election.pk]), {"code": code.lower()})
    assert f'<h2 class="mono">{code}</h2>' in found.content.decode()
    assert anybody.post(reverse("needs:ballot_list", args=[scene.election.pk]), {"code": "2"}).status_code == 422
    table = b"".join(anybody.get(reverse("needs:ballot_table", args=[scene.election.pk])).streaming_content)
    assert sorted(scene.codes.values()) == [row.split(",")[0] for row in table.decode().splitlines()[1:]]
    record = anybody.get(reverse("needs:election_record", args=[scene.election.pk]))
    assert record.content.startswith(b"%PDF")
    read(anybody, "representatives")
    read(as_(officer), "election", scene.election.pk)
    read(as_(scene.voters["food"][0]), "own_contest", scene.contest().pk)
    read(as_(scene.voters["food"][0]), "own_elections")


def test_constituents_ask_hear_back_recall_and_the_seat_is_filled(district: Unit, officer: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14}, candidates=3)
    lines = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:12]):
        vote(scene, account, lines[:1] if place < 9 else lines[1:2])
    open_together(close(scene))
    seat = Representative.objects.get()
    home = scene.contest().constituency
    one, two = as_(scene.voters["food"][5]), as_(scene.voters["food"][6])
    assert post(one, "own_representatives", token=uuid.uuid4(), text="给驿站加充电柜", constituency=home.pk) == 302
    mandate = Mandate.objects.get()
    read(two, "own_mandate", mandate.pk)
    assert post(two, "own_mandate", mandate.pk) == 302
    assert seat.person.account is not None
    deputy = as_(seat.person.account)
    assert post(deputy, "own_mandate", mandate.pk, act="report", done="yes", report="三个驿站已装") == 302
    assert "三个驿站已装" in read(Client(), "constituency", home.pk)

    read(one, "ask_recall", seat.pk)
    assert post(one, "ask_recall", seat.pk, token=uuid.uuid4(), reason="三次会都没来") == 302
    petition = RecallPetition.objects.get()
    assert petition.needed == 3
    read(two, "own_recall", petition.pk)
    assert post(deputy, "own_recall", petition.pk, act="reply", reply="病了") == 302
    for account in scene.voters["food"][6:8]:
        assert post(as_(account), "own_recall", petition.pk) == 302
    petition.refresh_from_db()
    assert petition.state == "reached"
    desk = as_(officer)
    read(desk, "representatives_desk")
    read(desk, "recall_vote", petition.pk)
    opens = now() + timedelta(days=3)
    assert post(desk, "recall_vote", petition.pk, token=uuid.uuid4(), opens_at=f"{opens:%Y-%m-%dT%H:%M}",
                closes_at=f"{opens + timedelta(days=2):%Y-%m-%dT%H:%M}") == 302
    read(desk, "representative", seat.pk)
    assert post(desk, "representative", seat.pk, ended="resigned", why="换了城市") == 302
    vacancy = Vacancy.objects.get()
    read(desk, "vacancy", vacancy.pk)
    assert post(desk, "vacancy", vacancy.pk, act="vote") == 302
    assert Election.objects.filter(kind="by").count() == 1
    assert "补选" in desk.get("/today/").content.decode()


def test_pages_of_an_election_before_its_polls(district: Unit, officer: Account, as_: As) -> None:
    scene = nominate(call(name_holders(prepare(district, officer, {"food": 12}))))
    holder = as_(scene.holders[1])

    read(holder, "elections")
    read(holder, "box_key", scene.election.pk)
    read(holder, "box", scene.election.pk, status=404)
    read(as_(officer), "box_key", scene.election.pk, status=404)
    assert post(as_(officer), "election_act", scene.election.pk, act="void", why="选区划错了") == 302
    assert "选区划错了" in read(Client(), "open_election", scene.election.pk)
