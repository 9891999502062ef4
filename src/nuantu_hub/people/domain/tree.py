"""The tree of unions as an account sees it, with how many members and enterprise unions each branch has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from nuantu_hub.people.models import Account, Membership, Standing, Unit
from nuantu_hub.people.permissions import units_of


@dataclass(slots=True)
class Node:
    """A unit in the tree: ``members`` and ``enterprises`` count its whole branch; ``children`` are not enterprises."""

    unit: Unit
    members: int = 0
    enterprises: int = 0
    children: list[Node] = field(default_factory=list)


def grow_tree(account: Account) -> list[Node]:
    """The branches that an account reaches, from their roots; unions of enterprises are counted, not listed."""
    units = list(units_of(account).filter(closed_on=None).order_by("path"))
    members = dict(Membership.objects.filter(until=None, standing=Standing.FULL, unit__in=[unit.pk for unit in units])
                   .values_list("unit").annotate(count=Count("pk")).order_by())
    return grow_nodes(units, members)


def grow_nodes(units: Iterable[Unit], members: dict[int, int]) -> list[Node]:
    """Nodes of units that come in the order of their paths' ancestry, a parent before its children or absent."""
    roots: list[Node] = []
    known: dict[str, Node] = {}
    for unit in sorted(units, key=lambda one: len(one.path)):
        node = Node(unit)
        known[unit.path] = node
        above = [known[path] for path in list_paths_above(unit.path) if path in known]
        for one in (*above, node):
            one.members += members.get(unit.pk, 0)
            one.enterprises += unit.kind == Unit.Kind.ENTERPRISE
        if not above:
            roots.append(node)
        elif unit.kind != Unit.Kind.ENTERPRISE:
            above[-1].children.append(node)
    return roots


def list_paths_above(path: str) -> list[str]:
    """The paths of all units above, from the root down: ``/1/4/9/`` -> ``/1/``, ``/1/4/``."""
    keys = path.strip("/").split("/")
    return ["/" + "/".join(keys[:end]) + "/" for end in range(1, len(keys))]


def list_above(unit: Unit) -> list[Unit]:
    """All units above one, from the root down."""
    return list(Unit.objects.filter(path__in=list_paths_above(unit.path)).order_by("path"))
