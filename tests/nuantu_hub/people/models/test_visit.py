"""A visit is seen by its branch, and open for signing in from an hour before until three hours after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, plan

from nuantu_hub.people.models import Account, Unit, Visit
from nuantu_hub.people.models.visit import draw_code

pytestmark = pytest.mark.django_db


def test_who_has_no_post_above_sees_nothing(district: Unit, organiser: Account, other_officer: Account,
                                            bystander: Account) -> None:
    visit = plan(organiser, district)
    assert [list(Visit.objects.visible_to(account)) for account in (organiser, other_officer, bystander)] == [
        [visit], [], []]


@pytest.mark.parametrize(("minutes", "is_open"), [(-61, False), (-60, True), (0, True), (300, True), (301, False)])
def test_signing_in_is_open_around_the_visit(minutes: int, is_open: bool) -> None:
    visit = Visit(starts_at=MOMENT, ends_at=MOMENT + timedelta(hours=2))
    assert visit.is_open(MOMENT + timedelta(minutes=minutes)) is is_open


def test_a_visit_that_was_called_off_is_never_open() -> None:
    visit = Visit(starts_at=MOMENT, ends_at=MOMENT + timedelta(hours=2), state=Visit.State.CANCELLED)
    assert not visit.is_open(MOMENT)


def test_codes_are_drawn_anew_and_fit_an_address() -> None:
    codes = {draw_code() for _turn in range(100)}
    assert len(codes) == 100
    assert {len(code) for code in codes} == {12}
