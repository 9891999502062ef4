"""The form of an offer is built from what the clause type declares."""

from __future__ import annotations

from django import forms

from nuantu_hub.bargaining.interfaces.table_forms import OfferForm, TopicForm
from nuantu_hub.seam.drafting import find_type


def make_form(name: str, **data: object) -> OfferForm:
    """The form of a type with what somebody wrote."""
    kind = find_type(name)
    assert kind is not None
    return OfferForm({"token": "6f1f2a3e-0000-4000-8000-000000000001", **data}, kind=kind)


def test_every_parameter_has_its_field_and_words_are_chosen() -> None:
    form = make_form("special_weather_subsidy", words="补贴", amount="1.50 CNY/order", level="yellow", at="accepted",
                     kinds=["rain", "snow"], note="")
    assert list(form.fields) == ["words", "amount", "level", "at", "kinds", "note", "token"]
    assert isinstance(form.fields["level"], forms.ChoiceField)
    assert "0.07 CNY/order" in str(form.fields["amount"].help_text)
    assert form.is_valid(), form.errors
    assert form.tell_facts(form.cleaned_data).params == {
        "amount": "1.50 CNY/order", "level": "yellow", "at": "accepted", "kinds": "[rain, snow]"}


def test_what_must_be_stated_is_asked_for() -> None:
    form = make_form("special_weather_subsidy", words="补贴")
    assert set(form.errors) == {"amount", "level", "at"}


def test_topics_choose_from_every_type_by_chapter() -> None:
    groups = dict(TopicForm().fields["clause_type"].choices)
    assert len(groups) == 6
    assert sum(map(len, groups.values())) >= 60


def test_a_table_by_words_is_written_and_not_chosen() -> None:
    form = make_form("eta_extension", words="补时", causes=["weather", "gate"], added="{weather: 10 min, gate: actual}")
    assert not isinstance(form.fields["added"], forms.ChoiceField)
    assert form.is_valid(), form.errors
    assert form.tell_facts(form.cleaned_data).params["added"] == "{weather: 10 min, gate: actual}"
