"""A visit is planned with its poster, moved with its reason, called off while nobody came, closed with a report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, at, enter, plan

from nuantu_hub.people.domain.attendance import sign_in
from nuantu_hub.people.domain.visits import VisitPlan, call_off_visit, close_visit, move_visit, plan_visit
from nuantu_hub.people.models import Account, Poster, Unit, Visit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"title": "物流园区双沟通", "place_kind": "park", "place": "东门", "starts_at": MOMENT,
                        "ends_at": MOMENT + timedelta(hours=2)}


def test_one_token_is_one_visit_with_one_poster(organiser: Account, officer: Account, district: Unit) -> None:
    token = uuid4()
    made = [plan_visit(by=organiser, unit=district, token=token, plan=VisitPlan(
        **TOLD, going=(organiser, officer), guests=(("东门车队", 30), (" ", 2)))) for _turn in range(2)]
    assert made[0] == made[1]
    assert [(guest.name, guest.expected) for guest in made[0].guests.all()] == [("东门车队", 30)]
    assert set(made[0].going.all()) == {organiser, officer}
    poster = Poster.objects.get()
    assert (made[0].poster, poster.unit, poster.place) == (poster, district, "东门")


@pytest.mark.parametrize(("told", "field"), [
    ({"title": " "}, "title"), ({"place": ""}, "place"), ({"ends_at": MOMENT}, "ends_at"), ({"going": ()}, "going"),
    ({"place_kind": "firm"}, "enterprise")])
def test_a_plan_that_lacks_something_is_refused_at_its_field(
        organiser: Account, district: Unit, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        plan_visit(by=organiser, unit=district, token=uuid4(), plan=VisitPlan(**TOLD | {"going": (organiser,)} | told))
    assert (refusal.value.field, Visit.objects.count(), Poster.objects.count()) == (field, 0, 0)


def test_a_visit_to_a_firm_names_it(organiser: Account, district: Unit) -> None:
    firm = enter(organiser, district, days=900)
    assert plan(organiser, district, place_kind="firm", enterprise=firm).enterprise == firm


def test_the_old_place_stays_readable(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    later = MOMENT + timedelta(days=1)
    with pytest.raises(Refused, match="没有写原因"):
        move_visit(by=organiser, visit=visit, place="西门", starts_at=later, ends_at=later + timedelta(hours=1),
                   reason="")
    for _turn in range(2):
        move_visit(by=organiser, visit=visit, place="西门", starts_at=later, ends_at=later + timedelta(hours=1),
                   reason="东门施工")
    assert [(move.place_before, move.starts_before, move.reason) for move in visit.moves.all()] == [
        ("东门", MOMENT, "东门施工")]
    assert (visit.place, visit.starts_at) == ("西门", later)


def test_a_visit_to_which_somebody_came_is_not_called_off(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    with pytest.raises(Refused, match="没有写原因"):
        call_off_visit(by=organiser, visit=visit, reason=" ")
    sign_in(visit=visit, name="林小满", phone="13900000001", at=MOMENT)
    with pytest.raises(Refused, match="已经有人签到"):
        call_off_visit(by=organiser, visit=visit, reason="大风")


def test_what_was_called_off_is_neither_moved_nor_closed(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    call_off_visit(by=organiser, visit=visit, reason="大风")
    assert call_off_visit(by=organiser, visit=visit, reason="").outcome == "大风"
    with pytest.raises(Refused, match="已取消"):
        move_visit(by=organiser, visit=visit, place="西门", starts_at=MOMENT, ends_at=visit.ends_at, reason="改")
    with pytest.raises(Refused, match="已经取消"):
        close_visit(by=organiser, visit=visit, outcome="办了")


def test_a_report_comes_after_the_beginning(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    with at(MOMENT - timedelta(hours=1)), pytest.raises(Refused, match="还没有开始"):
        close_visit(by=organiser, visit=visit, outcome="办了")
    with at(MOMENT + timedelta(hours=3)):
        with pytest.raises(Refused, match="没有写小结"):
            close_visit(by=organiser, visit=visit, outcome=" ")
        close_visit(by=organiser, visit=visit, outcome="来了二十人")
        close_visit(by=organiser, visit=visit, outcome="来了二十一人")
    assert (visit.state, visit.outcome) == ("held", "来了二十一人")
