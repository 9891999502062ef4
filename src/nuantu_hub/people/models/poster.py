"""A poster on a wall: a code that says where it hangs and for which unit it asks people to join."""

from __future__ import annotations

import secrets
import uuid

from django.db import models

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit

#: Letters and digits that nobody takes for one another when read aloud or typed.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8


def draw_code() -> str:
    """A poster's code, 8 signs of 31: not to be guessed by going through them."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


class PosterQuerySet(models.QuerySet["Poster"]):
    """Lists of posters."""

    def visible_to(self, account: Account) -> PosterQuerySet:
        """Those of the units where the account may put some up; none for everybody else."""
        from nuantu_hub.people.permissions import POSTER_ROLES, units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account, *POSTER_ROLES))


class Poster(models.Model):
    """Where it hangs, for which unit, and until when it is good."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=draw_code)
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posters")
    place = models.CharField(max_length=80)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="posters")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = PosterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code
