"""What a door's event says, in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nuantu_hub.site.moments import say_duration
from nuantu_hub.stations.models import DoorEvent

register = template.Library()

NAMES: dict[str, Any] = {**dict(DoorEvent.Kind.choices), "lockout": _("键盘锁定"), "fire_over": _("消防解除")}

BY: dict[str, Any] = {"once": _("一次性的码"), "standing": _("常用钥匙"), "keeper": _("值守钥匙"),
                      "order": _("远程开门"), "inside": _("里面的把手"), "fire": _("消防"), "pass": _("速通码")}
WHY: dict[str, Any] = {
    "wrong": _("码不对"), "used": _("码用过了"), "expired": _("码过期了"), "revoked": _("已收回"), "full": _("坐满了"),
    "locked_out": _("键盘锁着"), "closed": _("没开放"), "unrecorded": _("存储满了"), "forced": _("没有开门而门开了"),
    "case": _("外壳被打开"), "sequence": _("记录对不上"), "crash": _("意外停过"), "stop": _("正常停过"),
    "first": _("第一次"), "stale": _("名单太旧")}


@register.filter
def event_name(event: Any) -> str:
    """What a door's event is called; one of a kind that the hub does not know yet keeps the door's own name."""
    return str(NAMES.get(event.kind) or event.kind)


@register.filter
def event_words(event: Any) -> str:
    """The details of an event of a door: how it opened, why it did not, for how long."""
    told: dict[str, Any] = event.detail
    said = [str(BY.get(told["by"], told["by"]))] if "by" in told else []
    said += [str(WHY.get(told[name], told[name])) for name in ("why", "after") if name in told]
    said += [say_duration(told[name]) for name in ("for_s", "open_s", "by_s") if name in told]
    if "over" in told:
        said.append(ngettext("多进了%(n)s人", "多进了%(n)s人", told["over"]) % {"n": told["over"]})
    if "mark" in told:
        said.append(f"{told['mark']} {told.get('value', '')}".strip())
    return "，".join(said) or "—"
