"""Forms take what people may hand in, and nothing larger."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nuantu_hub.days.domain.linking import PURPOSE
from nuantu_hub.days.forms import MOST_UPLOAD, AnswerForm, AskForm, CodeForm, CodesForm, ExportForm
from nuantu_hub.people.domain.consents import read_purposes


def test_a_file_over_the_limit_is_refused() -> None:
    fine, large = (SimpleUploadedFile("a.zip", b"0" * size) for size in (10, MOST_UPLOAD + 1))
    told = {"pseudonym": "R1", "consent": "on", "agreed": "2026-11"}
    assert ExportForm(told, {"file": fine}).is_valid()
    form = ExportForm(told, {"file": large})
    assert list(form.errors) == ["file"]
    assert CodesForm({"platform": "甲"}, {"file": SimpleUploadedFile("a.csv", b"x")}).is_valid()


def test_a_request_needs_words_and_its_token() -> None:
    assert AskForm({"words": "少了", "token": str(uuid.uuid4())}).is_valid()
    assert sorted(AskForm({"words": " "}).errors) == ["token", "words"]
    assert list(CodeForm({"code": "", "consent": "on", "agreed": "2026-11"}).errors) == ["code"]


def test_nothing_is_linked_without_consent_in_the_words_of_today() -> None:
    form = CodeForm({"code": "A", "agreed": "2026-11"})
    assert list(form.errors) == ["consent"]
    words = read_purposes()[PURPOSE].words
    assert (form.fields["consent"].label, form.fields["agreed"].initial) == (str(words), words.version)


@pytest.mark.parametrize(("outcome", "valid"), [("right", True), ("stands", True), ("maybe", False), ("", False)])
def test_an_answer_has_one_of_the_findings(outcome: str, valid: bool) -> None:
    assert AnswerForm({"outcome": outcome, "words": "核对过"}).is_valid() is valid
