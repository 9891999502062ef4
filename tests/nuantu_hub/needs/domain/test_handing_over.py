"""Questions of visits become needs, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT

from nuantu_hub.needs.domain.handing_over import hand_over
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.models import Account, Attendance, Unit, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def visit(district: Unit) -> Visit:
    """A visit that is held now."""
    return Visit.objects.create(unit=district, title="进园区", place_kind="park", place="北五环物流园",
                                starts_at=MOMENT, ends_at=MOMENT + timedelta(hours=2))


def test_who_wished_to_hear_back_is_its_writer(visit: Visit, rider: Account, organiser: Account) -> None:
    """Handing it over twice is one need, of the visit's union, in the asker's words."""
    asker = Attendance.objects.create(visit=visit, at=MOMENT, name="林小满", phone="+8613900000001", phone_index="1",
                                      account=rider, source="scan")
    question = capture_question(visit=visit, topic="roads", text="进门要登记三次", token=uuid4(), asker=asker)

    need, again = (hand_over(by=organiser, question=question).need for _ in range(2))

    assert need == again
    assert (need.account, need.visit, need.unit, need.channel, need.topic, need.words, need.typed_by) == (
        rider, visit, visit.unit, "visit", "gate", "进门要登记三次", organiser)


def test_who_did_not_is_nobody(visit: Visit, organiser: Account) -> None:
    """The hour alone, and no account."""
    question = capture_question(visit=visit, topic="family", text="孩子没人带", token=uuid4())

    hand_over(by=organiser, question=question)

    need = Need.objects.get()
    assert (need.account, need.at, need.topic) == (None, HOUR, "other")
