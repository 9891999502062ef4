"""Money and goods at the desk."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.trial_cast import (
    build_station,
    enrol_rider,
    give,
    receive,
    second_officer,
    stock_station,
    weigh,
)

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_stock import list_stock
from nuantu_hub.needs.models import RecallNotice, Trial, TrialBudget
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_from_the_budget_to_the_closed_account(officer: Account, district: Unit, street: Unit, as_: As) -> None:
    trial = weigh(officer, district)
    decide_trial(by=officer, trial=trial, letter="C", why="最暖")
    page, client = reverse("needs:trial_goods", args=[trial.pk]), as_(officer)

    def press(act: str, by: object = client, **told: object) -> int:
        return client_of(by).post(page, {"act": act, "token": str(uuid.uuid4()), **told}).status_code

    def client_of(by: object) -> object:
        return by

    assert press("ask", pieces=10, source="送温暖", why="先发一站") == 302
    assert press("answer", approved="yes", answer="") == 422
    assert press("answer", as_(second_officer(district)), approved="yes", answer="同意") == 302
    assert press("order", pieces_0=6, pieces_1=5, number="HT", price_minor="90", due_on="2027-01-01") == 422
    assert press("order", pieces_0=6, pieces_1=4, number="HT", price_minor="90", due_on="2027-01-01") == 302
    order = trial.orders.get()
    assert press("receive", order=order.pk, pieces_0=6, pieces_1=4, label="L1", rejected=0, checked="抽三件") == 302
    station, lot = build_station(street), trial.lots.get()
    assert press("send", shelf=f"{lot.pk}-0-0", pieces=2, to="没有") == 422
    assert press("send", shelf=f"{lot.pk}-0-0", pieces=2, to=station.code) == 302
    give(Trial.objects.get(), station, enrol_rider(900, street))
    assert press("count", shelf=f"{lot.pk}-1-0", pieces=3, why="") == 422
    assert press("count", shelf=f"{lot.pk}-1-0", pieces=3, why="一件受潮") == 302
    assert press("recall", lot=lot.pk, what="掉毛", do="退到驿站") == 302
    assert RecallNotice.objects.count() == 1
    assert press("close") == 422
    for line in list_stock(trial):
        shelf = f"{line.lot_id}-{trial.sizes.index(line.size)}-{line.station_id or 0}"
        assert press("left", shelf=shelf, pieces=line.pieces, why="退厂") == 302
    assert press("close") == 302
    assert Trial.objects.get().state == "closed"
    shown = client.get(page).content.decode()
    assert "通知 1" in shown


def test_a_station_leads_to_its_handing_out_for_those_who_may_hand_out_there(
        officer: Account, organiser: Account, district: Unit, street: Unit, as_: As) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    page, where = reverse("needs:trial_goods", args=[trial.pk]), reverse("needs:hand_out", args=[trial.pk, station.pk])

    shown = [as_(account).get(page).content.decode() for account in (officer, organiser)]

    assert [(where in text, station.name in text) for text in shown] == [(True, True), (False, True)]
    assert [as_(account).get(where).status_code for account in (officer, organiser)] == [200, 404]


def test_receipts_are_taken_along(officer: Account, district: Unit, as_: As) -> None:
    trial = weigh(officer, district)
    answer = as_(officer).get(reverse("needs:trial_receipts", args=[trial.pk]))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert not TrialBudget.objects.exists()
