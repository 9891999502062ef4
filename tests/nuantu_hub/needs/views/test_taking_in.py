"""What staff type for somebody, and questions of visits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS

from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.models import Account, Deed, Unit, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def told(unit: Unit, **more: Any) -> dict[str, Any]:
    """A form as the page sends it."""
    return {"token": str(uuid4()), "channel": "hotline", "topic": "pay", "words": WORDS, "unit": unit.pk, **more}


def test_who_gives_no_name_gets_a_code_to_be_read_out(district: Unit, organiser: Account, as_: As) -> None:
    """The need names who typed, the hour, and nobody; no deed tells the minute."""
    page = as_(organiser).post("/needs/take/", told(district))

    need = Need.objects.get()
    assert page.context["code"] in page.content.decode()
    assert (need.account, need.typed_by, need.at, need.channel) == (None, organiser, HOUR, "hotline")
    assert not Deed.objects.exists()


def test_who_gives_a_phone_is_found_by_it(district: Unit, rider: Account, officer: Account, as_: As) -> None:
    """A phone of nobody is said to be one, and nothing is taken."""
    client = as_(officer)

    assert client.post("/needs/take/", told(district, phone="13900000001", wants_sms="on")).status_code == 302
    assert client.post("/needs/take/", told(district, phone="13900009999")).status_code == 422

    need = Need.objects.get()
    assert (need.account, need.wants_sms, Deed.objects.get(verb="need said").by) == (rider, True, officer)


def test_only_the_own_units_can_be_chosen(district: Unit, other_district: Unit, officer: Account, as_: As) -> None:
    """Whatever the form says."""
    assert as_(officer).post("/needs/take/", told(other_district)).status_code == 422
    assert as_(officer).get("/needs/take/?station=NOWHERE1").status_code == 404


def test_a_question_of_a_visit_becomes_a_need(district: Unit, organiser: Account, other_officer: Account,
                                             as_: As) -> None:
    """From the visit's page, by who deals with needs there; twice is once."""
    visit = Visit.objects.create(unit=district, title="进园区", place_kind="park", place="物流园", starts_at=MOMENT,
                                 ends_at=MOMENT + timedelta(hours=1))
    question = capture_question(visit=visit, topic="roads", text="进门要登记", token=uuid4())
    where, client = f"/needs/take/question/{question.pk}/", as_(organiser)
    assert where in client.get(f"/visits/{visit.pk}/").content.decode()

    goes = {client.post(where)["Location"] for _ in range(2)}

    assert goes == {f"/needs/{Need.objects.get().pk}/"}
    assert as_(other_officer).post(where).status_code == 404
