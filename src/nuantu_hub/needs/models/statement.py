"""What people say in a deliberation, in their own words, and what moderators decided of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.deliberation import Deliberation
from nuantu_hub.needs.models.need import draw_key
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class Statement(models.Model):
    """One sentence that others agree with or not. Who wrote it stands nowhere: only a code that the writer keeps.

    ``hour`` is the hour in which it came, no finer. ``token_index`` and ``code_index`` are keyed hashes of the form's
    token and of the writer's code. A seed has no code but a ``source`` that everybody reads.
    """

    class State(models.TextChoices):
        """What becomes of it."""

        WAITING = "waiting", _("等着看")
        SHOWN = "shown", _("大家在表态")
        OUT = "out", _("没有放出来")

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    token_index = models.CharField(max_length=64, unique=True)
    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = EncryptedTextField(_("看法"))
    is_seed = models.BooleanField(default=False)
    source = models.CharField(_("来自"), max_length=80, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hour = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    code_index = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deliberation", "number"], name="one_statement_a_number")]

    def __str__(self) -> str:
        return f"{self.deliberation} {self.number}"

    @property
    def unit(self) -> Unit:
        """The union of its deliberation."""
        return self.deliberation.unit

    def is_overdue(self, moment: datetime) -> bool:
        """Whether somebody should have looked at it by now."""
        return self.state == Statement.State.WAITING and self.due_at is not None and moment > self.due_at


class ModerationStep(models.Model):
    """One decision on a statement, for everybody to read: the rule, the reason, in which role; never the writer."""

    class Verdict(models.TextChoices):
        """What was decided."""

        SHOWN = "shown", _("放出来")
        OUT = "out", _("不放出来")

    class Rule(models.TextChoices):
        """By which rule; those that keep the words back are named in ``WITHHELD``."""

        FITS = "fits", _("符合规则")
        TOPIC = "topic", _("与议题无关")
        SEVERAL = "several", _("一句里说了几件事")
        QUESTION = "question", _("是提问，不能同意或不同意")
        SAME = "same", _("和已有的一句意思相同")
        PERSON = "person", _("说出了某个人的身份或电话")
        INSULT = "insult", _("骂人")
        ADVERT = "advert", _("广告")
        UNLAWFUL = "unlawful", _("违法")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    rule = models.CharField(_("按哪条规则"), max_length=10, choices=Rule.choices)
    reason = models.CharField(_("理由"), max_length=200, blank=True, default="")
    same_as = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.statement} {self.verdict}"


#: Rules under which the words themselves are kept back from the public log.
WITHHELD = frozenset({ModerationStep.Rule.PERSON, ModerationStep.Rule.INSULT, ModerationStep.Rule.ADVERT,
                      ModerationStep.Rule.UNLAWFUL})
