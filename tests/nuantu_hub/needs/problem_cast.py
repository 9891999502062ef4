"""What tests of common problems share: a moment, riders who say something, a problem that was checked and named."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from nuantu_hub.needs.domain.problems import open_problem, sort_problem
from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.needs.models import Need, Problem
from nuantu_hub.people.models import Account, Unit

#: A Tuesday in a week without holidays, ten in the morning in Beijing.
MOMENT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
TEXTS = ("望和嘉园的电梯要等八分钟", "望和嘉园等电梯太久了", "电梯等不到，望和嘉园", "望和嘉园晚高峰电梯上不去")


def make_rider(number: int) -> Account:
    """One more worker."""
    return Account.objects.create_worker(f"骑手{number}", f"+86138{number:08d}")


def say(unit: Unit, words: str = TEXTS[0], by: Account | None = None, joins: Need | None = None,
        place: str = "", topic: str = Need.Topic.DISPATCH) -> Need:
    """Somebody says something, or joins what another said."""
    return say_need(unit=unit, said=Said(topic, "" if joins else words, place), token=uuid4(), by=by, joins=joins).need


def say_three(unit: Unit) -> list[Need]:
    """Two riders by name and one without say the same in other words."""
    return [say(unit, TEXTS[0], make_rider(1)), say(unit, TEXTS[1], make_rider(2)), say(unit, TEXTS[2])]


def make_problem(unit: Unit, by: Account, needs: list[Need] | None = None, name: str = "望和嘉园等电梯太久",
                 urgency: str = Problem.Urgency.NORMAL) -> Problem:
    """A problem of three riders, checked and named by somebody of the union."""
    opened = open_problem(needs=needs or say_three(unit), label=TEXTS[0])
    return sort_problem(by=by, problem=opened, name=name, urgency=urgency)
