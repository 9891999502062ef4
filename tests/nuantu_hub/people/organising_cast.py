"""Enterprises, visits and questions for tests, each made by the verbs that make them in the hub."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from nuantu_hub.people.domain.enterprises import Particulars, enter_enterprise
from nuantu_hub.people.domain.founding import Ballot, decide_founding, record_meeting, take_step
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.domain.seed import seed
from nuantu_hub.people.domain.seed_scene import Scene
from nuantu_hub.people.domain.visits import VisitPlan, plan_visit
from nuantu_hub.people.models import Account, Elected, Enterprise, Question, Stage, Unit, Visit
from nuantu_hub.site import clock

#: Saturday 21 November 2026, 14:05 in Beijing.
MOMENT = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)
BALLOTS = [Ballot("林晓", Elected.Seat.CHAIR, 21), Ballot("赵大河", Elected.Seat.MEMBER, 18)]


@contextmanager
def at(moment: datetime = MOMENT) -> Iterator[datetime]:
    """Stand at a moment."""
    clock.set_clock(moment)
    try:
        yield moment
    finally:
        clock.set_clock(None)


def days_ago(days: int) -> date:
    """A day before the test's today."""
    return TODAY - timedelta(days=days)


def enter(by: Account, overseer: Unit, name: str = "青禾配送", *, days: int = 100, **told: Any) -> Enterprise:
    """An enterprise at its first contact."""
    return enter_enterprise(by=by, overseer=overseer, on=days_ago(days), note="", token=uuid4(),
                            particulars=Particulars(name=name, kind=told.pop("kind", "platform"), **told))


def bring_to(by: Account, officer: Account, enterprise: Enterprise, stage: Stage, *, days: int = 20) -> Enterprise:
    """An enterprise brought from its first contact to a stage, its meeting held; the last step so many days ago."""
    order = list(Stage)
    for place, one in enumerate(order[1:order.index(stage) + 1]):
        on = days_ago(days + order.index(stage) - 1 - place)
        if one == Stage.SUBMITTED:
            hold(by, enterprise, on=on)
        if one == Stage.APPROVED:
            decide_founding(by=officer, enterprise=enterprise, approved=True, on=on, token=uuid4(), reference="批1号")
        else:
            take_step(by=by, enterprise=enterprise, stage=one, on=on, token=uuid4(), reference="号")
        enterprise.refresh_from_db()
    return enterprise


def hold(by: Account, enterprise: Enterprise, *, on: date, **more: Any) -> None:
    """A valid founding meeting of thirty members."""
    told: dict[str, Any] = {"entitled": 30, "present": 24, "form": "committee", "ballots": BALLOTS} | more
    record_meeting(by=by, enterprise=enterprise, held_on=on, place="会议室", token=uuid4(), **told)


def plan(by: Account, unit: Unit, *, starts_at: datetime = MOMENT, **more: Any) -> Visit:
    """A visit of two hours."""
    told: dict[str, Any] = {"title": "物流园区双沟通", "place_kind": "park", "place": "东门", "going": (by,)} | more
    return plan_visit(by=by, unit=unit, token=uuid4(), plan=VisitPlan(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **told))


def ask(by: Account, visit: Visit, text: str = "货车进五环的通行证怎么办", topic: str = "roads") -> Question:
    """A question taken down by staff."""
    return capture_question(by=by, visit=visit, topic=topic, text=text, token=uuid4())


@contextmanager
def filled_hub(moment: datetime = MOMENT) -> Iterator[Scene]:
    """The demonstration as of a moment, gone again at the end; for a fixture of a whole module."""
    with transaction.atomic():
        yield seed(moment)
        transaction.set_rollback(True)
