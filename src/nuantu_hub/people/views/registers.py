"""Registers handed in as files: tried row by row, taken over, and their bad rows handed back."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.identity import veil_name
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.domain.register_import import (
    count_fates,
    hand_in_register,
    start_taking,
    write_bad_rows,
    write_template,
)
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.membership_forms import TAKING, RegisterForm
from nuantu_hub.people.models import BulkImport, ImportRow
from nuantu_hub.people.permissions import MEMBER_ROLES, units_of
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_register(request: GuardedRequest, key: int) -> BulkImport:
    """The register that the address names."""
    del request
    return get_object_or_404(BulkImport.objects.select_related("unit", "by"), pk=key)


def _download(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@guard("people.import_members")
@never_cache
def registers(request: GuardedRequest) -> HttpResponse:
    """Registers of the own branch, and the form for another one."""
    units = units_of(request.user, *MEMBER_ROLES).filter(closed_on=None, kind__in=TAKING)
    form = RegisterForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST":
        made = carry_out(form, lambda told: hand_in_register(
            by=request.user, unit=told["unit"], file_name=told["file"].name, body=told["file"].read(),
            token=told["token"]))
        if made is not None:
            return redirect("people:register", made.pk)
    listed = BulkImport.objects.visible_to(request.user).select_related("unit", "by").defer("body").order_by("-pk")
    page = Paginator(listed, SHOWN).get_page(request.GET.get("page"))
    return render(request, "people/registers.html", {"page": page, "form": form}, status=status_of(form))


@guard("people.import_members", find=find_register)
@never_cache
def register(request: GuardedRequest, key: int) -> HttpResponse:
    """One register: how far it is, what comes of its rows, and the bad ones by line, field, what and fix."""
    one: BulkImport = request.found
    del key
    fate = request.GET.get("fate", ImportRow.Fate.BAD)
    fate = fate if fate in ImportRow.Fate.values else ImportRow.Fate.BAD
    counts = count_fates(one)
    page = Paginator(one.lines.filter(fate=fate).order_by("line"), SHOWN).get_page(request.GET.get("page"))
    rows = [{"row": row, "name": veil_name(json.loads(row.cells).get("name", ""))} for row in page.object_list]
    return render(request, "people/register.html", {
        "register": one, "page": page, "rows": rows, "fate": fate, "counts": counts,
        "filters": [(value, ImportRow.Fate(value).label, counts[value]) for value in ImportRow.Fate.values],
        "running": one.state in (BulkImport.State.TRYING, BulkImport.State.TAKING),
        "good": counts["new"] + counts["filled"],
    })


@guard("people.import_members", find=find_register)
@never_cache
def register_progress(request: GuardedRequest, key: int) -> HttpResponse:
    """How far a register is, for the page that waits; the whole page is loaded anew when it is done."""
    one: BulkImport = request.found
    del key
    response = render(request, "people/register_progress.html", {
        "register": one, "running": one.state in (BulkImport.State.TRYING, BulkImport.State.TAKING)})
    if one.state not in (BulkImport.State.TRYING, BulkImport.State.TAKING):
        response.headers["HX-Refresh"] = "true"
    return response


@guard("people.import_members", find=find_register)
@require_POST
def take(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a tried register over."""
    start_taking(by=request.user, register=request.found)
    messages.info(request, _("已开始写入，可以离开这一页"))
    return redirect("people:register", key)


@guard("people.import_members", find=find_register)
@require_POST
def bad_rows(request: GuardedRequest, key: int) -> HttpResponse:
    """The bad rows as a table to mend; reading them is written down."""
    record_reading(request.user, request.found, "bad rows")
    return _download(write_bad_rows(request.found), f"bad-rows-{key}.csv")


@guard("people.import_members")
def template(request: GuardedRequest) -> HttpResponse:
    """An empty register."""
    del request
    return _download(write_template(), "members-template.csv")
