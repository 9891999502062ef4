"""A form carries its verb out, or shows what it refused at the field it speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm, carry_out, status_of
from nuantu_hub.site.errors import Refused


class _Form(forms.Form):
    name = forms.CharField()


def _refuse(field: str | None) -> Any:
    def verb(told: dict[str, Any]) -> str:
        raise Refused("不行", "换一个", field=field)
    return verb


def test_what_is_valid_is_done_with_what_the_form_says() -> None:
    form = _Form({"name": " 甲 "})
    assert (carry_out(form, lambda told: told["name"]), status_of(form)) == ("甲", 200)


@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("other", "__all__"), (None, "__all__")])
def test_a_refusal_stands_at_its_field_or_above_the_form(field: str | None, place: str) -> None:
    form = _Form({"name": "甲"})
    assert carry_out(form, _refuse(field)) is None
    assert (form.errors, status_of(form)) == ({place: ["不行；换一个"]}, 422)


def test_what_is_not_valid_is_not_done() -> None:
    form = _Form({"name": ""})
    done: list[str] = []
    assert carry_out(form, lambda told: done.append("x")) is None
    assert (done, status_of(form), status_of(_Form())) == ([], 422, 200)


def test_each_form_that_creates_carries_a_token_of_its_own() -> None:
    tokens = {str(TokenForm()["token"].value()) for _turn in range(3)}
    assert len(tokens) == 3


def test_days_and_moments_use_the_browsers_own_calendar() -> None:
    assert [(widget.input_type, widget.format) for widget in (DateInput(), MomentInput())] == [
        ("date", "%Y-%m-%d"), ("datetime-local", "%Y-%m-%dT%H:%M")]
