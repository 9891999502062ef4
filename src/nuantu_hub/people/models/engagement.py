"""For whom a person works: platform, partner company and station, from when until when."""

from __future__ import annotations

from django.db import models

from nuantu_hub.people.models.enterprise import Enterprise
from nuantu_hub.people.models.person import Person


class Engagement(models.Model):
    """Work for one platform. A person holds as many as there are platforms, and is still one person.

    ``platform`` is its name as it was told, ``enterprise`` its entry in the ledger where there is one.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="engagements")
    platform = models.CharField(max_length=60)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="engagements")
    partner = models.CharField(max_length=80, blank=True, default="")
    station = models.CharField(max_length=80, blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("person", "platform", condition=models.Q(until=None), name="one_open_engagement"),
        )

    def __str__(self) -> str:
        return self.platform
