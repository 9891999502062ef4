"""What a door told: that it opened, refused, that somebody went in or out. Never who."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.stations.models.door import Door


class DoorEvent(models.Model):
    """One event of a door's own log, taken over once.

    ``seq`` counts without gaps at the door; where a number never came, a row of kind MISSING without a number stands
    for it, ``detail`` saying from which to which. ``event`` is the door's own name for it. ``at`` is the moment by the
    door's clock, or the moment it was received where that clock cannot be right (``clock_off``). ``detail`` holds
    nothing but the words and figures that ``domain/door_words.py`` lets through.
    """

    class Kind(models.TextChoices):
        """What happened. A door may tell kinds that the hub does not know yet; they are kept by their own name."""

        OPENED = "opened", _("门开了")
        REFUSED = "refused", _("没有开门")
        ENTERED = "entered", _("有人进")
        LEFT = "left", _("有人出")
        HELD_OPEN = "held_open", _("门一直开着")
        TAILGATING = "tailgating", _("一次开门进了多人")
        TAMPER = "tamper", _("设备被撬动")
        CONTACT_OPEN = "contact_open", _("门扇打开")
        CONTACT_CLOSED = "contact_closed", _("门扇关上")
        CLOCK_JUMP = "clock_jump", _("时钟跳动")
        STARTED = "started", _("设备启动")
        TELEMETRY = "telemetry", _("设备读数")
        HELP = "help", _("按了求助")
        LOCKOUT = "lockout", _("键盘锁定")
        FIRE_OVER = "fire_over", _("消防开门结束")
        COUNTED = "counted", _("有人数过")
        MISSING = "missing", _("记录缺失")

    door = models.ForeignKey(Door, models.PROTECT, related_name="events")
    seq = models.BigIntegerField(null=True)
    event = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    clock_off = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "seq"], name="one_event_a_number")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["door", "at"], name="events_of_a_door_by_time")]

    def __str__(self) -> str:
        return f"{self.door_id} {self.seq} {self.kind}"
