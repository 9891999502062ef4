"""A file is seen by who handed it in and by the staff of the own unit, always as an attachment."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.models import Account, Membership, Person, StoredFile, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(rider: Account, street: Unit, as_: As) -> StoredFile:
    person = Person.objects.create(account=rider, name="林小满", occupation="meals", created_at=now())
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="joined")
    answer = as_(rider).post("/me/files/", {"file": SimpleUploadedFile("证明.pdf", b"%PDF-1.7 mine")})
    assert answer.status_code == 302
    return StoredFile.objects.get()


def test_a_file_comes_back_as_an_attachment_that_can_do_nothing(
    handed_in: StoredFile, rider: Account, as_: As,
) -> None:
    answer = as_(rider).get(f"/files/{handed_in.pk}/")

    assert answer.content == b"%PDF-1.7 mine"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]


def test_only_the_owner_and_the_staff_of_the_unit_get_it(
    handed_in: StoredFile, other_rider: Account, reviewer: Account, officer: Account, other_officer: Account,
    organiser: Account, steward: Account, bystander: Account, stranger: Client, as_: As,
) -> None:
    page = f"/files/{handed_in.pk}/"

    assert [as_(one).get(page).status_code for one in (reviewer, officer)] == [200, 200]
    refused = (other_rider, other_officer, organiser, steward, bystander)
    assert [as_(one).get(page).status_code for one in refused] == [404] * 5
    assert stranger.get(page).status_code == 302
    assert "证明.pdf" in as_(reviewer).get("/files/").content.decode()
    assert "证明.pdf" not in as_(other_officer).get("/files/").content.decode()


def test_only_the_owner_takes_it_back(handed_in: StoredFile, rider: Account, reviewer: Account, as_: As) -> None:
    page = f"/files/{handed_in.pk}/remove/"
    assert as_(reviewer).post(page).status_code == 404
    assert as_(rider).post(page).status_code == 302

    assert not StoredFile.objects.exists()


def test_what_is_no_allowed_file_is_said_beside_the_field(rider: Account, as_: As) -> None:
    answer = as_(rider).post("/me/files/", {"file": SimpleUploadedFile("x.pdf", b"<html>")})

    assert answer.status_code == 422
    assert "不能接收这种文件" in answer.content.decode()


def test_lists_ask_as_often_for_many_as_for_one(rider: Account, reviewer: Account, street: Unit, as_: As) -> None:
    def hand_in(times: int) -> None:
        for number in range(times):
            store_file(by=rider, upload=SimpleUploadedFile(f"{number}.pdf", b"%PDF-1.7"), unit=street)
    for account, page in ((rider, "/me/files/"), (reviewer, "/files/")):
        hand_in(1)
        few = count_queries(as_(account), page)
        hand_in(30)
        assert count_queries(as_(account), page) == few
