"""Which union is a worker's: by stated rules, in their order, with the reason.

1. The employer has a union, itself or the head office it belongs to: that union.
2. The worker's trade has an industry federation here, or the employer belongs to one: the nearest such federation.
3. The street where the worker lives, or where the poster hangs, has a union: that one.
4. There is a federation of mobile members here: the nearest.
5. Otherwise the holding pool (周转库) of the district, until a union is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nuantu_hub.people.models import Application, Enterprise, Standing, Unit
from nuantu_hub.site.errors import Refused

Rule = Application.Rule
#: How many head offices above an employer are asked.
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A union, how one stands in it, and the rule that found it."""

    unit: Unit
    standing: str
    rule: str

    @property
    def reason(self) -> str:
        """The rule in words."""
        return str(Rule(self.rule).label)


def find_union(*, place: Unit, occupation: str, enterprise: Enterprise | None = None,
               residence_street: Unit | None = None) -> Found:
    """The union for a worker.

    ``place`` is the unit that the poster names, or the district or street that the worker chose. Raises Refused where
    not even a district is known.
    """
    above = list_above(residence_street or place)
    around = above if residence_street is None else [*above, *(unit for unit in list_above(place) if unit not in above)]
    employer = find_employers_union(place, enterprise)
    if employer:
        return Found(employer, Standing.FULL, Rule.EMPLOYER)
    federation = find_federation(occupation, enterprise, around)
    if federation:
        return Found(federation, Standing.FULL, Rule.INDUSTRY)
    for street in (residence_street, place):
        if street and street.kind == Unit.Kind.STREET and street.closed_on is None:
            return Found(street, Standing.FULL, Rule.STREET)
    mobile = find_nearest(Unit.Kind.MOBILE, around)
    if mobile:
        return Found(mobile, Standing.FULL, Rule.MOBILE)
    district = next((unit for unit in around if unit.kind == Unit.Kind.DISTRICT), None)
    if district is None:
        raise Refused(_("还不知道你在哪个区"), _("选一下你居住或工作的区"), field="district")
    return Found(district, Standing.POOL, Rule.POOL)


def list_above(unit: Unit) -> list[Unit]:
    """The unit itself and all above it, the nearest first."""
    keys = [int(key) for key in unit.path.strip("/").split("/")]
    return sorted(Unit.objects.filter(pk__in=keys), key=lambda one: -len(one.path.split("/")))


def find_employers_union(place: Unit, enterprise: Enterprise | None) -> Unit | None:
    """The union of the employer, or of the nearest head office above it that has one."""
    if enterprise is None:
        return place if place.kind == Unit.Kind.ENTERPRISE and place.closed_on is None else None
    asked: Enterprise | None = enterprise
    for _level in range(LEVELS):
        if asked is None:
            return None
        if asked.union is not None and asked.founded and asked.union.closed_on is None:
            return asked.union
        asked = asked.parent
    return None


def find_federation(occupation: str, enterprise: Enterprise | None, around: list[Unit]) -> Unit | None:
    """The federation to which the employer belongs, else the nearest one of the worker's trade."""
    if enterprise is not None and enterprise.federation is not None and enterprise.federation.closed_on is None:
        return enterprise.federation
    if occupation not in Unit.Trade.values:
        return None
    return find_nearest(Unit.Kind.FEDERATION, around, trade=occupation)


def find_nearest(kind: str, around: list[Unit], trade: str | None = None) -> Unit | None:
    """The open unit of a kind that stands nearest: under the first of the units around that has one."""
    rank = {unit.pk: place for place, unit in enumerate(around)}
    held = Unit.objects.filter(kind=kind, parent__in=around, closed_on=None)
    if trade is not None:
        held = held.filter(trade=trade)
    return min(held, key=lambda unit: (rank[unit.parent_id or 0], unit.pk), default=None)
