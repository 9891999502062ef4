"""Limits are written as people write them and kept whole; a sweep's values stand between commas of either kind."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import have_days, open_topic, put_offer

from nuantu_hub.bargaining.interfaces.try_forms import LimitForm, SweepForm, TryForm, say_offer


@pytest.mark.parametrize(("outcome", "value", "whole"), [
    ("pay_lowest_tenth", "28.80", 2880), ("cost_per_order", "0.16", 16), ("hours", "330", 19_800),
    ("late_share", "2.3", 23), ("required_speed_kmh", "15", 15_000)])
def test_a_limit_is_kept_in_whole_units(outcome: str, value: str, whole: int) -> None:
    form = LimitForm({"token": uuid.uuid4(), "outcome": outcome, "measure": "after", "sense": "at_least",
                      "value": value})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == whole


def test_one_that_is_finer_than_a_unit_is_refused() -> None:
    form = LimitForm({"token": uuid.uuid4(), "outcome": "late_share", "measure": "after", "sense": "at_most",
                      "value": "2.31"})
    assert not form.is_valid()
    assert "写得太细了" in str(form.errors)


@pytest.mark.django_db
def test_values_are_split_at_commas_of_either_kind() -> None:
    form = SweepForm({"token": uuid.uuid4(), "first": "amount", "first_values": "1.00CNY，1.50CNY, 2CNY", "second": "",
                      "days": have_days().pk, "seeds": "1"}, names=["amount"])
    assert form.is_valid(), form.errors
    assert form.list_axes() == [("amount", ["1.00CNY", "1.50CNY", "2CNY"])]


@pytest.mark.django_db
def test_offers_outside_the_given_ones_cannot_be_chosen(table: Table) -> None:
    topic = open_topic(table)
    draft = put_offer(topic, "platform", table.platform[0], "1CNY", draft=True)
    form = TryForm({"token": uuid.uuid4(), "left": draft.pk, "days": have_days().pk, "seeds": "1"},
                   offers=topic.offers.exclude(put_at=None))
    assert not form.is_valid()
    assert say_offer(draft) == "平台方 v1 · 本方草稿"
