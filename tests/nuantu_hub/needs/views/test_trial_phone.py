"""Trials on a worker's phone."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.trial_cast import (
    WEIGHTS,
    begin,
    build_station,
    draw,
    enrol_rider,
    give,
    receive,
    sign_name,
    stock_station,
)

from nuantu_hub.needs.domain.trial_recalls import call_back
from nuantu_hub.needs.models import RecallNotice, TrialFeedback, TrialHazard, TrialTester, TrialTurn, TrialWish
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_what_one_needs_is_said_in_three_taps_and_may_be_changed(
        officer: Account, rider: Account, district: Unit, as_: As) -> None:
    trial, client = begin(officer, district), as_(rider)
    page = reverse("needs:trial_wish", args=[trial.sign])
    assert client.get(page).status_code == 200
    assert client.post(page, {"wanted": "yes"}).status_code == 422
    assert client.post(page, {"wanted": "yes", "vehicle": "ebike", "size": "短款"}).status_code == 302
    assert client.post(page, {"wanted": "yes", "vehicle": "ebike", "size": "短款",
                              "would_try": "on"}).status_code == 422
    assert client.post(page, {"wanted": "yes", "vehicle": "moto", "size": "长款", "would_try": "on",
                              "company": "青禾"}).status_code == 302
    wish = TrialWish.objects.get()
    assert (wish.vehicle, wish.would_try, wish.sex) == ("moto", True, "open")
    assert "填过了，可以改" in client.get(reverse("needs:own_trials")).content.decode()


@pytest.fixture
def turn(officer: Account, district: Unit) -> TrialTurn:
    """A turn that is over."""
    draw(officer, district)
    day = now().date() - timedelta(days=9)
    TrialTurn.objects.update(first_day=day, last_day=day + timedelta(days=4))
    found = TrialTurn.objects.select_related("tester__account", "tester__trial").first()
    assert found is not None
    return found


def test_a_tester_tells_how_it_was_with_a_picture(turn: TrialTurn, as_: As) -> None:
    client, page = as_(turn.tester.account), reverse("needs:trial_turn", args=[turn.pk])
    assert page in client.get(reverse("needs:own_trials")).content.decode()
    assert page in client.get("/").content.decode()
    told = {"token": str(uuid.uuid4()), "words": "暖", **{f"score_{key}": 4 for key in WEIGHTS}}
    assert client.get(page).status_code == 200
    assert client.post(page, told | {"score_warmth": ""}).status_code == 422
    assert client.post(page, told | {"photo": sign_name()}).status_code == 302
    kept = TrialFeedback.objects.get()
    assert (kept.scores["warmth"], kept.words, kept.photo is not None) == (4, "暖", True)


def test_a_danger_stops_it_on_every_testers_phone(turn: TrialTurn, as_: As) -> None:
    client, page = as_(turn.tester.account), reverse("needs:trial_hazard", args=[turn.pk])
    told = {"token": str(uuid.uuid4()), "criterion": "wheels", "words": "卷进去了"}
    assert client.get(page).status_code == 200
    assert client.post(page, told | {"words": ""}).status_code == 422
    assert client.post(page, told).status_code == 302
    other = TrialTurn.objects.filter(sample=turn.sample).exclude(pk=turn.pk).select_related("tester__account").first()
    assert other is not None
    assert "先别用" in as_(other.tester.account).get(reverse("needs:own_trials")).content.decode()
    assert TrialHazard.objects.count() == 1


def test_somebody_leaves(turn: TrialTurn, as_: As) -> None:
    client, page = as_(turn.tester.account), reverse("needs:trial_quit", args=[turn.tester.trial.sign])
    assert client.get(page).status_code == 200
    assert client.post(page, {"why": "回老家"}).status_code == 302
    assert TrialTester.objects.get(pk=turn.tester.pk).state == "quit"
    assert "你已经退出" in client.get(page).content.decode()


def test_what_is_anothers_is_not_there(turn: TrialTurn, rider: Account, as_: As) -> None:
    pages = [reverse("needs:trial_turn", args=[turn.pk]), reverse("needs:trial_hazard", args=[turn.pk]),
             reverse("needs:trial_quit", args=[turn.tester.trial.sign])]
    assert [as_(rider).get(page).status_code for page in pages] == [404, 404, 404]


def test_a_recall_stands_on_the_home_and_is_seen(officer: Account, district: Unit, street: Unit, as_: As) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    holder = enrol_rider(900, street)
    give(trial, station, holder)
    call_back(by=officer, trial=trial, lot=None, what="掉扣子", do="退到驿站", token=uuid.uuid4())
    client = as_(holder)
    assert "掉扣子" in client.get("/").content.decode()
    assert RecallNotice.objects.get().seen_at is None
    assert "掉扣子" in client.get(reverse("needs:own_trials")).content.decode()
    assert RecallNotice.objects.get().seen_at is not None
