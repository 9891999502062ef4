"""Two records of one human being, folded into one with that human being's consent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.person import Person
from nuantu_hub.people.models.unit import Unit


class MergeQuerySet(models.QuerySet["Merge"]):
    """Lists of merges."""

    def visible_to(self, account: Account) -> MergeQuerySet:
        """Those asked for at a unit where the account looks after members; none for everybody else."""
        from nuantu_hub.people.permissions import MEMBER_ROLES, units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account, *MEMBER_ROLES))


class Merge(models.Model):
    """Asked by staff at a unit, agreed to by the person; until ``undo_until`` it can be taken back, whole."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("等本人同意")
        DONE = "done", _("已合并")
        REFUSED = "refused", _("本人不同意")
        UNDONE = "undone", _("已撤销")

    class Heard(models.TextChoices):
        """How the person's consent reached us."""

        HERE = "here", _("本人在手机上同意")
        IDENTITY = "identity", _("当面核验身份证件，本人书面同意")

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept")
    folded = models.ForeignKey(Person, models.PROTECT, related_name="merges_folded")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    heard = models.CharField(max_length=8, choices=Heard.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("folded", condition=models.Q(state__in=["waiting", "done"]), name="folded_once"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("folded")), name="merge_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def needs_identity(self) -> bool:
        """Whether two accounts sign in with the two records: then no word given on a phone is enough."""
        kept, folded = self.kept.account_id, self.folded.account_id
        return kept is not None and folded is not None and kept != folded
