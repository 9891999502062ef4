"""What testers tell: scores with words and a picture, and at any time that something is dangerous."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial_sample import TrialSample
from nuantu_hub.needs.models.trial_spec import Criterion
from nuantu_hub.needs.models.trial_tester import TrialTurn
from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class TrialFeedback(models.Model):
    """How one turn was: ``scores`` is 1 to 5 by criterion. It may be changed until the trial is weighed."""

    token = models.UUIDField(unique=True)
    turn = models.OneToOneField(TrialTurn, models.CASCADE, related_name="feedback")
    scores: models.JSONField[Any, Any] = models.JSONField()
    words = EncryptedTextField(blank=True, default="")
    photo = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.turn}"

    @property
    def unit(self) -> Unit:
        """The union whose trial it is."""
        return self.turn.unit


class TrialHazard(models.Model):
    """Somebody says that a sample is dangerous. Everybody stops trying it until somebody of staff looked into it."""

    class State(models.TextChoices):
        """What was found."""

        OPEN = "open", _("停用待查")
        CONFIRMED = "confirmed", _("查实，出局")
        LIFTED = "lifted", _("查过，可以继续")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    sample = models.ForeignKey(TrialSample, models.CASCADE, related_name="hazards")
    turn = models.ForeignKey(TrialTurn, models.SET_NULL, null=True, related_name="hazards")
    criterion = models.CharField(max_length=10, choices=Criterion.Key.choices)
    words = EncryptedTextField(_("发生了什么"))
    photo = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found = models.CharField(max_length=300, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sample} {self.pk}"

    @property
    def unit(self) -> Unit:
        """The union whose trial it is."""
        return self.sample.unit
