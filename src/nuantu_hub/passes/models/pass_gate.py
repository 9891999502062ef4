"""Gates at which the pass is taken. Where a gate lies and what it is called stands once, in the stations' registry."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from nuantu_hub.passes.models.compound import Compound
from nuantu_hub.passes.models.gate_number import GateNumber
from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import CompoundGate


class PassGateQuerySet(models.QuerySet["PassGate"]):
    """Lists of gates."""

    def in_use(self) -> PassGateQuerySet:
        """Those that were not closed for good."""
        return self.filter(place__closed_on=None)

    def visible_to(self, account: Any) -> PassGateQuerySet:
        """Those of the compounds that an account sees."""
        return self.filter(compound__in=Compound.objects.visible_to(account))


class PassGate(models.Model):
    """A gate of a compound that takes the pass.

    ``place`` is the gate in the registry that the screens of stations show too; ``number`` is what presentations are
    bound to. ``version`` counts the signed posters of this gate.
    """

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="gates")
    place = models.OneToOneField(CompoundGate, models.PROTECT, related_name="pass_gate")
    number = models.OneToOneField(GateNumber, models.PROTECT, related_name="pass_gate")
    zone = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = PassGateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def unit(self) -> Unit:
        """The union of its compound."""
        return self.compound.unit
