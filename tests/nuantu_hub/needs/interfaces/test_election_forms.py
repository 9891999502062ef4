"""Forms of elections: what they offer and what they refuse."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.needs.interfaces.election_forms import CheckForm, ConstituencyForm, ElectionForm, PaperForm, WatcherForm
from nuantu_hub.needs.models import Constituency

pytestmark = pytest.mark.django_db


def test_marks_are_numbers_of_lines_and_may_be_none() -> None:
    form = PaperForm({"code": "x", "marks": ["2"]}, lines=[(1, "林小满"), (2, "赵大河")])
    assert form.is_valid()
    assert form.cleaned_data["marks"] == [2]
    assert PaperForm({"code": "x"}, lines=[(1, "林小满")]).is_valid()
    assert not PaperForm({"code": "x", "marks": ["3"]}, lines=[(1, "林小满")]).is_valid()


def test_a_watcher_may_hold_no_key() -> None:
    form = WatcherForm({"login": "a", "body": "b", "seat": ""})
    assert form.is_valid()
    assert form.cleaned_data["seat"] is None


def test_a_decision_is_yes_or_no() -> None:
    form = CheckForm({"eligible": "no", "why": "不满一年"})
    assert form.is_valid()
    assert form.cleaned_data["eligible"] is False
    assert not CheckForm({}).is_valid()


def test_seats_have_a_limit_and_rules_are_those_of_today() -> None:
    told = {"token": uuid.uuid4(), "kind": "province", "code": "11"}
    assert ConstituencyForm({**told, "seats": 60}).is_valid()
    assert not ConstituencyForm({**told, "seats": 61}).is_valid()
    assert len(ElectionForm(rows=Constituency.objects.none()).fields["rule"].choices) == 2
