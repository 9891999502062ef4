"""A phone number that one record holds and another person now answers: how it was let go."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.application import Application
from nuantu_hub.people.models.person import Person


class PhoneRelease(models.Model):
    """Done when both have consented, or when a reviewer has seen the claimant's identity document."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("等原持有人同意")
        DONE = "done", _("已释放")
        REFUSED = "refused", _("原持有人不同意")

    class Way(models.TextChoices):
        """On what it was let go."""

        CONSENT = "consent", _("双方同意")
        IDENTITY = "identity", _("核验了申请人身份证件和号码")

    holder = models.ForeignKey(Person, models.PROTECT, related_name="phone_releases")
    application = models.ForeignKey(Application, models.PROTECT, related_name="phone_releases")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True, default="")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("application", condition=models.Q(state="waiting"), name="one_waiting_release"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
