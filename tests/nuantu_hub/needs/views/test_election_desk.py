"""Elections at the desk: prepared, called, checked; called off with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import post, read
from tests.nuantu_hub.needs.election_scene import (
    DATES,
    call,
    enrol,
    name_holders,
    nominate,
    prepare,
)

from nuantu_hub.needs.models import (
    Candidacy,
    Constituency,
    Election,
)
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


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


def test_pages_of_an_election_before_its_polls(district: Unit, officer: Account, as_: As) -> None:
    scene = nominate(call(name_holders(prepare(district, officer, {"food": 12}))))
    holder = as_(scene.holders[1])

    read(holder, "elections")
    read(holder, "box_key", scene.election.pk)
    read(holder, "box", scene.election.pk, status=404)
    read(as_(officer), "box_key", scene.election.pk, status=404)
    assert post(as_(officer), "election_act", scene.election.pk, act="void", why="选区划错了") == 302
    assert "选区划错了" in read(Client(), "open_election", scene.election.pk)
