"""Forms of promises."""

from __future__ import annotations

from nuantu_hub.bargaining.interfaces.promise_forms import EvidenceForm, JudgeForm
from nuantu_hub.bargaining.models import Promise


def test_only_the_promised_provinces_can_be_chosen() -> None:
    choices = EvidenceForm(promise=Promise(places=["33", "45"])).fields["province"].choices
    assert [code for code, _name in choices] == ["", "33", "45"]


def test_an_answer_is_one_of_two() -> None:
    assert JudgeForm({"answer": "accept"}).is_valid()
    assert not JudgeForm({"answer": "maybe"}).is_valid()
