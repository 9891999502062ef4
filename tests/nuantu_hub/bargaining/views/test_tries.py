"""Pages of tries, and that nobody but a side's speakers sees what is private to it, at no address and in no file."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from tests.nuantu_hub.bargaining.scene import Table, make_talk, sign_in
from tests.nuantu_hub.bargaining.try_scene import finish_sweep, finish_try, have_days, open_topic, put_offer
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.bargaining.domain.side_limits import put_limits
from nuantu_hub.bargaining.models import LimitConsent, OfferTry, SideLimit
from nuantu_hub.people.domain.own_export import gather_person
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db
#: An amount and a limit that stand nowhere else.
SECRET, LIMIT = "3.77CNY", 2_877


def ask_words(days: Any, **changed: Any) -> dict[str, Any]:
    return {"token": str(uuid.uuid4()), "days": days.pk, "seeds": "1"} | changed


def test_a_try_is_asked_for_shown_with_its_sentence_its_table_and_its_command(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    left = put_offer(topic, "workers", table.workers[0], "3.00CNY/order")
    right = put_offer(topic, "platform", table.platform[0], "2.00CNY/order")
    client = sign_in(table.workers[0])
    assert f'value="{left.pk}" selected' in client.get(f"/bargaining/topics/{topic.pk}/try/").content.decode()
    answer = client.post(f"/bargaining/topics/{topic.pk}/try/", ask_words(days, left=left.pk, right=right.pk))
    found = OfferTry.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/bargaining/tries/{found.pk}/")
    page = client.get(f"/bargaining/tries/{found.pk}/").content.decode()
    assert f'hx-get="/bargaining/tries/{found.pk}/progress/"' in page
    assert client.get(f"/bargaining/tries/{found.pk}/file/").status_code == 404
    done = finish_try(topic, table.workers[0], left=left, right=right)
    page = client.get(f"/bargaining/tries/{done.pk}/").content.decode()
    assert "照劳动者方，最低一成每小时多¥0.92" in page
    assert "--set PLT-special-weather.amount=3.00CNY/order" in page
    assert "style=" not in page
    told = sign_in(table.platform[0]).get(f"/bargaining/tries/{done.pk}/file/").json()
    assert told["result"]["right"]["pay_lowest_tenth"]["diff"] == 0.31
    assert client.get(f"/bargaining/tries/{done.pk}/progress/").headers["HX-Refresh"] == "true"


def test_what_is_refused_stands_beside_the_form(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    client = sign_in(table.workers[0])
    answer = client.post(f"/bargaining/topics/{topic.pk}/try/", ask_words(days))
    assert (answer.status_code, "没有选报价" in answer.content.decode()) == (422, True)
    answer = client.post(f"/bargaining/topics/{topic.pk}/sweep/", ask_words(
        days, first="amount", first_values="1CNY"))
    assert (answer.status_code, "2 到 12" in answer.content.decode()) == (422, True)
    answer = client.post(f"/bargaining/topics/{topic.pk}/sweep/", ask_words(
        days, first="amount", first_values="1CNY,2CNY", shared="on"))
    assert answer.status_code == 302
    assert OfferTry.objects.get().sweep == [["PLT-special-weather.amount", ["1CNY", "2CNY"]]]


def test_a_failure_is_shown_and_put_in_line_again_by_a_speaker_only(table: Table) -> None:
    found = finish_try(open_topic(table), table.workers[0])
    OfferTry.objects.filter(pk=found.pk).update(state="failed", why_failed="the days are not there")
    url = f"/bargaining/tries/{found.pk}/"
    assert "the days are not there" in sign_in(table.platform[0]).get(url).content.decode()
    assert sign_in(table.observer).post(f"{url}act/", {"act": "again"}).status_code == 404
    assert sign_in(table.platform[0]).post(f"{url}act/", {"act": "again"}).status_code == 302
    found.refresh_from_db()
    assert found.state == "asked"


def test_the_region_is_found_by_deeds_of_both_sides(table: Table) -> None:
    sweep = finish_sweep(open_topic(table), table.workers[0])
    url = f"/bargaining/tries/{sweep.pk}/"
    for account, outcome, sense, value in ((table.workers[0], "pay_lowest_tenth", "at_least", "28.80"),
                                           (table.platform[0], "cost_per_order", "at_most", "9.57")):
        client = sign_in(account)
        told = {"token": str(uuid.uuid4()), "outcome": outcome, "measure": "after", "sense": sense, "value": value}
        assert client.post(f"/bargaining/{table.talk.pk}/limits/", told).status_code == 302
        assert client.post(f"{url}act/", {"act": "put"}).status_code == 302
    page = sign_in(table.observer).get(url).content.decode()
    assert "有值能让双方的限度都满足" in page
    assert 'class="try-cell both"' not in page
    for account in (table.workers[0], table.platform[0]):
        sign_in(account).post(f"{url}act/", {"act": "where"})
    page = sign_in(table.observer).get(url).content.decode()
    assert "有 1 组值，双方的限度都满足" in page
    assert page.count('class="try-cell both"') == 1


def list_addresses(table: Table, private: OfferTry, topic_key: int) -> list[str]:
    """Every address of tries, and those around that might name one."""
    own = f"/bargaining/tries/{private.pk}/"
    return [own, f"{own}progress/", f"{own}file/", f"{own}act/", f"/bargaining/{table.talk.pk}/tries/",
            f"/bargaining/{table.talk.pk}/limits/", f"/bargaining/topics/{topic_key}/try/",
            f"/bargaining/topics/{topic_key}/sweep/", f"/bargaining/{table.talk.pk}/", "/bargaining/",
            "/bargaining/days/", "/", "/settings/"]


def test_what_is_private_is_seen_at_no_address_by_anybody_else(
        table: Table, district: Unit, bystander: Account, other_officer: Account, rider: Account,
        stranger: Client) -> None:
    """Drafts, private tries and sweeps, limits: the other side, recorder, observer, officers, staff, strangers."""
    topic = open_topic(table)
    draft = put_offer(topic, "workers", table.workers[0], SECRET, draft=True)
    private = finish_try(topic, table.workers[0], shared=False, left=draft)
    OfferTry.objects.filter(pk=private.pk).update(changes={"left": [f"PLT-special-weather.amount={SECRET}"]})
    sweep = finish_sweep(topic, table.workers[0], shared=False)
    shared = finish_sweep(topic, table.workers[0])
    limit = SideLimit.objects.create(talk=table.talk, side="workers", outcome="pay_lowest_tenth", sense="at_least",
                                     value=LIMIT, set_at=table.talk.opened_at, by=table.workers[0])
    put_limits(by=table.workers[0], sweep=shared, where=True)
    have_days()
    marks = (SECRET, "28.77", str(LIMIT), f"tries/{private.pk}/", f"tries/{sweep.pk}/", f"limits/{limit.pk}/")
    outsiders = [table.platform[0], table.recorder, table.observer, table.officer, other_officer, bystander, rider,
                 make_talk(district, table.officer, mark="u").workers[0]]
    for client in [*map(sign_in, outsiders), stranger]:
        addresses = [*list_addresses(table, private, topic.pk), f"/bargaining/tries/{sweep.pk}/",
                     f"/bargaining/tries/{sweep.pk}/file/", f"/bargaining/tries/{shared.pk}/",
                     f"/bargaining/tries/{shared.pk}/file/"]
        for address in addresses:
            answer = client.get(address)
            text = "" if answer.status_code in (301, 302) else answer.content.decode()
            assert [mark for mark in marks if mark in text.replace(address, "")] == [], address
        for key in (private.pk, sweep.pk):
            assert client.get(f"/bargaining/tries/{key}/").status_code in (302, 404)
            assert client.post(f"/bargaining/tries/{key}/act/", {"act": "share"}).status_code in (302, 404)
        assert client.post(f"/bargaining/limits/{limit.pk}/end/").status_code in (302, 404)
    assert not OfferTry.objects.get(pk=private.pk).shared
    assert SideLimit.objects.get().ended_at is None
    own = sign_in(table.workers[2])
    assert SECRET in own.get(f"/bargaining/tries/{private.pk}/").content.decode()
    assert "28.77" in own.get(f"/bargaining/{table.talk.pk}/limits/").content.decode()


def test_no_record_of_deeds_and_no_export_of_others_tells_a_private_try_or_a_limit(table: Table) -> None:
    topic, days = open_topic(table), have_days()
    draft = put_offer(topic, "workers", table.workers[0], SECRET, draft=True)
    client = sign_in(table.workers[0])
    client.post(f"/bargaining/topics/{topic.pk}/try/", ask_words(days, left=draft.pk))
    client.post(f"/bargaining/{table.talk.pk}/limits/", {
        "token": str(uuid.uuid4()), "outcome": "pay_lowest_tenth", "measure": "after", "sense": "at_least",
        "value": "28.77"})
    assert (OfferTry.objects.count(), SideLimit.objects.count(), LimitConsent.objects.count()) == (1, 1, 0)
    deeds = serializers.serialize("json", Deed.objects.filter(verb__in=("offer try asked", "side limit set")))
    assert Deed.objects.filter(verb="side limit set", unit=None).exists()
    assert SECRET not in deeds
    assert str(LIMIT) not in deeds
    for account in (table.platform[0], table.recorder, table.officer):
        told = str(gather_person(account))
        assert SECRET not in told
        assert str(LIMIT) not in told


def test_a_list_asks_the_database_equally_often_whatever_its_length(table: Table) -> None:
    topic = open_topic(table)
    client, url = sign_in(table.workers[0]), f"/bargaining/{table.talk.pk}/tries/"
    finish_sweep(topic, table.workers[0])
    few = count_queries(client, url)
    for _more in range(6):
        finish_try(topic, table.workers[0], left=put_offer(topic, "workers", table.workers[0], "3.00CNY"))
    assert count_queries(client, url) == few
