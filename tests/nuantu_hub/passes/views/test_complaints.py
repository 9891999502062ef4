"""A resident complains without an account and reads the answer by the receipt; staff who read the words are noted."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.compound_cast import put_compound, put_trial

from nuantu_hub.passes.models import ResidentComplaint
from nuantu_hub.people.models import Account, Reading, Unit

pytestmark = pytest.mark.django_db


def test_the_way_of_a_complaint(district: Unit, officer: Account, as_: As, stranger: Client) -> None:
    sides = put_trial(district, officer)
    where = reverse("passes:complain", args=[sides.compound.sign])
    assert stranger.get(where).status_code == 200
    assert stranger.post(where, {"kind": "", "token": uuid.uuid4()}).status_code == 422
    sent = stranger.post(where, {"kind": "noise", "words": "夜里很吵", "token": uuid.uuid4()})
    made = ResidentComplaint.objects.get()
    assert sent.url == reverse("passes:followed_complaint", args=[sides.compound.sign, made.receipt])
    followed = stranger.get(sent.url).content.decode()
    assert "夜里很吵" not in followed
    desk, client = reverse("passes:complaint", args=[made.pk]), as_(sides.property)
    assert "夜里很吵" in client.get(desk).content.decode()
    assert Reading.objects.filter(by=sides.property, purpose="resident complaint").count() == 1
    assert client.post(desk, {"answer": ""}).status_code == 422
    client.post(desk, {"answer": "已换耳机"})
    assert "已换耳机" in stranger.get(sent.url).content.decode()


def test_others_neither_read_the_words_nor_guess_the_receipt(
        district: Unit, officer: Account, other_officer: Account, as_: As, stranger: Client) -> None:
    sides = put_trial(district, officer)
    stranger.post(reverse("passes:complain", args=[sides.compound.sign]),
                  {"kind": "noise", "words": "吵", "token": uuid.uuid4()})
    made = ResidentComplaint.objects.get()
    for account in (sides.street, other_officer):
        assert as_(account).get(reverse("passes:complaint", args=[made.pk])).status_code == 404
    for sign, receipt in ((sides.compound.sign, "x" * 16), ("ABCDEFGH", made.receipt)):
        assert stranger.get(reverse("passes:followed_complaint", args=[sign, receipt])).status_code == 404
    assert as_(sides.street).get(reverse("passes:complaints", args=[sides.compound.pk])).status_code == 200


def test_what_is_not_shown_takes_no_complaints(district: Unit, officer: Account, stranger: Client) -> None:
    compound = put_compound(district, officer)

    assert stranger.get(reverse("passes:complain", args=[compound.sign])).status_code == 404
