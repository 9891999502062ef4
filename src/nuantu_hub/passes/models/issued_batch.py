"""What a worker's phone was given for one window: how many credentials, and at which places of a status list."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from nuantu_hub.passes.models.status_list import StatusList
from nuantu_hub.people.models import Account

WINDOW_S = 4 * 3_600


class IssuedBatchQuerySet(models.QuerySet["IssuedBatch"]):
    """Lists of batches."""

    def standing_at(self, moment: datetime) -> IssuedBatchQuerySet:
        """Those whose window is not over and that were not withdrawn."""
        return self.filter(start_s__gt=int(moment.timestamp()) - WINDOW_S, withdrawn_at=None)


class IssuedBatch(models.Model):
    """Credentials of one account for one window: ``count`` places from the ``first`` in the list's secret order.

    No id of a credential stands here; those of gates are in the sealed row of the window, which the hub cannot open.
    """

    token = models.UUIDField(default=uuid.uuid4)
    account = models.ForeignKey(Account, models.CASCADE, related_name="pass_batches")
    status_list = models.ForeignKey(StatusList, models.CASCADE, related_name="batches")
    credential_class = models.PositiveSmallIntegerField()
    start_s = models.BigIntegerField()
    first = models.PositiveIntegerField()
    count = models.PositiveSmallIntegerField()
    on_paper = models.BooleanField(default=False)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = IssuedBatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["start_s", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "token", "credential_class", "start_s"],
                                    name="one_batch_a_request_and_window")]

    def __str__(self) -> str:
        return f"{self.start_s}/{self.credential_class}"


@receiver(pre_delete, sender=IssuedBatch)
def withdraw_before_deleting(sender: type[IssuedBatch], instance: IssuedBatch, **words: Any) -> None:
    """What is deleted before its window is over (its holder was erased) is withdrawn with it."""
    from nuantu_hub.passes.domain.status_lists import set_places  # only now: it imports the models

    del sender, words
    if instance.withdrawn_at is None:
        set_places(number=instance.status_list_id, spans=[(instance.first, instance.count)])


class PhoneLoss(models.Model):
    """When a worker said that a phone was lost: who signed in before that is given nothing until signing in again."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="phone_loss")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at}"
