"""Who may vote, and who did: with the person, without a time, and without anything that a ballot also has."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.election import Contest, Election
from nuantu_hub.people.models import Account, Person


class RollEntry(models.Model):
    """A person on the roll of a contest; one place in an election, however many constituencies would fit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="roll")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="roll")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "person"], name="one_place_on_the_roll")]

    def __str__(self) -> str:
        return f"{self.contest_id}"


class Turnout(models.Model):
    """That a person got a ballot paper. The database keeps these rows by their random key, not in order of arrival.

    ``token`` is the SHA-256 of what the voter's browser had signed. That was blinded with a random factor that never
    left the browser: every ballot paper fits it equally well, so that it says nothing of the ballot.
    """

    class Channel(models.TextChoices):
        """Where."""

        PHONE = "phone", _("手机")
        BOOTH = "booth", _("驿站")
        PAPER = "paper", _("纸票")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="turnout")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="turnout")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    token = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "person"], name="one_ballot_paper_a_person")]

    def __str__(self) -> str:
        return f"{self.contest_id}"
