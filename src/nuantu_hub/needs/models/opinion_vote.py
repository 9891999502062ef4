"""Votes on statements: by a participant without a name, without a time, in no order; gone once they are counted."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.deliberation import Deliberation
from nuantu_hub.needs.models.need import draw_key
from nuantu_hub.needs.models.statement import Statement

#: For which purpose the account's key is indexed: so votes can be changed, taken along and erased while it is open.
PURPOSE = "opinion voter"
NUMBERS = 2**31


def draw_number() -> int:
    """A participant's public number: drawn, so that it says nothing of who came when."""
    return secrets.randbelow(NUMBERS)


class OpinionVoter(models.Model):
    """A participant of one deliberation: ``key`` is a keyed index of the account, ``number`` what the export shows.

    Both are deleted with the votes when the result stands: from then on nobody can tell whose number it was.
    """

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="voters")
    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=draw_number)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deliberation", "key"], name="one_voter_a_person"),
            models.UniqueConstraint(fields=["deliberation", "number"], name="one_voter_a_number")]

    def __str__(self) -> str:
        return f"{self.number}"


class OpinionVote(models.Model):
    """What a participant said last of one statement."""

    class Choice(models.IntegerChoices):
        """The sign as the public format has it."""

        AGREE = 1, _("同意")
        DISAGREE = -1, _("不同意")
        PASS = 0, _("说不准")

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    voter = models.ForeignKey(OpinionVoter, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    choice = models.SmallIntegerField(choices=Choice.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["voter", "statement"], name="one_opinion_a_statement")]

    def __str__(self) -> str:
        return f"{self.choice}"
