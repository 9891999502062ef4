"""The desk of trials."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.trial_cast import begin, collect, receive, volunteer
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.needs.models import Trial
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_an_officer_begins_one_and_a_repeated_form_begins_no_other(officer: Account, district: Unit, as_: As) -> None:
    client, told = as_(officer), {
        "token": str(uuid.uuid4()), "unit": district.pk, "name": "防风被", "why": "膝盖冷", "sizes": "短款、长款",
        "places": 12, "turns": 2, "days": 5, "members_only": "on"}
    assert client.get(reverse("needs:trial_add")).status_code == 200
    answers = [client.post(reverse("needs:trial_add"), told) for _time in range(2)]
    made = Trial.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {reverse("needs:trial", args=[made.pk])}
    assert made.sizes == ["短款", "长款"]


@pytest.mark.parametrize("change", [{"name": ""}, {"places": 5}, {"sizes": "甲、甲"}])
def test_what_is_wrong_stands_beside_the_form(officer: Account, district: Unit, as_: As,
                                              change: dict[str, object]) -> None:
    told = {"token": str(uuid.uuid4()), "unit": district.pk, "name": "防风被", "why": "膝盖冷", "sizes": "短款",
            "places": 12, "turns": 2, "days": 5}
    assert as_(officer).post(reverse("needs:trial_add"), told | change).status_code == 422
    assert not Trial.objects.exists()


def test_one_trial_shows_what_riders_need_and_is_given_up_with_a_reason(
        officer: Account, district: Unit, as_: As) -> None:
    trial = begin(officer, district)
    volunteer(trial, district, 3)
    client, page = as_(officer), reverse("needs:trial", args=[trial.pk])
    shown = client.get(page).content.decode()
    assert "人愿意试用" in shown
    assert "开始先试后买" in shown
    assert client.post(page, {"act": "drop", "why": ""}).status_code == 422
    assert client.post(page, {"act": "unknown"}).status_code == 422
    assert client.post(page, {"act": "drop", "why": "没人要"}).status_code == 302
    assert "没人要" in client.get(page).content.decode()


def test_others_see_nothing(officer: Account, other_officer: Account, rider: Account, stranger: Client,
                            district: Unit, as_: As) -> None:
    trial = begin(officer, district)
    for name in ("trial", "trial_samples", "trial_testers", "trial_result", "trial_goods", "trial_receipts"):
        page = reverse(f"needs:{name}", args=[trial.pk])
        assert [as_(who).get(page).status_code for who in (other_officer, rider)] == [404, 404]
        assert stranger.get(page).status_code == 302
    assert "还没有先试后买" in as_(other_officer).get(reverse("needs:trials")).content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(officer: Account, district: Unit, as_: As) -> None:
    begin(officer, district)
    client = as_(officer)
    before = count_queries(client, reverse("needs:trials"))
    for _number in range(20):
        begin(officer, district)
    assert count_queries(client, reverse("needs:trials")) == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_a_trial_shows_in_both_languages(officer: Account, district: Unit, as_: As,
                                                       language: str) -> None:
    client = as_(officer)
    client.cookies["django_language"] = language
    early, late = collect(officer, begin(officer, district)), receive(officer, district)
    for trial in (early, late):
        for name in ("trial", "trial_samples", "trial_testers", "trial_result", "trial_goods"):
            assert client.get(reverse(f"needs:{name}", args=[trial.pk])).status_code == 200
