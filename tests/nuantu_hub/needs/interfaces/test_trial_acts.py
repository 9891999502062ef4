"""Several things on one page."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.trial_acts import Act, Acted, take_act


class Words(forms.Form):
    why = forms.CharField()


def press(told: dict[str, str] | None, verb: Any = lambda told: told) -> Acted:
    request = RequestFactory().get("/") if told is None else RequestFactory().post("/", told)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return take_act(request, {"one": Act(lambda data, _files: Words(data), verb, "好了"),
                              "two": Act(lambda data, _files: Words(data), verb, "好了")})


def refuse(_told: object) -> None:
    raise NeedRefused("不行", "换一个", field="why")


@pytest.mark.parametrize(("told", "done", "status"), [
    (None, False, 200), ({"act": "one", "why": "x"}, True, 200), ({"act": "one"}, False, 422),
    ({"act": "none", "why": "x"}, False, 422), ({"why": "x"}, False, 422)])
def test_only_the_act_that_was_named_is_carried_out(told: dict[str, str] | None, done: bool, status: int) -> None:
    acted = press(told)
    assert (acted.done, acted.status) == (done, status)
    assert not acted.forms["two"].is_bound


def test_what_the_verb_refuses_stands_beside_its_field() -> None:
    acted = press({"act": "one", "why": "x"}, refuse)
    assert (acted.done, acted.status, acted.forms["one"].errors) == (False, 422, {"why": ["不行；换一个"]})


def test_fields_of_two_forms_have_names_of_their_own() -> None:
    shown = press(None).forms
    assert [shown[name]["why"].auto_id for name in ("one", "two")] == ["one_why", "two_why"]
