"""What the forms of suspensions take."""

from __future__ import annotations

from nuantu_hub.passes.interfaces.suspension_forms import AnswerForm, HolderForm


def test_an_answer_is_yes_or_no() -> None:
    told = [AnswerForm({"upheld": word, "answer": "看过"}) for word in ("yes", "no", "perhaps")]
    assert [form.is_valid() and form.cleaned_data["upheld"] for form in told] == [True, False, False]
    assert [form.is_valid() for form in told] == [True, True, False]


def test_a_seat_is_one_of_three() -> None:
    told = [HolderForm({"seat": seat, "name": "街道", "public_key": "x"}).is_valid() for seat in ("1", "3", "4")]
    assert told == [True, True, False]
