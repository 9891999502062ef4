"""Riders who need the thing, and those among them who try it: who, in whose stead, which samples and when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial import Trial
from nuantu_hub.needs.models.trial_sample import TrialSample
from nuantu_hub.people.models import Account, Unit


class Vehicle(models.TextChoices):
    """What somebody rides or drives."""

    EBIKE = "ebike", _("电动自行车")
    MOTO = "moto", _("电动摩托车")
    TRIKE = "trike", _("三轮车")
    BICYCLE = "bicycle", _("自行车")
    CAR = "car", _("汽车")


class Sex(models.TextChoices):
    """Bodies differ; so that not only one kind of them tries. It may be left open."""

    WOMAN = "woman", _("女")
    MAN = "man", _("男")
    OPEN = "open", _("不说")


class TrialWish(models.Model):
    """What a rider needs: wanted or not, for which vehicle and size; and whether they would try. Once a person."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="wishes")
    account = models.ForeignKey(Account, models.CASCADE, related_name="trial_wishes")
    wanted = models.BooleanField()
    vehicle = models.CharField(max_length=8, choices=Vehicle.choices)
    size = models.CharField(max_length=20, blank=True, default="")
    company = models.CharField(max_length=60, blank=True, default="")
    sex = models.CharField(max_length=6, choices=Sex.choices, default=Sex.OPEN)
    would_try = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "account"], name="one_trial_wish_a_person")]

    def __str__(self) -> str:
        return f"{self.trial} {self.pk}"


class TrialDraw(models.Model):
    """A draw as it was made: what it was told (testers by code, no names), its seed, and what came out."""

    trial = models.OneToOneField(Trial, models.CASCADE, related_name="draw")
    told: models.JSONField[Any, Any] = models.JSONField()
    drawn: models.JSONField[Any, Any] = models.JSONField()
    seed = models.CharField(max_length=64)
    inputs_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.trial}"


class TrialTester(models.Model):
    """A rider in a trial. Whoever stands in reserve is one too, without turns, until somebody leaves."""

    class State(models.TextChoices):
        """Whether they try."""

        TRIES = "tries", _("在试")
        RESERVE = "reserve", _("候补")
        QUIT = "quit", _("退出了")

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="testers")
    account = models.ForeignKey(Account, models.PROTECT, related_name="trial_testers")
    code = models.CharField(max_length=6)
    state = models.CharField(max_length=8, choices=State.choices)
    rank = models.PositiveSmallIntegerField(default=0)
    company = models.CharField(max_length=60)
    vehicle = models.CharField(max_length=8, choices=Vehicle.choices)
    size = models.CharField(max_length=20, blank=True, default="")
    sex = models.CharField(max_length=6, choices=Sex.choices, default=Sex.OPEN)
    quit_at = models.DateTimeField(null=True, blank=True)
    quit_why = models.CharField(max_length=300, blank=True, default="")
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="stand_ins")

    class Meta:
        ordering: ClassVar[list[str]] = ["rank", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "account"], name="one_tester_a_person"),
            models.UniqueConstraint(fields=["trial", "code"], name="one_tester_a_code")]

    def __str__(self) -> str:
        return f"{self.trial} {self.code}"

    @property
    def unit(self) -> Unit:
        """The union whose trial it is."""
        return self.trial.unit


class TrialTurn(models.Model):
    """One sample that one tester tries, from one day to another. ``void`` says that it does not come to that."""

    tester = models.ForeignKey(TrialTester, models.CASCADE, related_name="turns")
    sample = models.ForeignKey(TrialSample, models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["first_day", "place", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tester", "sample"], condition=Q(void=False), name="one_turn_a_sample")]

    def __str__(self) -> str:
        return f"{self.tester} {self.sample.letter}"

    @property
    def account(self) -> Account:
        """Whose turn it is."""
        return self.tester.account

    @property
    def unit(self) -> Unit:
        """The union whose trial it is."""
        return self.tester.trial.unit

    def is_due(self, day: date) -> bool:
        """Whether it should have been told by a day how it was."""
        return not self.void and self.last_day < day and not hasattr(self, "feedback")
