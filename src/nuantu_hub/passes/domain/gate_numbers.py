"""Giving out gate ids, from the one registry."""

from __future__ import annotations

from django.db import transaction

from nuantu_hub.passes.models import GateNumber
from nuantu_hub.stations.models import Door


@transaction.atomic
def give_number(*, door: Door | None = None) -> GateNumber:
    """A gate id: a fresh one for a compound's gate, for a station's door the one that it has or a fresh one."""
    if door is None:
        return GateNumber.objects.create(kind=GateNumber.Kind.GATE)
    return GateNumber.objects.get_or_create(door=door, defaults={"kind": GateNumber.Kind.DOOR})[0]
