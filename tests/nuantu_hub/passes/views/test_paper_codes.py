"""The sheet is a PDF whose codes another reader reads, and nobody's name is on it."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.pass_cast import build_compound_gate, confirm, seat_holders

from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_sheet_is_printed_and_read(rider: Account, street: Unit, officer: Account, as_: As) -> None:
    gate = build_compound_gate(street, "甲园")
    seat_holders()
    confirm(rider, street)
    told = {"card": rider.person.card_number, "gate": gate.pk, "day_ahead": 1, "first": 11, "last": 14, "agreed": "on"}
    answer = as_(officer).post(reverse("passes:paper"), told)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(answer.content)
    page = document[0]
    words = page.get_textpage().get_text_bounded()
    picture = page.render(scale=3).to_numpy()
    codes = [one.text for one in zxingcpp.read_barcodes(picture)]
    document.close()

    assert len(codes) == len(set(codes)) == 4
    assert all(code.startswith("XT1:") for code in codes)
    assert "11:00" in words
    assert "林小满" not in words


def test_without_consent_nothing_is_printed(rider: Account, street: Unit, officer: Account, as_: As) -> None:
    gate = build_compound_gate(street, "甲园")
    confirm(rider, street)
    told = {"card": rider.person.card_number, "gate": gate.pk, "day_ahead": 1, "first": 11, "last": 14}
    assert as_(officer).get(reverse("passes:paper")).status_code == 200
    assert as_(officer).post(reverse("passes:paper"), told).status_code == 422


def test_a_worker_prints_none(rider: Account, as_: As) -> None:
    assert as_(rider).get(reverse("passes:paper")).status_code == 404
