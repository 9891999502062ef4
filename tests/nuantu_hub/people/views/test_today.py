"""Staff's today: everything due, whose it is, and the next step; and the search that finds only whole numbers."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import apply, found_enterprise, make_member
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY, ask, at, bring_to, enter, plan
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.domain.follow_ups import open_follow_up
from nuantu_hub.people.domain.joining import confirm_application, tell_application
from nuantu_hub.people.models import Account, Claim, FollowUp, Stage, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.people.views.today import say_headline, say_urgent
from nuantu_hub.site.moments import say_left

pytestmark = pytest.mark.django_db


def _read(client: Client, address: str = "/today/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_today_says_what_is_due_with_owner_and_next_step(
        district: Unit, street: Unit, organiser: Account, officer: Account, as_: As) -> None:
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.SUBMITTED, days=2)
        apply(street, "林小满", "13900000001")
        plan(organiser, district, starts_at=MOMENT + timedelta(hours=2))
        page = _read(as_(officer))
    assert "手上有3件要办的事：1件今天到期，2件还没有人认领" in page
    assert f"最急的一件还有{say_left(7200)}：物流园区双沟通" in page
    for words in ("1份入会申请：柳岸街道总工会", "建会批复：青禾配送", f"/enterprises/{made.pk}/", "看安排", "无人",
                  "day-line"):
        assert words in page
    assert "林小满" not in page


def test_each_sees_only_ones_own(
        district: Unit, street: Unit, organiser: Account, other_officer: Account, reviewer: Account,
        bystander: Account, rider: Account, stranger: Client, as_: As) -> None:
    with at():
        enter(organiser, district)
        apply(street, "孙一", "13900000003")
        assert "柳岸街道总工会" in _read(as_(reviewer))
        page = _read(as_(other_officer))
    assert ("都办完了" in page, "柳岸" in page) == (True, False)
    assert [as_(account).get("/today/").status_code for account in (bystander, rider)] == [404, 404]
    assert stranger.get("/today/").headers["Location"].startswith("/sign-in/")


def test_a_claim_has_one_owner_and_can_be_given_up(
        district: Unit, organiser: Account, officer: Account, other_officer: Account, steward: Account,
        as_: As) -> None:
    client = as_(officer)
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.SUBMITTED, days=2)
        key = {"key": f"founding-{made.pk}"}
        assert [as_(account).post("/today/claim/", key).status_code for account in (organiser, other_officer)] == [
            404, 404]
        assert client.post("/today/claim/", key).status_code == 302
        assert "郑干" in _read(client)
        assert client.post("/today/claim/", key | {"give_up": "1"}).status_code == 302
        assert client.post("/today/claim/", {"key": ""}).status_code == 404
    assert [claim.given_up_at is None for claim in Claim.objects.all()] == [False]


def test_what_somebody_else_has_is_refused_in_words(
        district: Unit, city: Unit, organiser: Account, officer: Account, as_: As) -> None:
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.SUBMITTED, days=2)
        second = Account.objects.create_staff("second", "何川")
        second.posts.create(unit=city, role="officer", since=MOMENT - timedelta(days=9))
        key = {"key": f"founding-{made.pk}"}
        as_(officer).post("/today/claim/", key)
        answer = as_(second).post("/today/claim/", key)
    assert (answer.status_code, "郑干已经认领" in answer.content.decode()) == (422, True)


def test_a_claimed_promise_is_owned_in_its_own_table(district: Unit, organiser: Account, as_: As) -> None:
    question = ask(organiser, plan(organiser, district))
    with at():
        promise = open_follow_up(by=organiser, group=question.group, unit=district, task="问交管部门", due_on=TODAY,
                                 token=uuid4())
        assert as_(organiser).post("/today/claim/", {"key": f"follow-up-{promise.pk}"}).status_code == 302
        assert (FollowUp.objects.get().owner, Claim.objects.count()) == (organiser, 0)
        assert "give-up" in _read(as_(organiser))
        told = {"key": f"follow-up-{promise.pk}", "give_up": "1"}
        assert as_(organiser).post("/today/claim/", told).status_code == 302
    assert FollowUp.objects.get().owner is None


def test_the_page_asks_the_database_as_often_for_one_as_for_many(
        district: Unit, street: Unit, officer: Account, organiser: Account, as_: As) -> None:
    client, counted = as_(officer), []
    for number in range(20):
        with at():
            unit = plant_unit(f"街道{number}", Unit.Kind.STREET, district)
            apply(unit, f"会{chr(20000 + number)}", f"1390000{number:04d}")
            bring_to(organiser, officer, enter(organiser, district, f"企业{number}"), Stage.SUBMITTED, days=2)
            question = ask(organiser, plan(organiser, district))
            open_follow_up(by=organiser, group=question.group, unit=district, task=f"事{number}", due_on=TODAY,
                           token=uuid4())
            if number in (0, 19):
                counted.append(count_queries(client, "/today/"))
    assert counted[0] == counted[1]


def test_the_day_in_one_sentence() -> None:
    assert [say_headline(*counts) for counts in ((0, 0, 0), (5, 0, 0), (5, 2, 3))] == [
        "今天没有到期的事", "手上有5件要办的事：今天没有到期的，都有人认领",
        "手上有5件要办的事：2件今天到期，3件还没有人认领"]
    assert say_urgent([], MOMENT) == ""


def test_the_search_finds_whole_numbers_and_ones_own_units(
        district: Unit, street: Unit, reviewer: Account, organiser: Account, bystander: Account, stranger: Client,
        as_: As) -> None:
    person = make_member("林小满", street, "+8613900000001").person
    enterprise = found_enterprise("柳岸青禾", street)
    client = as_(reviewer)
    assert f"/members/{person.pk}/" in client.post("/search/", {"q": "13900000001"}).content.decode()
    assert "没有查到" in client.post("/search/", {"q": "林小满"}).content.decode()
    assert "至少两个字" in client.post("/search/", {"q": "1"}).content.decode()
    assert "查人、工会和企业" in _read(client, "/search/")
    page = as_(organiser).post("/search/", {"q": "柳岸"}).content.decode()
    assert (f"/units/{street.pk}/" in page, f"/enterprises/{enterprise.pk}/" in page) == (True, True)
    assert as_(bystander).get("/search/").status_code == 404
    assert stranger.post("/search/", {"q": "柳岸"}).headers["Location"].startswith("/sign-in/")


def test_an_application_from_a_visit_is_due_like_any_other(district: Unit, street: Unit, organiser: Account,
                                                           officer: Account, as_: As) -> None:
    visit = plan(organiser, district)
    with at():
        told = tell_application(token=uuid4(), poster=visit.poster, place=street, name="赵大河", phone="13900000002",
                                occupation="food")
        confirm_application(application=told, account=None)
        assert "1份入会申请：柳岸街道总工会" in _read(as_(officer))
