"""A worker's own union: the card, the answers that wait, moving and leaving; nobody answers for another."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import apply, make_member, make_person

from nuantu_hub.people.domain.card import sign_card
from nuantu_hub.people.domain.membership import find_open
from nuantu_hub.people.domain.merging import ask_merge
from nuantu_hub.people.domain.phone_releasing import ask_release
from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.models import Account, Engagement, Person, Transfer, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"


@pytest.fixture
def member(street: Unit, rider: Account) -> Person:
    return make_member("林小满", street, PHONE, account=rider).person


@pytest.fixture
def other_street(other_district: Unit) -> Unit:
    return plant_unit("松坡街道总工会", Unit.Kind.STREET, other_district)


def _read(client: Client, name: str) -> str:
    answer = client.get(reverse(f"people:{name}"))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_own_page_shows_unit_platforms_and_history(member: Person, rider: Account, as_: As) -> None:
    Unit.objects.update(contact="柳岸街道便民中心二层")
    for platform in ("青禾配送", "远途货运"):
        Engagement.objects.create(person=member, platform=platform, since=now())
    page = _read(as_(rider), "my_union")
    for words in ("柳岸街道总工会", "柳岸街道便民中心二层", "远途货运、青禾配送", "2025年3月1日", "至今", "正式会员"):
        assert words in page


def test_who_is_no_member_yet_is_shown_the_way_in(rider: Account, as_: As, street: Unit) -> None:
    assert reverse("people:join") in _read(as_(rider), "my_union")
    application = apply(street, "林小满", PHONE, account=rider)
    page = _read(as_(rider), "my_union")
    assert "待审核" in page
    assert reverse("people:joined", args=[application.token]) in page
    for name in ("my_card", "my_transfer", "my_leave"):
        assert as_(rider).get(reverse(f"people:{name}"))["Location"] == reverse("people:my_union")


def test_the_card_shows_neither_phone_nor_id_number(member: Person, rider: Account, as_: As) -> None:
    member.set_id_number("990101199003070015")
    member.save()
    page = _read(as_(rider), "my_card")
    number = member.card_number
    for words in ("林小满", "柳岸街道总工会", f"{number[:4]} {number[4:8]} {number[8:]}", "<path d=\"M"):
        assert words in page
    for secret in ("13900000001", "139****0001", "990101199003070015", "0015<"):
        assert secret not in page


def test_anybody_may_check_a_card_and_learns_no_name(member: Person, stranger: Client) -> None:
    signed = sign_card(member)
    page = stranger.get(reverse("people:check_card", args=[signed]))
    assert (page.status_code, "柳岸街道总工会" in page.content.decode(), "林小满" in page.content.decode()) == (
        200, True, False)
    forged = stranger.get(reverse("people:check_card", args=[signed[:-2] + "xx"]))
    assert (forged.status_code, "不是本工会签发" in forged.content.decode()) == (404, True)


def test_a_transfer_is_asked_once_and_taken_back(
        member: Person, other_street: Unit, rider: Account, as_: As) -> None:
    client, token = as_(rider), str(uuid.uuid4())
    for _time in range(2):
        answer = client.post(reverse("people:my_transfer"), {
            "receiving": other_street.pk, "reason": "搬家", "token": token})
        assert answer["Location"] == reverse("people:my_union")
    transfer = Transfer.objects.get()
    assert "撤回" in _read(client, "my_union")
    client.post(reverse("people:answer_my_transfer", args=[transfer.pk]), {"answer": "withdraw"})
    transfer.refresh_from_db()
    assert transfer.state == "withdrawn"
    refused = client.post(reverse("people:answer_my_transfer", args=[transfer.pk]), {"answer": "agree"})
    assert (refused.status_code, "已经办结" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(("answer", "state"), [("agree", "waiting"), ("decline", "declined")])
def test_what_a_unit_asks_waits_for_the_worker(
        member: Person, other_street: Unit, rider: Account, reviewer: Account, as_: As, answer: str,
        state: str) -> None:
    transfer = ask_transfer(by=reviewer, person=member, receiving=other_street)
    client = as_(rider)
    assert "同意转接" in _read(client, "my_union")
    client.post(reverse("people:answer_my_transfer", args=[transfer.pk]), {"answer": answer})
    transfer.refresh_from_db()
    assert (transfer.state, transfer.worker_agreed_at is not None) == (state, answer == "agree")
    wrong = client.post(reverse("people:answer_my_transfer", args=[transfer.pk]), {"answer": "accept"})
    assert wrong.status_code == 422


def test_leaving_tells_first_what_it_means(member: Person, rider: Account, as_: As) -> None:
    client = as_(rider)
    assert "会籍历史替你留着" in _read(client, "my_leave")
    assert find_open(member) is not None
    client.post(reverse("people:my_leave"))
    assert find_open(member) is None
    page = _read(client, "my_union")
    assert "退会" in page
    assert "2025年3月1日" in page


def test_a_merge_waits_for_the_own_word(
        member: Person, street: Unit, rider: Account, reviewer: Account, as_: As) -> None:
    folded = make_person("林小满", "+8613900000009")
    merge = ask_merge(by=reviewer, unit=street, kept=member, folded=folded)
    client = as_(rider)
    assert folded.card_number in _read(client, "my_union")
    client.post(reverse("people:answer_my_merge", args=[merge.pk]), {"answer": "agree"})
    folded.refresh_from_db()
    assert folded.merged_into == member


def test_a_number_is_let_go_by_its_holder(member: Person, street: Unit, rider: Account, reviewer: Account,
                                          as_: As) -> None:
    release = ask_release(by=reviewer, application=apply(street, "孙新主", PHONE, account=rider))
    client = as_(rider)
    assert "你的旧手机号有人在用" in _read(client, "my_union")
    client.post(reverse("people:answer_my_release", args=[release.pk]), {"answer": "refuse"})
    release.refresh_from_db()
    assert release.state == "refused"


def test_strangers_staff_and_other_workers_reach_nothing_of_it(
        member: Person, street: Unit, other_street: Unit, rider: Account, other_rider: Account, reviewer: Account,
        stranger: Client, as_: As) -> None:
    rows = {
        "answer_my_transfer": ask_transfer(by=reviewer, person=member, receiving=other_street).pk,
        "answer_my_merge": ask_merge(by=reviewer, unit=street, kept=member, folded=make_person("林小满")).pk,
        "answer_my_release": ask_release(
            by=reviewer, application=apply(street, "孙新主", PHONE, account=rider)).pk,
    }
    for name in ("my_union", "my_card", "my_transfer", "my_leave"):
        assert stranger.get(reverse(f"people:{name}"))["Location"].startswith("/sign-in/")
        assert as_(reviewer).get(reverse(f"people:{name}")).status_code == 404
    for name, key in rows.items():
        address = reverse(f"people:{name}", args=[key])
        assert stranger.post(address, {"answer": "agree"})["Location"].startswith("/sign-in/")
        for account in (other_rider, reviewer):
            assert as_(account).post(address, {"answer": "agree"}).status_code == 404
    assert Transfer.objects.get().worker_agreed_at is None
