"""What passes earned, for everybody: the page, and the table from which its figures can be computed again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nuantu_hub.passes.domain.earnings import LEAST_USES, measure_earned
from nuantu_hub.passes.interfaces.earned_charts import draw_weeks, list_compounds
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all


@open_to_all
def show_earned(request: HttpRequest) -> HttpResponse:
    """Entries by code, minutes saved, compounds covered."""
    earned = measure_earned(now())
    return render(request, "passes/earned.html", {
        "earned": earned, "uses": f"{earned.uses:,}", "saved": f"{earned.saved_min:,.0f}",
        "demo": is_demo(), "least": LEAST_USES, "weeks": draw_weeks(earned),
        "compounds": list_compounds(earned)})


@open_to_all
def earned_table(request: HttpRequest) -> HttpResponse:
    """A line a compound and week; a week of few entries says so and tells no number."""
    del request
    heading = [_("小区"), _("工会"), _("周一"), _("凭码进门次数"), _("有码一次秒"), _("没有码一次秒"), _("省下分钟")]
    withheld = _("不到 %(least)d，不公布") % {"least": LEAST_USES}

    def write(value: float | int | None) -> str:
        return "" if value is None else f"{value:.1f}".removesuffix(".0")

    body = write_table(heading, (
        [line.compound, line.district, line.monday.isoformat(), withheld if line.uses is None else str(line.uses),
         write(line.with_pass_s), write(line.baseline_s), write(line.saved_min)]
        for line in measure_earned(now()).lines))
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="passes-earned.csv"'
    return answer
