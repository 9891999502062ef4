"""Joining from a poster: told, confirmed, found; and nobody sees or does anything with what is not theirs."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import apply, found_enterprise, id_number, make_member, make_person

from nuantu_hub.people.domain.consents import has_consent, read_purposes, withdraw_consent
from nuantu_hub.people.domain.posters import put_up_poster, take_down_poster
from nuantu_hub.people.domain.reviewing import approve, reject
from nuantu_hub.people.interfaces.sms import DEVELOPMENT, open_outbox
from nuantu_hub.people.models import Account, Application, Person, Poster, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"
TOLD = {"name": "林小满", "phone": "139 0000 0001", "occupation": "food"}


@pytest.fixture(autouse=True)
def _gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEVELOPMENT, "1")
    cache.clear()


@pytest.fixture
def poster(street: Unit, organiser: Account) -> Poster:
    return put_up_poster(by=organiser, unit=street, place="柳岸驿站东门", token=uuid.uuid4())


def _code() -> str:
    outbox = open_outbox()
    assert outbox is not None
    found = re.search(r"\d{6}", outbox.list_messages()[0].text)
    assert found is not None
    return found.group()


def _join(client: Client, poster: Poster, **other: str) -> str:
    """Tell and confirm; gives the address where it ends."""
    told = client.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4()), **other})
    assert told.status_code == 302, told.content.decode()
    return str(client.post(told["Location"], {"code": _code()})["Location"])


def test_a_worker_joins_from_a_poster_and_is_signed_in(stranger: Client, poster: Poster) -> None:
    shown = stranger.get(reverse("people:join_poster", args=[poster.code]))
    assert "柳岸街道总工会" in shown.content.decode()
    assert "柳岸驿站东门" in shown.content.decode()
    end = stranger.get(_join(stranger, poster))
    application = Application.objects.get()
    account = Account.objects.get(kind=Account.WORKER)
    assert (application.state, application.unit.name, application.rule) == ("waiting", "柳岸街道总工会", "street")
    assert "你居住或工作的街道有工会" in end.content.decode()
    assert (end.wsgi_request.user, account.name, account.phone) == (account, "林小满", PHONE)


def test_a_repeated_submit_ends_at_the_same_application(stranger: Client, poster: Poster) -> None:
    token = str(uuid.uuid4())
    address = reverse("people:join_poster", args=[poster.code])
    first = stranger.post(address, {**TOLD, "token": token})
    again = stranger.post(address, {**TOLD, "token": token})
    assert first["Location"] == again["Location"]
    end = stranger.post(first["Location"], {"code": _code()})
    assert stranger.post(first["Location"], {"code": "000000"})["Location"] == end["Location"]
    assert stranger.post(address, {**TOLD, "token": token})["Location"] == end["Location"]
    assert Application.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_keeps_what_was_told(stranger: Client, poster: Poster) -> None:
    answer = stranger.post(reverse("people:join_poster", args=[poster.code]),
                           {**TOLD, "phone": "12345", "token": str(uuid.uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这不是一个能收短信的手机号" in page
    assert 'value="林小满"' in page
    assert Application.objects.count() == 0


def test_a_wrong_code_is_told_and_the_right_one_still_works(stranger: Client, poster: Poster) -> None:
    told = stranger.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4())})
    code = _code()
    wrong = stranger.post(told["Location"], {"code": f"{(int(code) + 1) % 10**6:06d}"})
    assert (wrong.status_code, "验证码不对" in wrong.content.decode()) == (422, True)
    assert "139****0001" in wrong.content.decode()
    assert stranger.post(told["Location"], {"code": code}).status_code == 302


def test_messages_to_one_phone_are_limited(stranger: Client, poster: Poster) -> None:
    told = stranger.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4())})
    again = reverse("people:join_again", args=[told["Location"].split("/")[3]])
    for _time in range(2):
        assert "新的验证码已发出" in stranger.post(again, follow=True).content.decode()
    assert "短信发得太多了" in stranger.post(again, follow=True).content.decode()
    refused = stranger.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4())})
    assert (refused.status_code, "短信发得太多了" in refused.content.decode()) == (422, True)


def test_the_page_says_the_same_whether_a_phone_is_known_or_not(
        stranger: Client, poster: Poster, rider: Account) -> None:
    pages = []
    for phone in ("13900000001", "13900000008"):
        told = stranger.post(reverse("people:join_poster", args=[poster.code]),
                             {**TOLD, "phone": phone, "token": str(uuid.uuid4())})
        page = stranger.get(told["Location"]).content.decode()
        pages.append(re.sub(r"139\*{4}\d{4}|[0-9a-f-]{36}|value=\"\w{64}\"", "", page))
    assert pages[0] == pages[1]


def test_without_a_poster_the_district_is_asked(stranger: Client, district: Unit, other_district: Unit) -> None:
    assert "选一个区" in stranger.get(reverse("people:join")).content.decode()
    told = stranger.post(reverse("people:join"), {**TOLD, "district": other_district.pk, "token": str(uuid.uuid4())})
    stranger.post(told["Location"], {"code": _code()})
    assert (Application.objects.get().unit, Application.objects.get().standing) == (other_district, "pool")


def test_a_poster_at_a_gate_knows_the_employer(stranger: Client, district: Unit, organiser: Account) -> None:
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    head = found_enterprise("青禾配送", district, union=union)
    poster = put_up_poster(by=organiser, unit=union, place="青禾东门", token=uuid.uuid4())
    page = stranger.get(reverse("people:join_poster", args=[poster.code])).content.decode()
    assert f'<option value="{head.pk}" selected>' in page
    _join(stranger, poster, enterprise=str(head.pk))
    assert Application.objects.get().rule == "employer"


def test_a_poster_that_was_taken_down_says_so(stranger: Client, poster: Poster, organiser: Account) -> None:
    take_down_poster(by=organiser, poster=poster)
    for send in (stranger.get, stranger.post):
        answer = send(reverse("people:join_poster", args=[poster.code]))
        assert (answer.status_code, "这张海报已经停用" in answer.content.decode()) == (410, True)
    assert stranger.get(reverse("people:join_poster", args=["nosuch22"])).status_code == 404


def test_who_is_signed_in_with_the_phone_needs_no_code(poster: Poster, rider: Account, as_: As) -> None:
    client = as_(rider)
    told = client.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4())})
    assert told["Location"] == reverse("people:joined", args=[Application.objects.get().token])
    assert Application.objects.get().state == "waiting"


def test_who_is_a_member_already_ends_at_the_own_union(stranger: Client, poster: Poster, street: Unit) -> None:
    member = make_member("林小满", street, PHONE)
    assert _join(stranger, poster) == reverse("people:my_union")
    member.person.refresh_from_db()
    assert (member.person.account is not None, Application.objects.count()) == (True, 0)


def test_a_new_owner_of_a_number_is_not_let_into_the_old_owners_account(
        stranger: Client, poster: Poster, street: Unit, rider: Account) -> None:
    make_member("孙旧主", street, PHONE, account=rider)
    end = stranger.get(_join(stranger, poster))
    assert not end.wsgi_request.user.is_authenticated
    assert "这个手机号登记在另一份记录上" in end.content.decode()
    assert "孙旧主" not in end.content.decode()
    assert Person.objects.count() == 2


def test_an_application_is_shown_to_its_browser_and_its_owner_and_to_nobody_else(
        stranger: Client, poster: Poster, rider: Account, other_rider: Account, reviewer: Account, as_: As) -> None:
    address = _join(stranger, poster)
    token = Application.objects.get().token
    owner = Account.objects.find_by_phone(PHONE)
    assert owner == rider
    assert stranger.get(address).status_code == 200
    assert as_(rider).get(address).status_code == 200
    for client in (Client(), as_(other_rider), as_(reviewer)):
        assert client.get(address).status_code == 404
        assert client.get(reverse("people:join_details", args=[token])).status_code == 404
        for name in ("join_resubmit", "join_withdraw"):
            assert client.post(reverse(f"people:{name}", args=[token])).status_code == 404
    assert Application.objects.get().state == "waiting"


def test_details_find_another_union_and_keep_the_id_number_with_consent_only(
        poster: Poster, district: Unit, street: Unit, rider: Account, as_: As) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    head = found_enterprise("青禾配送", district, union=union)
    client, address = as_(rider), reverse("people:join_details", args=[application.token])
    told = {"occupation": "food", "enterprise": head.pk, "id_number": id_number(1)}
    refused = client.post(address, told)
    assert (refused.status_code, "还没有同意保存证件号码" in refused.content.decode()) == (422, True)
    assert client.post(address, {**told, "id_consent": "on"}).status_code == 302
    application.refresh_from_db()
    assert (application.unit, application.id_number, has_consent(rider, "id_number")) == (union, id_number(1), True)
    assert id_number(1) not in client.get(address).content.decode()
    assert str(read_purposes()["id_number"].words) in client.get(address).content.decode()
    withdraw_consent(account=rider, purpose="id_number")
    application.refresh_from_db()
    assert (application.id_number, application.id_index) == ("", "")


def test_a_rejected_one_sees_why_and_hands_in_again(
        street: Unit, rider: Account, reviewer: Account, as_: As) -> None:
    application = reject(by=reviewer, reason="姓名和证件不一致",
                         application=apply(street, "林小满", PHONE, account=rider))
    client, address = as_(rider), reverse("people:joined", args=[application.token])
    assert "姓名和证件不一致" in client.get(address).content.decode()
    assert "已重新提交" in client.post(
        reverse("people:join_resubmit", args=[application.token]), follow=True).content.decode()
    assert "申请已撤回" in client.post(
        reverse("people:join_withdraw", args=[application.token]), follow=True).content.decode()
    assert client.get(reverse("people:join_details", args=[application.token]))["Location"] == address


def test_an_approved_one_opens_the_card_and_what_is_decided_cannot_be_withdrawn(
        street: Unit, rider: Account, reviewer: Account, as_: As) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    approve(by=reviewer, application=application)
    client = as_(rider)
    assert reverse("people:my_card") in client.get(
        reverse("people:joined", args=[application.token])).content.decode()
    refused = client.post(reverse("people:join_withdraw", args=[application.token]))
    assert (refused.status_code, "这份申请已经办结" in refused.content.decode()) == (422, True)


def test_an_expired_code_is_told(stranger: Client, poster: Poster) -> None:
    told = stranger.post(reverse("people:join_poster", args=[poster.code]), {**TOLD, "token": str(uuid.uuid4())})
    code = _code()
    set_clock(now() + timedelta(minutes=6))
    try:
        assert "验证码过期了" in stranger.post(told["Location"], {"code": code}).content.decode()
    finally:
        set_clock(None)


def test_every_step_reads_in_english_too(stranger: Client, poster: Poster) -> None:
    make_person("孙旧主", "+8613900000009")
    stranger.cookies["django_language"] = "en"
    for address in (reverse("people:join"), reverse("people:join_poster", args=[poster.code])):
        page = stranger.get(address).content.decode()
        bare = re.sub(r'<[^>]*lang="zh-Hans"[^>]*>[^<]*</|<option[^>]*>[^<]*|content="[^"]*"', "", page)
        assert re.findall(r"[\u4e00-\u9fff]+", bare.split("<main")[1]) == []
