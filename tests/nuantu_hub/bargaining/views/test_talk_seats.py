"""Who sits at the table, as a page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.bargaining.models import Delegate

pytestmark = pytest.mark.django_db


def _page(table: Table) -> str:
    return reverse("bargaining:talk_seats", args=[table.talk.pk])


def test_a_new_account_gets_its_link_once(table: Table) -> None:
    client = sign_in(table.officer)
    told = {"act": "name", "side": "workers", "role": "adviser", "login": "new.adviser", "name": "孙顾问"}
    shown = client.post(_page(table), told).content.decode()
    assert "把这个链接给" in shown
    assert "把这个链接给" not in client.get(_page(table)).content.decode()
    assert Delegate.objects.get(account__login="new.adviser").role == "adviser"


def test_a_refusal_stands_beside_its_form(table: Table) -> None:
    client = sign_in(table.officer)
    told = {"act": "name", "side": "platform", "role": "delegate", "login": "t-worker-2", "name": ""}
    answer = client.post(_page(table), told)
    assert answer.status_code == 422
    assert "他已经坐在桌上" in answer.content.decode()


def test_a_vacancy_shows_its_clock_until_it_is_filled(table: Table) -> None:
    client, gone = sign_in(table.officer), table.seat_of(table.workers[1])
    assert client.post(_page(table), {"act": "end", "seat": gone.pk, "why": "病了"}).status_code == 302
    shown = client.get(_page(table)).content.decode()
    assert "劳方乙：到2026年11月24日，还有15天" in shown
    assert "劳动者方至少3名代表，还差1名" in shown
    told = {"act": "name", "side": "workers", "role": "delegate", "login": "new.one", "name": "新人"}
    client.post(_page(table), told)
    assert "还有15天" not in client.get(_page(table)).content.decode()
    other = table.seat_of(table.workers[2])
    assert client.post(_page(table), {"act": "chief", "seat": other.pk}).status_code == 302
    assert Delegate.objects.get(side="workers", role="chief").account == table.workers[2]


def test_a_chief_names_and_ends_seats_of_the_own_side_alone(table: Table) -> None:
    client, page = sign_in(table.platform[0]), _page(table)
    told = {"act": "name", "side": "platform", "role": "delegate", "login": "new.platform", "name": "新平台"}
    assert "把这个链接给" in client.post(page, told).content.decode()
    for change in ({"side": "workers"}, {"side": "neutral", "role": "observer"}, {"role": "chief"}):
        assert client.post(page, told | {"login": "another.one"} | change).status_code == 422
    assert client.post(page, {"act": "chief", "seat": table.seat_of(table.platform[1]).pk}).status_code == 422
    for account in (table.workers[1], table.recorder, table.platform[0]):
        assert client.post(page, {"act": "end", "seat": table.seat_of(account).pk, "why": "走"}).status_code == 422
    gone = table.seat_of(table.platform[2]).pk
    assert client.post(page, {"act": "end", "seat": gone, "why": "走"}).status_code == 302
    assert list(Delegate.objects.filter(side="platform", until=None).order_by("pk").values_list(
        "account__login", flat=True)) == ["t-platform-1", "t-platform-2", "new.platform"]


def test_who_sits_there_without_being_chief_changes_no_seat(table: Table) -> None:
    told = {"act": "end", "seat": table.seat_of(table.platform[1]).pk, "why": "不想看见他"}
    for who in (table.workers[1], table.platform[2], table.recorder, table.observer):
        assert sign_in(who).post(_page(table), told).status_code == 422
        assert "请一位到桌上" not in sign_in(who).get(_page(table)).content.decode()
    assert Delegate.objects.filter(until=None).count() == 8
