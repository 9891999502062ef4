"""Whose it is to deal with a need: the union of the station, of the area that was chosen, or of the writer."""

from __future__ import annotations

from nuantu_hub.people.models import Account, Membership, Unit

#: What somebody may choose: unions of districts; where there are none, the next larger ones.
KINDS = (Unit.Kind.DISTRICT, Unit.Kind.CITY, Unit.Kind.PROVINCE, Unit.Kind.NATIONAL)


def list_areas() -> list[Unit]:
    """Unions that take needs in, by their place in the tree: those of the smallest kind of area that there is."""
    open_units = Unit.objects.filter(closed_on=None, kind__in=KINDS).order_by("path")
    by_kind: dict[str, list[Unit]] = {}
    for unit in open_units:
        by_kind.setdefault(unit.kind, []).append(unit)
    return next((by_kind[kind] for kind in KINDS if kind in by_kind), [])


def find_root() -> Unit | None:
    """The union at the top, which hands on what nobody knew a place for; None in a hub without unions."""
    return Unit.objects.filter(parent=None, closed_on=None).order_by("path").first()


def find_area(account: Account | None, areas: list[Unit]) -> Unit | None:
    """The area that somebody's own union lies in; None for who belongs to none."""
    if account is None:
        return None
    own = Membership.objects.filter(person__account=account, until=None).select_related("unit").first()
    return None if own is None else next((area for area in areas if area.holds(own.unit)), None)
