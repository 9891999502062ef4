"""A policy in words: its terms, what differs between two versions, and the week of its hours as a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nuantu_hub.passes.interfaces.policy_forms import DAY_MIN, VEHICLE_WORDS, WEEKDAYS, write_spans
from nuantu_hub.seam.pass_policy import PolicyTerms, Spans
from nuantu_hub.site.dials import as_safe

ROW, LEFT, WIDE = 22, 44, 480


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that differs: what it is called, how it was, how it is."""

    name: str
    before: str
    after: str


def tell_hours(hours: tuple[Spans, ...]) -> list[tuple[str, str]]:
    """Days with equal hours together: the days in words, their stretches in words."""
    groups: list[tuple[int, int, Spans]] = []
    for number, spans in enumerate(hours):
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], number, spans)
        else:
            groups.append((number, number, spans))
    told = []
    for first, last, spans in groups:
        days = (_("每天") if (first, last) == (0, 6) else str(WEEKDAYS[first]) if first == last
                else _("%(first)s到%(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]})
        told.append((days, write_spans(spans).replace("-", "–") or _("不通行")))
    return told


def tell_vehicles(terms: PolicyTerms) -> str:
    """How one may come in."""
    return _("、").join(str(VEHICLE_WORDS[one]) for one in terms.vehicles)


def list_differences(before: PolicyTerms, after: PolicyTerms) -> list[Difference]:
    """What differs, term by term."""
    def say(terms: PolicyTerms) -> dict[str, str]:
        return {
            _("通行时间"): "；".join(f"{days} {spans}" for days, spans in tell_hours(terms.hours)),
            _("可以怎么进"): tell_vehicles(terms),
            _("限速"): _("%(n)d 公里/小时") % {"n": terms.speed_kmh},
            _("最多停留"): _("%(n)d 分钟") % {"n": terms.stay_max_min},
            _("手机"): _("只收能妥善保管密钥的") if terms.key_level_min else _("都可以"),
            _("其他约定"): pick_note(terms) or "—"}
    one, other = say(before), say(after)
    return [Difference(name, one[name], other[name]) for name in one if one[name] != other[name]]


def pick_note(terms: PolicyTerms) -> str:
    """The note in the reader's language, or the Chinese one."""
    chinese = (get_language() or "").startswith("zh")
    return terms.notes["zh"] if chinese else terms.notes["en"] or terms.notes["zh"]


def draw_week(hours: tuple[Spans, ...]) -> SafeString:
    """The week, a line a day, filled where passing is agreed."""
    rows = []
    for number, spans in enumerate(hours):
        y = number * ROW
        rows.append(f'<text x="0" y="{y + 14}">{escape(WEEKDAYS[number])}</text>'
                    f'<rect class="shut" x="{LEFT}" y="{y + 4}" width="{WIDE}" height="12" rx="3"/>')
        rows += [f'<rect class="open" x="{LEFT + start * WIDE / DAY_MIN:.1f}" y="{y + 4}" '
                 f'width="{(end - start) * WIDE / DAY_MIN:.1f}" height="12" rx="3"/>' for start, end in spans]
    marks = "".join(f'<text class="hour" x="{LEFT + hour * WIDE / 24:.0f}" y="{7 * ROW + 12}">{hour}</text>'
                    for hour in (0, 6, 12, 18, 24))
    words = "；".join(f"{days} {spans}" for days, spans in tell_hours(hours))
    return as_safe(f'<svg class="week-hours" viewBox="0 0 {LEFT + WIDE + 12} {7 * ROW + 18}" role="img" '
                   f'aria-label="{escape(words)}">{"".join(rows)}{marks}</svg>')
