"""Opening hours as people write them: ``Mo-Fr 07:00-22:00; PH off`` as 周一至周五 07:00–22:00；节假日不开."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.moments import WEEKDAYS

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = rf"(?:PH|{_DAY}(?:-{_DAY})?)(?:,(?:PH|{_DAY}(?:-{_DAY})?))*"
_TIMES = r"\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*|off|24/7"
_RULE = re.compile(rf"(?:({_DAYS})\s+)?({_TIMES})")
EVERY_DAY: Final = gettext_lazy("每天")


def say_hours(hours: str) -> str:
    """Hours in words; as they are written where they say more than days and times."""
    told = []
    for rule in hours.replace(", ", ",").split(";"):
        found = _RULE.fullmatch(rule.strip())
        if found is None:
            return hours
        told.append(_say_rule(found[1], found[2]))
    return _("；").join(told)


def _say_rule(days: str | None, times: str) -> str:
    if times == "24/7":
        return _("24小时开放")
    when = _("不开") if times == "off" else times.replace("-", "–").replace(",", " ")
    if days is None:
        return when
    parts = days.split(",")
    if "Mo-Su" in parts:  # every day, holidays with them
        parts = ["Mo-Su"]
    return f"{_('、').join(_say_part(part) for part in parts)} {when}"


def _say_part(part: str) -> str:
    if part == "PH":
        return _("节假日")
    if part == "Mo-Su":
        return str(EVERY_DAY)
    names = [str(WEEKDAYS[DAYS.index(day)]) for day in part.split("-")]
    return names[0] if len(names) == 1 else _("%(first)s至%(last)s") % {"first": names[0], "last": names[1]}
