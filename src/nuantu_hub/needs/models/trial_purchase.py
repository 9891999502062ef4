"""From the figures to the goods: result, decision, budget, order, and the lots that came."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial import Trial
from nuantu_hub.needs.models.trial_sample import TrialSample
from nuantu_hub.needs.models.trial_spec import TrialSpec
from nuantu_hub.people.models import Account, Unit


class TrialResult(models.Model):
    """The figures of a trial as they were worked out when the trying ended; anybody can work them out again."""

    trial = models.OneToOneField(Trial, models.CASCADE, related_name="result")
    spec = models.ForeignKey(TrialSpec, models.PROTECT, related_name="+")
    told: models.JSONField[Any, Any] = models.JSONField()
    seed = models.CharField(max_length=64)
    inputs_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.trial}"


class TrialDecision(models.Model):
    """Which sample is bought, or none, and why; by the criteria of the version that the result names."""

    trial = models.OneToOneField(Trial, models.CASCADE, related_name="decision")
    sample = models.ForeignKey(TrialSample, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=400)
    inputs_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.trial}"


class TrialBudget(models.Model):
    """Money asked for what was chosen. Whoever asks does not approve."""

    class State(models.TextChoices):
        """What was said."""

        ASKED = "asked", _("等批")
        APPROVED = "approved", _("批了")
        REFUSED = "refused", _("没批")

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="budgets")
    pieces = models.PositiveIntegerField(_("数量"))
    sum_minor = models.PositiveBigIntegerField(_("金额，分"))
    source = models.CharField(_("钱从哪里来"), max_length=120)
    why = models.CharField(_("数量怎么来的"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=300, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.trial} {self.pk}"

    @property
    def unit(self) -> Unit:
        """The union that buys."""
        return self.trial.unit


class TrialOrder(models.Model):
    """What was ordered: pieces by size, price, when it is to come."""

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="orders")
    budget = models.ForeignKey(TrialBudget, models.PROTECT, related_name="orders")
    number = models.CharField(_("合同或订单号"), max_length=60)
    pieces: models.JSONField[Any, Any] = models.JSONField()
    price_minor = models.PositiveIntegerField(_("单价，分"))
    due_on = models.DateField(_("哪天到货"))
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.trial} {self.number}"

    @property
    def total(self) -> int:
        """Pieces of all sizes."""
        return sum(self.pieces.values())

    @property
    def sum_minor(self) -> int:
        """What it costs."""
        return self.total * self.price_minor


class TrialLot(models.Model):
    """Goods that came together, as the maker numbers them: what a defect is called back by."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="lots")
    order = models.ForeignKey(TrialOrder, models.PROTECT, related_name="lots")
    label = models.CharField(_("批号"), max_length=40)
    checked = models.CharField(_("怎么验的"), max_length=200)
    rejected = models.PositiveIntegerField(_("不合格退货"), default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "label"], name="one_lot_a_label")]

    def __str__(self) -> str:
        return self.label
