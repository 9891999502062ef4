"""Pages of reach: for staff by branch and month, for everybody what may be published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.domain.publication import LEAST, Published, publish_reach
from nuantu_hub.people.domain.rates import Reach, measure_reach
from nuantu_hub.people.domain.trends import Point, judge_growth, list_month_ends, trace_flow, trace_reach
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.reach_charts import Tile, chart_members, draw_multiple, draw_tiles
from nuantu_hub.people.models import Unit
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.people.views.units import find_unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.site.moments import say_day

#: Parts of a unit that have figures of their own: places, not enterprises.
PARTS = (Unit.Kind.PROVINCE, Unit.Kind.CITY, Unit.Kind.DISTRICT, Unit.Kind.STREET)
MOST_PARTS = 50


def find_own_unit(request: GuardedRequest) -> Unit:
    """The highest unit in which the account has a post. Raises Http404 for who has none."""
    posts = list_posts(request.user).select_related("unit")
    found = min((post.unit for post in posts), key=lambda unit: (len(unit.path), unit.path), default=None)
    if found is None:
        raise Http404
    return found


def list_parts(unit: Unit) -> list[Unit]:
    """The places directly below a unit."""
    below = unit.children.filter(kind__in=PARTS, closed_on=None).order_by("place_code", "path")
    return list(below[:MOST_PARTS])


@guard("people.see_rates", find=find_own_unit)
def show_own_rates(request: GuardedRequest) -> HttpResponse:
    """The figures of one's own unit."""
    return _show(request, request.found)


@guard("people.see_rates", find=find_unit)
def show_rates(request: GuardedRequest, key: int) -> HttpResponse:
    """The figures of a unit."""
    del key
    return _show(request, request.found)


@open_to_all
def show_figures(request: HttpRequest) -> HttpResponse:
    """What everybody may know."""
    day = localdate(now())
    city = find_publisher()
    shown: dict[str, Any] = {"city": city, "day": day, "least": LEAST, "demo": is_demo()}
    if city is not None:
        parts = list_parts(city)
        whole, *rows = measure_reach([city, *parts], day)
        published = publish_reach(rows, total=whole.joining.over)
        points = trace_reach([city], list_month_ends(day))[city.pk]
        shown |= {"whole": publish_reach([whole], total=0)[0], "rows": published, "growth": judge_growth(points),
                  "tiles": draw_tiles([_tile_of(one) for one in published], _("各区入会率"))}
        if min(point.members for point in points) >= LEAST:
            shown["chart"] = chart_members(_hide_flow(points), _say_change(points))
    return render(request, "people/figures.html", shown)


def find_publisher() -> Unit | None:
    """The unit whose figures are published: the highest one that has districts."""
    held = Unit.objects.filter(children__kind=Unit.Kind.DISTRICT, closed_on=None).distinct()
    return min(held, key=lambda unit: (len(unit.path), unit.path), default=None)


def measure_branch(unit: Unit) -> dict[str, Any]:
    """What the page and the side of "today" show of a unit's branch."""
    day = localdate(now())
    parts = list_parts(unit)
    whole, *rows = measure_reach([unit, *parts], day)
    return {"unit": unit, "day": day, "whole": whole, "rows": rows,
            "tiles": draw_tiles([_own_tile(one) for one in rows], _("各处入会率")) if rows else ""}


def _show(request: GuardedRequest, unit: Unit) -> HttpResponse:
    shown = measure_branch(unit)
    days = list_month_ends(shown["day"])
    parts = [row.unit for row in shown["rows"]]
    traced = trace_reach([unit, *parts], days)
    points = [replace(point, came=came, went=went)
              for point, (came, went) in zip(traced[unit.pk], trace_flow(unit, days), strict=True)]
    most = max((point.members for part in parts for point in traced[part.pk]), default=1)
    shown |= {
        "growth": judge_growth(points), "chart": chart_members(points, _say_change(points)),
        "multiples": [(row, traced[row.unit.pk][-1], judge_growth(traced[row.unit.pk]), draw_multiple(
            traced[row.unit.pk], most=most or 1, named=_say_change(traced[row.unit.pk]))) for row in shown["rows"]],
        "may_record": request.user.has_perm("people.record_headcounts", unit),
        "uncovered": [row for row in shown["rows"] if row.joining.of is None],
    }
    return render(request, "people/rates.html", shown)


def _say_change(points: list[Point]) -> str:
    return _("会员从%(from)s的%(before)s人到%(to)s的%(after)s人") % {
        "from": say_day(points[0].day, year=True), "before": points[0].members,
        "to": say_day(points[-1].day, year=True), "after": points[-1].members}


def _own_tile(row: Reach) -> Tile:
    percent = row.joining.percent
    words = _("缺基数") if percent is None else f"{percent}%"
    return Tile(row.unit, None if percent is None else float(percent), words,
                reverse("people:rates_of", args=[row.unit.pk]))


def _tile_of(row: Published) -> Tile:
    if row.held_back:
        words = _("不公布")
    elif row.percent is None:
        words = _("缺基数") if row.reach.joining.of is None else _("不公布")
    else:
        words = f"{row.percent}%"
    return Tile(row.reach.unit, row.percent, words)


def _hide_flow(points: list[Point]) -> list[Point]:
    return [replace(point, came=0, went=0) for point in points]
