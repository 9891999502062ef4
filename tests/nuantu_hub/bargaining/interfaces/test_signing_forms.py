"""Forms of the signing room refuse what cannot be before a verb is asked."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nuantu_hub.bargaining.domain.party_signing import MOST_BYTES
from nuantu_hub.bargaining.interfaces.signing_forms import FreezeForm, RatifyForm, SignatureForm, VoidForm


@pytest.mark.parametrize(("begin", "end", "wrong"), [
    ("2026-12-01", "2027-11-30", []), ("2026-12-01", "2026-12-01", []), ("2026-12-01", "", []),
    ("2026-12-01", "2026-11-30", ["effective_to"]), ("", "2026-11-30", ["effective_from"])])
def test_a_text_begins_on_a_day_and_does_not_end_before_it(begin: str, end: str, wrong: list[str]) -> None:
    form = FreezeForm({"token": str(uuid.uuid4()), "effective_from": begin, "effective_to": end})
    assert list(form.errors) == wrong


def test_a_signature_is_a_file_or_what_stands_in_it() -> None:
    filed = SignatureForm({}, {"file": SimpleUploadedFile("s.json", b"{}")})
    pasted = SignatureForm({"words": " {} "}, {})
    assert (filed.is_valid(), pasted.is_valid()) == (True, True)
    assert (filed.cleaned_data, pasted.cleaned_data) == ({"told": b"{}"}, {"told": "{}"})


def test_no_signature_and_too_large_a_one_are_refused() -> None:
    large = SimpleUploadedFile("s.json", b"x" * (MOST_BYTES + 1))
    assert "贴上它的内容" in str(SignatureForm({"words": "  "}, {}).errors)
    assert "文件太大" in str(SignatureForm({}, {"file": large}).errors)
    assert list(SignatureForm({"words": "x" * (MOST_BYTES + 1)}, {}).errors) == ["words"]


@pytest.mark.parametrize(("change", "wrong"), [
    ({}, []), ({"entitled": 0}, ["entitled"]), ({"yes": -1}, ["yes"]), ({"present": "many"}, ["present"]),
    ({"at": ""}, ["at"]), ({"words": "x" * 501}, ["words"])])
def test_heads_and_the_moment_of_a_ratification_are_asked_for(change: dict[str, object], wrong: list[str]) -> None:
    told = {"entitled": 3, "present": 3, "yes": 2, "no": 1, "at": "2026-11-09T10:00"}
    assert list(RatifyForm(told | change).errors) == wrong
    assert not VoidForm({"why": "x" * 301}).is_valid()
