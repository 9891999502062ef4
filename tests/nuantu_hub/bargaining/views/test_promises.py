"""Pages of promises: who sees them, who hands in, who accepts."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.promise_scene import BASE, keep_years, take
from tests.nuantu_hub.bargaining.scene import Table, make_talk, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.bargaining.models import Promise, PromiseEvidence
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def _told(**change: object) -> dict[str, object]:
    return {"token": str(uuid.uuid4()), "province": "33", "words": "浙江已上线"} | change


def test_an_officer_takes_the_promises_of_the_agreement(table: Table) -> None:
    keep_years()
    table.talk.base = BASE
    table.talk.save(update_fields=["base"])
    client = sign_in(table.officer)
    assert "记下协议里的承诺" in client.get(reverse("bargaining:promises")).content.decode()
    assert client.post(reverse("bargaining:take_promises", args=[table.talk.pk])).status_code == 302
    shown = client.get(reverse("bargaining:promises")).content.decode()
    assert Promise.objects.count() == 3
    assert "过期没有落实" in shown
    assert "没有公布完成期限" in shown
    assert sign_in(table.platform[0]).post(
        reverse("bargaining:take_promises", args=[table.talk.pk])).status_code == 404


def test_one_side_hands_in_and_the_other_accepts(table: Table) -> None:
    page = reverse("bargaining:promise", args=[take(table)[0].pk])
    theirs, ours = sign_in(table.platform[0]), sign_in(table.workers[0])
    assert theirs.post(page, _told(words="")).status_code == 422
    assert theirs.post(page, _told(upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"))).status_code == 302
    evidence = PromiseEvidence.objects.get()
    judge = reverse("bargaining:judge_evidence", args=[evidence.pk])
    file = ours.get(reverse("bargaining:evidence_file", args=[evidence.pk]))
    assert (file.status_code, file.content) == (200, b"%PDF-1.4 x")
    assert f'"{judge}"' not in theirs.get(page).content.decode()
    assert judge in ours.get(page).content.decode()
    assert theirs.post(judge, {"answer": "accept"}).status_code == 422
    assert ours.post(judge, {"answer": "dispute"}).status_code == 422
    assert ours.post(judge, {"answer": "accept"}).status_code == 302
    evidence.refresh_from_db()
    assert (evidence.state, evidence.judged_by) == ("accepted", table.workers[0])


def test_recorder_and_observer_read_and_hand_in_nothing(table: Table) -> None:
    page = reverse("bargaining:promise", args=[take(table)[0].pk])
    for who in (table.recorder, table.observer):
        client = sign_in(who)
        assert client.get(page).status_code == 200
        assert client.post(page, _told()).status_code == 422
    assert not PromiseEvidence.objects.exists()


def test_strangers_to_the_talk_find_nothing(table: Table, rider: Account, other_officer: Account, bystander: Account,
                                            stranger: Client) -> None:
    first = take(table)[0]
    page = reverse("bargaining:promise", args=[first.pk])
    sign_in(table.officer).post(page, _told())
    evidence = PromiseEvidence.objects.get()
    assert evidence.side == "workers"
    for address in (page, reverse("bargaining:judge_evidence", args=[evidence.pk]),
                    reverse("bargaining:evidence_file", args=[evidence.pk])):
        assert {sign_in(who).get(address).status_code for who in (rider, other_officer, bystander)} == {404}
        assert stranger.get(address).status_code == 302
    assert first.words not in sign_in(other_officer).get(reverse("bargaining:promises")).content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(table: Table, district: Unit) -> None:
    take(table)
    client = sign_in(table.officer)
    before = count_queries(client, reverse("bargaining:promises"))
    for number in range(3):
        take(make_talk(district, table.officer, mark=f"m{number}"))
    assert count_queries(client, reverse("bargaining:promises")) == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_show_in_both_languages(table: Table, language: str) -> None:
    first, client = take(table)[0], sign_in(table.officer)
    client.cookies["django_language"] = language
    assert client.get(reverse("bargaining:promise", args=[first.pk])).status_code == 200
    assert client.get(reverse("bargaining:promises")).status_code == 200
