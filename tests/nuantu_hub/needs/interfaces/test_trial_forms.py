"""Forms of trials."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, collect

from nuantu_hub.needs.interfaces.trial_forms import (
    USUAL_WEIGHTS,
    BeginForm,
    DecideForm,
    FeedbackForm,
    HandoutForm,
    MoneyField,
    OrderForm,
    SampleForm,
    SpecForm,
    WishForm,
)
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("text", "minor"), [("85.5", 8_550), ("0.01", 1), ("90", 9_000), ("19.99", 1_999)])
def test_money_is_kept_in_hundredths(text: str, minor: int) -> None:
    assert MoneyField().clean(text) == minor


def test_sizes_are_parted_however_they_are_written(district: Unit) -> None:
    told = {"token": str(uuid4()), "unit": district.pk, "name": "被", "why": "冷", "sizes": "短款、 中款,长款；",
            "places": 12, "turns": 2, "days": 5}
    form = BeginForm(told, units=Unit.objects.all())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sizes"] == ("短款", "中款", "长款")


def test_one_unit_is_chosen_already(district: Unit) -> None:
    assert BeginForm(units=Unit.objects.filter(pk=district.pk)).fields["unit"].initial == district.pk


def test_the_usual_weights_add_up_and_a_published_version_fills_the_next(officer: Account, district: Unit) -> None:
    assert sum(USUAL_WEIGHTS.values()) == 100
    spec = collect(officer, begin(officer, district)).specs.first()
    assert SpecForm(spec=spec).fields["weight_warmth"].initial == 35


def test_a_trial_without_sizes_asks_for_none(officer: Account, district: Unit) -> None:
    trial = begin(officer, district, sizes=())
    for form in (SampleForm(trial=trial), HandoutForm(trial=trial), WishForm(trial=trial)):
        assert not {"size", "sizes"} & set(form.fields)
    assert [name for name in OrderForm(trial=trial).fields if name.startswith("pieces")] == ["pieces_0"]


def test_pieces_are_read_by_size(officer: Account, district: Unit) -> None:
    trial = begin(officer, district)
    form = OrderForm({"token": str(uuid4()), "pieces_0": 3, "pieces_1": 0, "number": "HT", "price_minor": "90",
                      "due_on": "2027-01-01"}, trial=trial)
    assert form.is_valid(), form.errors
    assert form.read_pieces() == {"短款": 3, "长款": 0}


def test_scores_are_read_by_criterion(officer: Account, district: Unit) -> None:
    spec = collect(officer, begin(officer, district)).specs.get()
    criteria = list(spec.criteria.all())
    form = FeedbackForm({"token": str(uuid4()), **{f"score_{one.key}": 4 for one in criteria}}, criteria=criteria)
    assert form.is_valid(), form.errors
    assert form.read_scores() == {one.key: 4 for one in criteria}
    assert next(iter(form.fields)).startswith("score_")


def test_none_of_them_can_be_chosen() -> None:
    form = DecideForm({"letter": "", "why": "都挡灯"}, letters=["A"])
    assert form.is_valid(), form.errors
    assert not DecideForm({"letter": "B", "why": "x"}, letters=["A"]).is_valid()
