"""Samples, testers, dangers, figures and the decision at the desk."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.trial_cast import WEIGHTS, begin, collect, draw, tell_all, volunteer, weigh

from nuantu_hub.needs.domain.trial_feedback import report_hazard
from nuantu_hub.needs.models import Trial, TrialSample, TrialTurn
from nuantu_hub.people.models import Account, Reading, Unit

pytestmark = pytest.mark.django_db


def test_criteria_and_samples_by_their_forms(officer: Account, district: Unit, as_: As) -> None:
    trial = begin(officer, district)
    client, page = as_(officer), reverse("needs:trial_samples", args=[trial.pk])
    weights = {f"weight_{key}": WEIGHTS.get(key, 0) for key in (*WEIGHTS, "handling")}
    told = {"act": "spec", "words": "轻", "cap_minor": "120.00", **weights}
    assert client.post(page, told | {"weight_warmth": 99}).status_code == 422
    assert client.post(page, told).status_code == 302
    assert trial.specs.get().cap_minor == 12_000
    sample = {"act": "sample", "token": str(uuid.uuid4()), "supplier": "乙厂", "price_minor": "85.50",
              "sizes": ["短款"], "certificate": "FR-1", "certificate_until": "2099-01-01"}
    assert [client.post(page, sample).status_code for _time in range(2)] == [302, 302]
    kept = TrialSample.objects.get()
    assert (kept.price_minor, kept.sizes, kept.letter) == (8_550, ["短款"], "A")
    assert client.post(page, {"act": "out", "sample": kept.pk, "why": "卷轮子"}).status_code == 302
    assert "卷轮子" in client.get(page).content.decode()


def test_it_is_drawn_by_one_press_and_drawn_again_to_check(officer: Account, district: Unit, as_: As) -> None:
    trial = collect(officer, begin(officer, district))
    client, page = as_(officer), reverse("needs:trial_testers", args=[trial.pk])
    assert "SHA-256" in client.get(page).content.decode()
    assert client.post(page, {"act": "draw"}).status_code == 422
    volunteer(trial, district)
    assert client.post(page, {"act": "draw"}).status_code == 302
    assert "完全一样" in client.get(page, {"again": 1}).content.decode()
    assert Reading.objects.filter(by=officer, purpose="testers of a trial").exists()


def test_a_danger_is_looked_into_and_the_trying_ends(officer: Account, district: Unit, as_: As) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    turn = TrialTurn.objects.select_related("tester__account").filter(sample__letter="A").first()
    assert turn is not None
    hazard = report_hazard(account=turn.tester.account, turn=turn, criterion="wheels", words="碰到轮子",
                           token=uuid.uuid4())
    client, page = as_(officer), reverse("needs:trial_testers", args=[trial.pk])
    assert "碰到轮子" in client.get(page).content.decode()
    assert client.post(page, {"act": "end", "why": ""}).status_code == 422
    settle = {"act": "settle", "hazard": hazard.pk, "confirmed": "no", "found": ""}
    assert client.post(page, settle).status_code == 422
    assert client.post(page, settle | {"found": "骑了两公里，碰不到"}).status_code == 302
    assert client.post(page, {"act": "end", "why": ""}).status_code == 302
    assert Trial.objects.get().state == "weighing"


def test_nobody_sees_figures_while_it_is_tried(officer: Account, district: Unit, as_: As) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    assert "试用结束以后才看得到分数" in as_(officer).get(
        reverse("needs:trial_result", args=[trial.pk])).content.decode()


def test_the_officer_decides_and_the_organiser_only_looks(
        officer: Account, organiser: Account, district: Unit, as_: As) -> None:
    trial = weigh(officer, district)
    page = reverse("needs:trial_result", args=[trial.pk])
    shown = as_(organiser).get(page).content.decode()
    assert "C 款" in shown
    assert "决定并公开" not in shown
    assert as_(organiser).post(page, {"act": "decide", "letter": "C", "why": "最暖"}).status_code == 422
    client = as_(officer)
    assert "完全一样" in client.get(page, {"again": 1}).content.decode()
    assert client.post(page, {"act": "decide", "letter": "C", "why": ""}).status_code == 422
    assert client.post(page, {"act": "decide", "letter": "C", "why": "最暖"}).status_code == 302
    assert Trial.objects.get().state == "decided"
