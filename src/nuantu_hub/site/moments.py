"""Times, lengths of time and amounts as people read them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WEEKDAYS: Final = (gettext_lazy("周一"), gettext_lazy("周二"), gettext_lazy("周三"), gettext_lazy("周四"),
                   gettext_lazy("周五"), gettext_lazy("周六"), gettext_lazy("周日"))
MONTHS: Final = (gettext_lazy("1月"), gettext_lazy("2月"), gettext_lazy("3月"), gettext_lazy("4月"),
                 gettext_lazy("5月"), gettext_lazy("6月"), gettext_lazy("7月"), gettext_lazy("8月"),
                 gettext_lazy("9月"), gettext_lazy("10月"), gettext_lazy("11月"), gettext_lazy("12月"))
MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


def say_money(amount_minor: int | None, currency: str = "CNY") -> str:
    """An amount in minor units as ¥27.70; a dash where there is none."""
    if amount_minor is None:
        return "—"
    sign = "−" if amount_minor < 0 else ""
    mark = {"CNY": "¥"}.get(currency, f"{currency} ")
    return f"{sign}{mark}{abs(amount_minor) // 100:,}.{abs(amount_minor) % 100:02d}"


def say_duration(length_s: float | None) -> str:
    """A length of time in seconds as 7小时42分, 25分 or 40秒; a dash where there is none."""
    if length_s is None:
        return "—"
    whole = round(length_s)
    sign = "−" if whole < 0 else ""
    whole = abs(whole)
    if whole < MINUTE_S:
        return sign + _("%(seconds)d秒") % {"seconds": whole}
    hours, minutes = divmod(whole // MINUTE_S, 60)
    if not hours:
        return sign + _("%(minutes)d分") % {"minutes": minutes}
    if not minutes:
        return sign + _("%(hours)d小时") % {"hours": hours}
    return sign + _("%(hours)d小时%(minutes)02d分") % {"hours": hours, "minutes": minutes}


def say_left(length_s: float) -> str:
    """How long is left, as short as it may be said: 23分, 3小时55分, 2天."""
    if abs(length_s) < DAY_S:
        return say_duration(length_s)
    days = int(abs(length_s) // DAY_S)
    return ("−" if length_s < 0 else "") + ngettext("%(days)d天", "%(days)d天", days) % {"days": days}


def to_local(moment: datetime | date) -> datetime | date:
    """A moment on the clock of the hub's time zone; a date stays as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def say_day(moment: datetime | date | None, *, year: bool = False) -> str:
    """A day as 11月21日, or with its year as 2026年11月21日; a dash where there is none."""
    if moment is None:
        return "—"
    local = to_local(moment)
    words = {"month": MONTHS[local.month - 1], "day": local.day, "year": local.year}
    return (_("%(year)d年%(month)s%(day)d日") if year else _("%(month)s%(day)d日")) % words


def say_weekday(moment: datetime | date | None) -> str:
    """A day with its weekday: 11月21日 周六."""
    if moment is None:
        return "—"
    local = to_local(moment)
    return _("%(day)s %(weekday)s") % {"day": say_day(local), "weekday": WEEKDAYS[local.weekday()]}


def say_moment(moment: datetime | date | None) -> str:
    """A moment as 11月21日 周六 14:05; a date without a time of day as 11月21日 周六."""
    if moment is None:
        return "—"
    local = to_local(moment)
    day = say_weekday(local)
    return f"{day} {local:%H:%M}" if isinstance(local, datetime) else day


def say_clock(moment: datetime | None) -> str:
    """The time of day as 14:05; a dash where there is none."""
    return "—" if moment is None else f"{to_local(moment):%H:%M}"
