"""Hours are read as people write them, and written as they are read."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django import forms
from tests.nuantu_hub.passes.compound_cast import TERMS

from nuantu_hub.passes.interfaces.policy_forms import PolicyForm, fill_form, read_spans, write_spans


@pytest.mark.parametrize(("text", "spans"), [
    ("06:00-23:00", ((360, 1380),)), ("6:00–9:30，11：00到23:00", ((360, 570), (660, 1380))),
    ("00:00-24:00", ((0, 1440),)), ("", ()), ("不通行", ()), (" — ", ()),
    ("06:00-08:00;08:00-09:00", ((360, 480), (480, 540)))])
def test_words_become_minutes(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_spans(text) == spans
    assert read_spans(write_spans(spans)) == spans


@pytest.mark.parametrize("text", ["6点到9点", "09:00-08:00", "06:00-24:01", "06:61-07:00", "08:00-10:00,09:00-11:00",
                                  "06:00-07:00 x", "06:00"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        read_spans(text)


def put(**words: Any) -> PolicyForm:
    """The form, filled in."""
    return PolicyForm({"workday": "06:00-23:00", "weekend": "08:00-22:00", "vehicles": ["ebike"], "speed_kmh": "15",
                       "stay_max_min": "30", "token": uuid.uuid4(), **words})


def test_a_day_of_its_own_wins_over_the_rest() -> None:
    form = put(day2="09:00-10:00", day6="无")

    assert form.is_valid(), form.errors
    assert form.terms.hours == (((360, 1380),),) * 2 + (((540, 600),),) + (((360, 1380),),) * 2 + (((480, 1320),), ())


def test_faults_stand_beside_their_fields() -> None:
    assert list(put(day3="早上").errors) == ["day3"]
    assert list(put(workday="早上").errors) == ["workday"]
    assert list(put(workday="", weekend="").errors) == ["workday"]
    assert list(put(speed_kmh="0").errors) == ["speed_kmh"]


def test_what_holds_fills_the_form_and_comes_back() -> None:
    terms = replace(TERMS, hours=(((0, 600),),) * 3 + ((),) + (((0, 600),),) * 3, key_level_min=1,
                    notes={"zh": "轻声", "en": "Quiet"})
    form = PolicyForm({**fill_form(terms), "token": uuid.uuid4()})

    assert form.is_valid(), form.errors
    assert replace(form.terms, agreed_on=terms.agreed_on) == terms
