"""Trials for everybody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.needs.trial_cast import (
    approve,
    begin,
    build_station,
    enrol_rider,
    give,
    receive,
    stock_station,
    volunteer,
    weigh,
)

from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_before_the_decision_there_are_no_figures_and_no_suppliers(
        officer: Account, district: Unit, stranger: Client) -> None:
    trial = weigh(officer, district)
    page = stranger.get(reverse("needs:open_trial", args=[trial.sign])).content.decode()
    assert trial.seed_sha256 in page
    assert "供应商" not in page
    assert stranger.get(reverse("needs:open_trial_scores", args=[trial.sign])).status_code == 404


def test_afterwards_everything_can_be_checked(officer: Account, district: Unit, stranger: Client) -> None:
    trial = approve(officer, district)
    page = stranger.get(reverse("needs:open_trial", args=[trial.sign])).content.decode()
    assert trial.seed in page
    assert "供应商2" in page
    assert "最暖，也不碰车轮" in page
    assert stranger.get(reverse("needs:open_trial_scores", args=[trial.sign])).content.count(b"\r\n") == 1 + 24 * 5
    assert trial.sign in stranger.get(reverse("needs:open_trials")).content.decode()


def test_few_answers_and_few_receipts_are_withheld(
        officer: Account, district: Unit, street: Unit, stranger: Client) -> None:
    early = begin(officer, district)
    volunteer(early, district, 5, first=600)
    assert "填的人不到 10" in stranger.get(reverse("needs:open_trial", args=[early.sign])).content.decode()
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    give(trial, station, enrol_rider(900, street))
    page = stranger.get(reverse("needs:open_trial", args=[trial.sign])).content.decode()
    assert "不到 10 或不公布" in page
    assert "签收 1 件" not in page
    table = stranger.get(reverse("needs:open_trial_account", args=[trial.sign])).content.decode("utf-8-sig")
    assert "不到 10，不公布" in table


def test_no_name_of_a_rider_stands_on_a_public_page(officer: Account, district: Unit, stranger: Client) -> None:
    trial = approve(officer, district)
    for name in ("open_trial", "open_trial_account", "open_trial_scores"):
        body = stranger.get(reverse(f"needs:{name}", args=[trial.sign])).content.decode()
        assert "骑手1" not in body
        assert "T01" not in body
