"""The form in which a policy is proposed: hours as people write them, limits, vehicles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.people.interfaces.carried import MomentInput, TokenForm
from nuantu_hub.seam.pass_policy import VEHICLES, PolicyTerms, Spans
from nuantu_hub.site.clock import now

DAY_MIN = 1440
WEEKDAYS = tuple(map(gettext_lazy, ("周一", "周二", "周三", "周四", "周五", "周六", "周日")))
VEHICLE_WORDS = {"ebike": gettext_lazy("电动自行车"), "moped": gettext_lazy("电动摩托"),
                 "bicycle": gettext_lazy("自行车"), "foot": gettext_lazy("走路"), "car": gettext_lazy("汽车")}
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~到至]\s*(\d{1,2})[:：](\d{2})")
_BETWEEN = re.compile(r"[\s,，、;；]*")


def read_spans(text: str) -> Spans:
    """Stretches of minutes from words such as ``06:00-09:30, 11:00-23:00``; empty for a day without passing.

    Raises forms.ValidationError for what is no such words.
    """
    spans: list[tuple[int, int]] = []
    rest = text.strip()
    if rest in ("", "-", "—", "无", "不通行", "none"):
        return ()
    while rest:
        found = _SPAN.match(rest)
        if found is None:
            raise forms.ValidationError(_("写成 06:00-23:00，几段用逗号隔开"))
        a, b, c, d = map(int, found.groups())
        start, end = a * 60 + b, c * 60 + d
        if b > 59 or d > 59 or not (spans[-1][1] if spans else 0) <= start < end <= DAY_MIN:
            raise forms.ValidationError(_("时间要从早到晚，到 24:00 为止"))
        spans.append((start, end))
        rest = rest[found.end():]
        rest = rest[_BETWEEN.match(rest).end():]  # type: ignore[union-attr]  # the pattern takes an empty text too
    return tuple(spans)


def write_spans(spans: Sequence[Sequence[int]]) -> str:
    """The same as words; empty where nobody may pass."""
    return ", ".join(f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}" for start, end in spans)


class PolicyForm(TokenForm):
    """What is proposed. ``workday`` and ``weekend`` hold for all days that have no words of their own."""

    workday = forms.CharField(label=gettext_lazy("周一到周五"), max_length=80, required=False, initial="06:00-23:00",
                              help_text=gettext_lazy("几段用逗号隔开：06:00-09:30, 11:00-23:00；空着就是不通行"))
    weekend = forms.CharField(label=gettext_lazy("周六周日"), max_length=80, required=False, initial="06:00-23:00")
    vehicles = forms.MultipleChoiceField(
        label=gettext_lazy("可以怎么进"), choices=[(one, VEHICLE_WORDS[one]) for one in VEHICLES],
        widget=forms.CheckboxSelectMultiple, initial=["ebike", "bicycle", "foot"])
    speed_kmh = forms.IntegerField(label=gettext_lazy("限速，公里/小时"), min_value=1, max_value=60, initial=15)
    stay_max_min = forms.IntegerField(label=gettext_lazy("最多停留，分钟"), min_value=1, max_value=DAY_MIN, initial=30)
    strong_keys = forms.BooleanField(
        label=gettext_lazy("只收能妥善保管密钥的手机"), required=False,
        help_text=gettext_lazy("更严；一部分骑手的手机会进不了门"))
    note_zh = forms.CharField(label=gettext_lazy("其他约定"), max_length=400, required=False,
                              widget=forms.Textarea({"lang": "zh-Hans"}),
                              help_text=gettext_lazy("例如：东侧路 16:00 到 18:00 接孩子，走西侧"))
    note_en = forms.CharField(label=gettext_lazy("其他约定的英文"), max_length=400, required=False,
                              widget=forms.Textarea)
    since = forms.DateTimeField(label=gettext_lazy("从什么时候起"), required=False, widget=MomentInput,
                                help_text=gettext_lazy("空着：四方都同意就生效"))
    why = forms.CharField(label=gettext_lazy("为什么这样改"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = forms.CharField(label=words, max_length=80, required=False)

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of days that differ."""
        return [self[f"day{number}"] for number in range(7)]

    def clean(self) -> dict[str, Any]:
        """Hours read, each fault beside its own field."""
        told = super().clean() or {}
        hours: list[Spans] = []
        for number in range(7):
            name = f"day{number}" if told.get(f"day{number}") else "workday" if number < 5 else "weekend"
            try:
                hours.append(read_spans(told.get(name, "")))
            except forms.ValidationError as fault:
                if name not in self.errors:
                    self.add_error(name, fault)
        if len(hours) == 7 and not any(hours):
            self.add_error("workday", _("一周里总要有能进的时间"))
        told["hours"] = tuple(hours)
        return told

    @property
    def terms(self) -> PolicyTerms:
        """The terms that are proposed; who agreed and when is written by the verb."""
        told = self.cleaned_data
        return PolicyTerms(told["hours"], tuple(told["vehicles"]), told["speed_kmh"], told["stay_max_min"],
                           localdate(now()), ("—",), int(told["strong_keys"]),
                           {"zh": told["note_zh"].strip(), "en": told["note_en"].strip()})

    @property
    def moment(self) -> datetime:
        """From when on."""
        since: datetime | None = self.cleaned_data["since"]
        return since or now()


def fill_form(terms: PolicyTerms) -> dict[str, Any]:
    """What the form shows first: what holds now."""
    work, end = terms.hours[0], terms.hours[5]
    told: dict[str, Any] = {
        "workday": write_spans(work), "weekend": write_spans(end), "vehicles": list(terms.vehicles),
        "speed_kmh": terms.speed_kmh, "stay_max_min": terms.stay_max_min, "strong_keys": bool(terms.key_level_min),
        "note_zh": terms.notes["zh"], "note_en": terms.notes["en"]}
    for number, spans in enumerate(terms.hours):
        if spans != (work if number < 5 else end):
            told[f"day{number}"] = write_spans(spans) or "—"
    return told
