"""What a procedure asks of who sits at the table, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.procedures import SeatRule, Source, Step, find_procedure
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.site.clock import now

Side, Role = Delegate.Side, Delegate.Role
#: Who counts as a delegate of a side.
SEATED = (Role.CHIEF, Role.DELEGATE)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold before both sides sit down: what, whether it does, and what is missing."""

    key: str
    said: Any
    met: bool
    step: Step

    @property
    def source(self) -> Source | None:
        """Where it stands."""
        return self.step.source


def list_sides(talk: Talk) -> tuple[str, ...]:
    """The sides that sit at the table: partner companies only where the talk names some."""
    return (Side.WORKERS, Side.PLATFORM, Side.PARTNERS) if talk.partners else (Side.WORKERS, Side.PLATFORM)


def list_seats(talk: Talk) -> list[Delegate]:
    """Who sits at the table now, chiefs first."""
    order = list(Role.values)
    seats = Delegate.objects.sitting_at(now()).filter(talk=talk).select_related("account").order_by("pk")
    return sorted(seats, key=lambda one: (one.side, order.index(one.role), one.pk))


def list_conditions(talk: Talk, seats: Sequence[Delegate] | None = None) -> list[Condition]:
    """Every condition of the talk's procedure on its seats; none where the procedure has no such rule."""
    profile = find_procedure(talk.procedure)
    sitting = list_seats(talk) if seats is None else seats
    delegates, prepare = profile.step("delegates"), profile.step("prepare")
    found: list[Condition] = []
    if delegates.seats is not None:
        found += _check_seats(talk, delegates, delegates.seats, sitting)
    if prepare.needs_recorder:
        recorders = sum(one.role == Role.RECORDER for one in sitting)
        found.append(Condition("recorder", _("有1名中立记录员") if recorders == 1 else _("还没有记录员")
                               if not recorders else _("记录员只能有1名"), recorders == 1, prepare))
    return found


def list_missing(talk: Talk) -> list[Condition]:
    """The conditions that do not hold."""
    return [one for one in list_conditions(talk) if not one.met]


def count_delegates(seats: Iterable[Delegate], side: str) -> int:
    """How many delegates a side has, its chief among them."""
    return sum(one.side == side and one.role in SEATED for one in seats)


def _check_seats(talk: Talk, step: Step, rule: SeatRule, seats: Sequence[Delegate]) -> Iterator[Condition]:
    sides = list_sides(talk)
    counts = {side: count_delegates(seats, side) for side in sides}
    for side in sides:
        name, lacks = Side(side).label, rule.least - counts[side]
        yield Condition(f"least-{side}", _("%(side)s至少%(least)d名代表，还差%(n)d名") % {
            "side": name, "least": rule.least, "n": lacks} if lacks > 0 else _("%(side)s有%(n)d名代表") % {
            "side": name, "n": counts[side]}, lacks <= 0, step)
        chiefs = sum(one.side == side and one.role == Role.CHIEF for one in seats)
        yield Condition(f"chief-{side}", _("%(side)s有首席代表") % {"side": name} if chiefs == rule.chiefs else
                        _("%(side)s还没有首席代表") % {"side": name}, chiefs == rule.chiefs, step)
    if rule.equal:
        level = len(set(counts.values())) == 1
        yield Condition("equal", _("各方人数对等") if level else _("各方人数不对等：%(counts)s") % {
            "counts": " / ".join(str(counts[side]) for side in sides)}, level, step)
