"""Lists of stations handed in as files: tried row by row, taken over, and what came of each row."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.station_import import count_fates, hand_in_stations, take_stations, write_report
from nuantu_hub.stations.domain.station_rows import HEADINGS, write_template
from nuantu_hub.stations.interfaces.list_form import ListForm
from nuantu_hub.stations.models import StationImport, StationImportRow

SHOWN = 50
Fate = StationImportRow.Fate
#: Unions that stations belong to.
KEEPING = (Unit.Kind.CITY, Unit.Kind.DISTRICT, Unit.Kind.STREET)


def find_list(request: GuardedRequest, key: int) -> StationImport:
    """The list that the address names."""
    del request
    return get_object_or_404(StationImport.objects.select_related("unit", "by"), pk=key)


def _download(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@guard("stations.change")
@never_cache
def station_lists(request: GuardedRequest) -> HttpResponse:
    """Lists of the own branch, and the form for another one."""
    units = units_of(request.user, Post.Role.OFFICER).filter(closed_on=None, kind__in=KEEPING)
    form = ListForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST":
        made = carry_out(form, lambda told: hand_in_stations(
            by=request.user, unit=told["unit"], file_name=told["file"].name, body=told["file"].read(),
            token=told["token"]))
        if made is not None:
            return redirect("stations:list", made.pk)
    listed = StationImport.objects.visible_to(request.user).select_related("unit", "by").annotate(rows=Count("lines"))
    page = Paginator(listed.order_by("-pk"), SHOWN).get_page(request.GET.get("page"))
    return render(request, "stations/station_lists.html", {"page": page, "form": form}, status=status_of(form))


@guard("stations.change", find=find_list)
@never_cache
def station_list(request: GuardedRequest, key: int) -> HttpResponse:
    """One list: what comes of its rows, the bad ones first by line, column, what and fix."""
    one: StationImport = request.found
    del key
    counts = count_fates(one)
    fate = request.GET.get("fate", "")
    if fate not in Fate.values:
        fate = next((value for value in (Fate.BAD, *Fate.values) if counts.get(value)), Fate.BAD)
    page = Paginator(one.lines.filter(fate=fate).select_related("station"), SHOWN).get_page(request.GET.get("page"))
    return render(request, "stations/station_list.html", {
        "list": one, "page": page, "fate": fate, "counts": counts,
        "rows": [(row, "、".join(HEADINGS.get(name, name) for name in row.changes)) for row in page],
        "filters": [(value, Fate(value).label, counts.get(value, 0)) for value in Fate.values],
        "good": sum(counts.get(value, 0) for value in (Fate.NEW, Fate.MOVED, Fate.CHANGED))})


@guard("stations.change", find=find_list)
@require_POST
def take(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a tried list over."""
    made = take_stations(by=request.user, station_import=request.found)
    counts = count_fates(made)
    good = sum(counts.get(value, 0) for value in (Fate.NEW, Fate.MOVED, Fate.CHANGED))
    messages.success(request, _("写入了 %(good)s 行；没有写入的 %(bad)s 行列在下面") % {
        "good": good, "bad": counts.get(Fate.BAD, 0)})
    return redirect("stations:list", key)


@guard("stations.change", find=find_list)
def report(request: GuardedRequest, key: int) -> HttpResponse:
    """What came of every row, as a table."""
    return _download(write_report(request.found), f"stations-{key}.csv")


@guard("stations.change")
def template(request: GuardedRequest) -> HttpResponse:
    """An empty list."""
    del request
    return _download(write_template(), "stations-template.csv")
