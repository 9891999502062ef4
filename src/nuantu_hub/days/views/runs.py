"""Staff's pages of runs: the list, the replay with its slices, a decision explained."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nuantu_hub.days.interfaces.flow import draw_flow, draw_hours
from nuantu_hub.days.interfaces.payslip import list_rivals
from nuantu_hub.days.interfaces.picture import (
    draw_alerts,
    draw_choice,
    draw_ground,
    draw_moment,
    draw_names,
    frame_window,
)
from nuantu_hub.days.interfaces.verdicts import SHOWN, chart_pay, count_broken, list_verdicts
from nuantu_hub.days.models import Run
from nuantu_hub.days.views.clause import find_run
from nuantu_hub.days.views.own import ROWS
from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.guards import guard

NOON_S = 12 * 3600 + 18 * 60


@guard("days.see_runs")
def runs(request: HttpRequest) -> HttpResponse:
    """Replayed days, the newest first."""
    rows = Run.objects.visible_to(request.user).select_related("unit")
    return render(request, "days/runs.html", {"page": Paginator(rows, ROWS).get_page(request.GET.get("page"))})


def read_time(request: HttpRequest, view: RunView) -> int:
    """The second of the day that the address asks for, else shortly after noon, or the middle of a shorter day."""
    t = view.read_clock(request.GET.get("at", ""))
    if t is None:
        t = NOON_S if view.end > NOON_S else view.end // 2
    return min(t, view.end - 1)


def choose_order(view: RunView, cut: Mapping[str, Any], t: int) -> str | None:
    """The order that is explained first: the latest decision of the slice that a clause kept somebody from."""
    made: list[str] = [order for order, at_s, _worker in cut["decisions"] if at_s <= t][-12:]
    for order in reversed(made):
        story = view.order(order)
        if story is not None and any(option[2] == "blocked" for option in story["opt"]):
            return order
    return made[-1] if made else None


@guard("days.see_runs", find=find_run)
def replay(request: HttpRequest, run_id: str) -> HttpResponse:
    """The day at a moment: map, flow, verdicts, pay, and one decision explained."""
    del run_id
    run: Run = request.found  # type: ignore[attr-defined]
    view = run.view
    asked = request.GET.get("order", "")
    story = view.order(asked) if asked else None
    if asked and story is None:
        raise Http404
    t = read_time(request, view)
    if story is not None and "at" not in request.GET:
        t = min(story["at"][0] if story["opt"] else story["facts"]["placed"], view.end - 1)
    cut = view.slice(view.slice_number(t))
    assert cut is not None  # every second of the day lies in a slice
    order_id = asked or choose_order(view, cut, t)
    story = view.order(order_id) if order_id else None
    window = frame_window(view.facts["size"], story, whole=request.GET.get("view") == "city")
    rows = list_verdicts(view, cut["acted"], t)
    placed = cut["placed"] + sum(cut["from"] <= row[1] <= t for row in cut["orders"])
    chinese = (get_language() or "").startswith("zh")
    return render(request, "days/replay.html", {
        "run": run, "view": view, "t": t, "clock": view.clock(t), "window": window, "ground": draw_ground(view),
        "names": draw_names(view, chinese, window.width * 0.017), "alerts": draw_alerts(view, t),
        "moment": draw_moment(view, cut, t, window), "choice": draw_choice(story, window) if story else "",
        "alerts_now": list({alert["say"][0]: alert["say"] for alert in view.alerts_at(t)}.values()),
        "flow": draw_flow(view, t, _("每十分钟下单数、在岗人数和预警")), "hours": draw_hours(view), "placed": placed,
        "first": rows[:SHOWN], "rest": rows[SHOWN:], "broken": count_broken(rows), "pay": chart_pay(view),
        "earlier": view.clock(max(0, t - 600)), "later": view.clock(min(view.end - 1, t + 600)),
        "data": _list_data(run, view, t, order_id), **(_explain(order_id, story) if story and order_id else {})})


def _list_data(run: Run, view: RunView, t: int, order_id: str | None) -> dict[str, Any]:
    """What the script of the page needs to begin; everything else it fetches."""
    facts = view.facts
    return {
        "t": t, "end": view.end, "slice": facts["slice_s"], "ring": facts["ring_s"], "size": facts["size"],
        "unit": facts["unit_m"], "order": order_id, "placed": facts["flow"]["placed"],
        "alerts": [[alert["from"], alert["to"], alert["path"], alert["say"]] for alert in facts["alerts"]],
        "breaches": [[row[0], row[1], row[3]] for row in facts["breaches"] if row[2] == "violated"],
        "slices": reverse("days:slice", args=[run.pk, 0]).removesuffix("0.json"),
        "orders": reverse("days:decision", args=[run.pk, "-"]).removesuffix("-/"),
        "words": {"play": _("播放"), "pause": _("暂停"), "placed": _("已下 %(n)s 单"), "way": _("%(n)s 单在途"),
                  "on": _("在岗 %(n)s 人"), "failed": _("取不到这一段：检查网络，再试一次"),
                  "kept": _("截至 %(at)s 没有违反"), "broken": _("截至 %(at)s 有 %(n)s 处违反")}}


def _explain(order_id: str, story: Mapping[str, Any]) -> dict[str, Any]:
    return {"order_id": order_id, "story": story, "facts": story["facts"], "rivals": list_rivals(story, own=False)}


@guard("days.see_runs", find=find_run)
def cut_slice(request: HttpRequest, run_id: str, number: int) -> HttpResponse:
    """Ten minutes of the day as JSON, sent as it was prepared where the browser takes it so."""
    del run_id
    run: Run = request.found  # type: ignore[attr-defined]
    packed = run.view.lookup.find_packed("slice", str(number))
    if packed is None:
        raise Http404
    deflated = "deflate" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(packed if deflated else zlib.decompress(packed), content_type="application/json")
    if deflated:
        answer["Content-Encoding"] = "deflate"
    answer["Vary"] = "Accept-Encoding, Cookie"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@guard("days.see_runs", find=find_run)
def decision(request: HttpRequest, run_id: str, order_id: str) -> HttpResponse:
    """One decision: the panel alone for the page's script, else the replay at that moment."""
    run: Run = request.found  # type: ignore[attr-defined]
    story = run.view.order(order_id)
    if story is None:
        raise Http404
    if "fragment" not in request.GET:
        return redirect(f"{reverse('days:replay', args=[run_id])}?order={order_id}")
    answer = render(request, "days/decision.html", {"run": run, "view": run.view,
                                                    **_explain(order_id, story)})
    answer["Cache-Control"] = "private, max-age=600"
    return answer
