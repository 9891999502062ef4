"""The living page: every component in all its states, in both themes. Its figures are invented to show form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateInput,
    FileField,
    Form,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.charts import (
    Axis,
    Bar,
    Bin,
    Chart,
    Limit,
    Multiple,
    draw_bars,
    draw_columns,
    draw_distribution,
    draw_multiples,
)
from nuantu_hub.site.chips import CHAPTERS, STATES
from nuantu_hub.site.clause_sheet import ClauseSheet, Layer, Step, Term
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.site.icons import read_icons
from nuantu_hub.site.moments import say_clock
from nuantu_hub.site.ring import Break, DutyDay
from nuantu_hub.site.sides import Comparison, Side
from nuantu_hub.site.timeline import Mark, draw_timeline

COLOURS: Final = ("ground", "card", "sunk", "ink", "soft", "line", "worker", "pine", "slate", "kept", "watch", "broken",
                  "unknown")
MORNING: Final = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai


class SampleForm(Form):
    """One field of each kind."""

    name = CharField(label=gettext_lazy("姓名"), help_text=gettext_lazy("和身份证上一样。"))
    street = ChoiceField(label=gettext_lazy("街道"),
                         choices=[("a", gettext_lazy("望江街道")), ("b", gettext_lazy("南湖街道"))])
    since = DateField(label=gettext_lazy("从哪天起"), required=False, widget=DateInput(attrs={"type": "date"}))
    way = ChoiceField(label=gettext_lazy("怎么联系"), widget=RadioSelect,
                      choices=[("sms", gettext_lazy("短信")), ("call", gettext_lazy("电话"))])
    platforms = MultipleChoiceField(label=gettext_lazy("在哪些平台接单"), required=False,
                                    choices=[("a", gettext_lazy("青禾配送")), ("b", gettext_lazy("云雀出行"))])
    paper = FileField(label=gettext_lazy("材料"), required=False)
    why = CharField(label=gettext_lazy("说明"), widget=Textarea, required=False)
    agree = BooleanField(label=gettext_lazy("我同意工会用这个号码联系我"))


def sample_days() -> list[tuple[Any, DutyDay]]:
    """Duty rings in every state: at work, before the first order, at the reminder, past the stop, done, no limits."""
    breaks = (Break(6_000, 1_500, MORNING + timedelta(hours=2, minutes=20)),
              Break(17_600, 3_300, MORNING + timedelta(hours=6, minutes=10)))
    return [
        (gettext_lazy("接单中"), DutyDay(24_480, 28_800, 43_200, 21_460, 26, breaks, letter="A")),
        (gettext_lazy("还没开始"), DutyDay(0, 28_800, 43_200, 0, 0, letter="B")),
        (gettext_lazy("过了提醒"), DutyDay(31_200, 28_800, 43_200, 28_140, 35, breaks, letter="C")),
        (gettext_lazy("过了上限"), DutyDay(44_400, 28_800, 43_200, 102_190, 52, breaks, letter="D")),
        (gettext_lazy("已收工，没有约定上限"),
         DutyDay(15_000, None, None, 13_050, 17, breaks[:1], on_duty=False, letter="E")),
    ]


def sample_sides() -> Comparison:
    """Two positions on one clause."""
    return Comparison(
        Side(gettext_lazy("骑手方"), 1.5, "¥1.50"), Side(gettext_lazy("平台方"), 0.8, "¥0.80"), "¥0.70",
        gettext_lazy("/单"),
        rows=[(gettext_lazy("预警等级"), gettext_lazy("黄色及以上"), gettext_lazy("橙色及以上")),
              (gettext_lazy("每日封顶"), gettext_lazy("不封顶"), "¥12.00")],
        note=gettext_lazy("可以和节假日报酬叠加，双方一致"))


def sample_sheet() -> ClauseSheet:
    """A clause on a case, with all its parts."""
    return ClauseSheet(
        "P01", _("每小时报酬不低于下限"), "当日报酬除以工作时间，不得低于工作地小时最低工资。",
        _("示例协议第三条 · 应当 · 平台承担"), state="kept", standing="printed",
        terms=[Term(_("下限"), _("¥27.70/小时"), _("2025年9月1日 起")),
               Term(_("宽放"), _("10分"), _("2026年1月1日 起"))],
        steps=[Step(_("工作时间"), _("6.80 小时"), "6:48"), Step(_("不少于"), "6.80 × ¥27.70", "¥188.36"),
               Step(_("实得"), _("26 单"), "¥214.60")],
        total=(_("高出下限"), "¥26.24", "kept"),
        layers=[Layer(_("国家标准"), "¥174.51", 0.81), Layer(_("本协议"), "¥188.36", 0.88, chosen=True)],
        layers_note=_("协议多保 ¥13.85"))


def sample_charts() -> list[Chart]:
    """A chart of each kind."""
    week = [(f"{day}", count) for day, count in zip(range(14, 21), (6, 4, 13, 3, 7, 4, 8), strict=True)]
    said = _("一周违反 45 处，周一 13 处最多")
    columns = Chart(said, draw_columns([Bar(day, count, str(count), "broken" if day == "20" else "soft")
                                        for day, count in week], said), [_("日"), _("处")], week)
    counts = (2, 4, 0, 96, 150, 182, 171, 140, 98, 61, 30, 12, 5)
    said = _("6 人低于下限，今晚自动补差")
    bins = [Bin(22 + 2 * place, 24 + 2 * place, count, "broken" if place < 3 else "pine")
            for place, count in enumerate(counts)]
    spread = Chart(said, draw_distribution(
        bins, Axis(20, 50, [(24, "24"), (32, "32"), (40, "40"), (48, "48")]),
        [Limit(27.7, _("下限 ¥27.70")), Limit(33.1, _("中位 ¥33.10"), "watch")], said),
        [_("元/小时"), _("人")], [(f"{one.low:g}–{one.high:g}", f"{one.count:g}") for one in bins])
    stars = [Bar(_("五星"), 27, "27", "watch"), Bar(_("三星"), 261, "261", "watch"), Bar(_("一星"), 33, "33", "watch")]
    bars = Chart(_("三星驿站最多"), draw_bars(stars), [_("星级"), _("座")], [(one.label, one.words) for one in stars])
    lines = [Multiple(_("望江"), (31, 35, 38, 44, 52, 58), "58%"), Multiple(_("南湖"), (22, 24, 24, 29, 33, 36), "36%"),
             Multiple(_("东站"), (40, 41, 45, 47, 47, 49), "49%")]
    several = Chart(_("望江的入会率涨得最快"), draw_multiples(lines), [_("街道"), _("六个月前"), _("现在")],
                    [(one.name, f"{one.values[0]}%", one.words) for one in lines])
    return [columns, spread, bars, several]


def sample_timeline() -> Any:
    """A day with what was done and what is due."""
    marks = [Mark(MORNING + timedelta(minutes=minutes), words, tone) for minutes, words, tone in (
        (80, _("登记"), "kept"), (134, _("走访"), "kept"), (226, _("回访"), "kept"),
        (388, _("联系押金骑手"), "broken"), (600, _("书面答复"), "broken"), (750, _("检查驿站"), "watch"))]
    here = MORNING + timedelta(hours=6, minutes=5)
    return draw_timeline(marks, MORNING, MORNING + timedelta(hours=14), here,
                         _("%(clock)s：办完 3 件，还有 3 件到期") % {"clock": say_clock(here)})


@guard("people.be_staff")
def design(request: HttpRequest) -> HttpResponse:
    """Every component in all its states."""
    messages.success(request, _("已保存。"))
    messages.error(request, _("没有保存：日期比入会早。"))
    asked = SampleForm({"name": "", "street": "a", "way": "sms"})
    here = now()
    dues = [(here + timedelta(hours=left), here - timedelta(hours=gone))
            for left, gone in ((0.4, 2), (10, 14), (121, 48), (-30, 72))]
    return render(request, "site/design.html", {
        "themes": ("light", "dark"), "colours": COLOURS, "icons": read_icons(), "states": STATES, "chapters": CHAPTERS,
        "days": sample_days(), "comparison": sample_sides(), "sheet": sample_sheet(), "charts": sample_charts(),
        "line": sample_timeline(), "form": SampleForm(auto_id="empty_%s"), "wrong": asked, "dues": dues, "here": here,
        "page_obj": Paginator(range(130), 50).page(2),
        "weeks": [*["kept"] * 4, "", "kept", "broken", "kept", "unknown", "kept"],
    })


@guard("people.be_staff")
def design_sheet(request: HttpRequest) -> HttpResponse:
    """What a chip opens, as a sheet and as a page."""
    return render(request, "site/design_sheet.html", {"sheet": sample_sheet()})
