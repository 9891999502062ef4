"""A standing key: a number on a door's list, and the phone that makes codes from it without a network."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.door import Door


class StandingKeyQuerySet(models.QuerySet["StandingKey"]):
    """Lists of standing keys."""

    def held_at(self, moment: datetime) -> StandingKeyQuerySet:
        """Those that open their door at a moment."""
        return self.filter(withdrawn_at=None, since__lte=moment, until__gt=moment)


class StandingKey(models.Model):
    """Who holds a number of a door, from when until when.

    A number is drawn for one door alone, so that no two doors know the same holder by it, and never given twice.
    The door hears of the number and of its kind, never of the account; what a phone computes codes from is derived
    from the door's secret and kept by the phone.
    """

    class Kind(models.TextChoices):
        """Whom the door takes it for: keepers are let in longer without the hub, and when it is full."""

        STANDING = "standing", _("常用钥匙")
        KEEPER = "keeper", _("值守钥匙")

    account = models.ForeignKey(Account, models.CASCADE, related_name="standing_keys")
    door = models.ForeignKey(Door, models.CASCADE, related_name="standing_keys")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.STANDING)
    since = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=120, blank=True, default="")
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = StandingKeyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["door", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "number"], name="one_holder_a_number"),
            models.UniqueConstraint(fields=["door", "account", "kind"], condition=Q(withdrawn_at=None),
                                    name="one_key_a_holder")]

    def __str__(self) -> str:
        return f"{self.door} {self.number}"


@receiver(post_delete, sender=StandingKey)
def tell_door(sender: type[StandingKey], instance: StandingKey, **words: Any) -> None:
    """A key that is deleted (when its holder is erased) is off the door's list with the door's next question."""
    del sender, words
    Door.objects.filter(pk=instance.door_id).update(allow_version=F("allow_version") + 1)
