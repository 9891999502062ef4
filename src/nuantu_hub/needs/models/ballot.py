"""Ballots: no person, no time, no order of rows. While the polls are open nobody can read them, the hub included."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.election import Contest, Election
from nuantu_hub.people.models import Account


class SealedBallot(models.Model):
    """A ballot in the box. ``key`` is the SHA-256 of the paper's random number; all bodies have the same length.

    Opened once, by two of three holders together; then these rows are overwritten and gone.
    """

    key = models.CharField(max_length=64, primary_key=True)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="sealed_ballots", db_index=False)
    body = models.BinaryField()

    def __str__(self) -> str:
        return self.key[:8]


class OpenedBallot(models.Model):
    """A ballot of the published list.

    ``code`` is what the voter kept. Where a constituency has few ballots, ``contest`` is empty, ``code`` is only the
    code's beginning, ``finder`` the SHA-256 of all of it, and ``body`` holds the marks, sealed with the code: the voter
    alone can read them. Elsewhere ``marks`` has the numbers of the lines that were marked.
    """

    class Verdict(models.TextChoices):
        """How it counts."""

        VALID = "valid", _("有效")
        BLANK = "blank", _("空白")
        INVALID = "invalid", _("无效")

    key = models.CharField(max_length=64, primary_key=True)
    election = models.ForeignKey(Election, models.PROTECT, related_name="opened_ballots", db_index=False)
    contest = models.ForeignKey(Contest, models.PROTECT, null=True, related_name="opened_ballots", db_index=False)
    code = models.CharField(max_length=19)
    finder = models.CharField(max_length=64)
    marks = models.JSONField(default=list)
    body = models.BinaryField(default=bytes)
    verdict = models.CharField(max_length=7, choices=Verdict.choices)

    def __str__(self) -> str:
        return self.code


class PaperBallot(models.Model):
    """A printed ballot paper with the code on its stub, and what two people read from it, each alone."""

    class State(models.TextChoices):
        """How far it is."""

        PRINTED = "printed", _("已印")
        ONCE = "once", _("等第二人录入")
        AGREED = "agreed", _("两人一致")
        DIFFERS = "differs", _("两人不一致")

    code = models.CharField(max_length=19, primary_key=True)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="paper_ballots", db_index=False)
    first_marks = models.JSONField(null=True)
    first_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    second_marks = models.JSONField(null=True)
    second_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PRINTED)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.code
