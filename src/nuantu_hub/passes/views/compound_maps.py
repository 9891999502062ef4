"""The map editor of a compound: the draft, the plan below it, GeoJSON in and out, publishing."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.compound_maps import (
    find_draft,
    find_published,
    fit_plan,
    hand_in_plan,
    list_lacks,
    publish_map,
    save_draft,
    take_geojson,
)
from nuantu_hub.passes.domain.map_format import read_map
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.interfaces.compound_forms import MapFileForm, PlanForm
from nuantu_hub.passes.interfaces.compound_map_drawn import draw_map
from nuantu_hub.passes.interfaces.editor_words import tell_editor
from nuantu_hub.passes.models import Compound, CompoundMap
from nuantu_hub.passes.views.compounds import find_compound
from nuantu_hub.people.domain.files import open_file
from nuantu_hub.people.interfaces.carried import carry_out
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

MOST_BODY = 400_000


@never_cache
@guard("passes.see_compound", find=find_compound)
def compound_map(request: GuardedRequest, key: int) -> HttpResponse:
    """The editor for who looks after the compound; the published map for everybody else of its sides."""
    del key
    found: Compound = request.found
    drawn = find_published(found)
    context = {"compound": found, "drawn": drawn, "map": draw_map(drawn.text) if drawn else "",
               "versions": CompoundMap.objects.filter(compound=found, version__gt=0).select_related("by")[:20]}
    if not request.user.has_perm("passes.tend_compound", found):
        return render(request, "passes/compound_map.html", context)
    draft = find_draft(found)
    return render(request, "passes/compound_map_edit.html", context | {
        "draft": draft, "editor": _tell_draft(found, draft), "words": tell_editor(), "plan_form": PlanForm(),
        "file_form": MapFileForm(), "lacks": list_lacks(found, read_map(draft.text))})


def _tell_draft(found: Compound, draft: CompoundMap) -> dict[str, Any]:
    """What the editor's script begins with."""
    return {"lacks": _tell_lacks(found, draft), "map": json.loads(draft.text), "changes": draft.changes,
            "place": [found.lon_deg, found.lat_deg],
            "gates": [[one.number_id, one.place.name] for one in found.gates.in_use().select_related("place")],
            "plan": reverse("passes:compound_plan_picture", args=[found.pk]) if draft.plan_id else "",
            "fit": draft.plan_fit, "save": reverse("passes:compound_map_save", args=[found.pk]),
            "fitting": reverse("passes:compound_plan_fit", args=[found.pk])}


@guard("passes.tend_compound", find=find_compound)
@require_POST
def save_map(request: GuardedRequest, key: int) -> JsonResponse:
    """Keep what was drawn, and say what is still lacking."""
    del key
    found: Compound = request.found
    try:
        told = _read_body(request)
        draft = save_draft(by=request.user, compound=found, text=json.dumps(told.get("map")),
                           changes=told["changes"] if isinstance(told.get("changes"), int) else None)
    except Refused as refusal:
        return JsonResponse({"what": str(refusal)}, status=refusal.status)
    return JsonResponse({"changes": draft.changes, "lacks": _tell_lacks(found, draft)})


def _tell_lacks(found: Compound, draft: CompoundMap) -> list[dict[str, Any]]:
    return [{"key": one.key, "words": one.words, "stops": one.stops}
            for one in list_lacks(found, read_map(draft.text))]


def _read_body(request: GuardedRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BODY:
        raise PassRefused(_("地图文件太大"), _("不超过 300 KB；删去不需要的细节"))
    try:
        told = json.loads(request.body)
    except ValueError as fault:
        raise PassRefused(_("没有读懂"), _("重新打开这一页再试")) from fault
    if not isinstance(told, dict):
        raise PassRefused(_("没有读懂"), _("重新打开这一页再试"))
    return told


@guard("passes.tend_compound", find=find_compound)
@require_POST
def fit(request: GuardedRequest, key: int) -> JsonResponse:
    """Say where two points of the plan lie."""
    del key
    try:
        told = _read_body(request)
        points = [[float(part) for part in one] for one in told.get("points", ())]
        draft = fit_plan(by=request.user, compound=request.found, points=points, shape=float(told.get("shape", 0)))
    except Refused as refusal:
        return JsonResponse({"what": str(refusal)}, status=refusal.status)
    except (TypeError, ValueError):
        return JsonResponse({"what": _("没有读懂；重新打开这一页再试")}, status=422)
    return JsonResponse({"fit": draft.plan_fit})


@guard("passes.tend_compound", find=find_compound)
@require_POST
def publish(request: GuardedRequest, key: int) -> HttpResponse:
    """Make the draft the map that phones get."""
    try:
        made = publish_map(by=request.user, compound=request.found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已发布第 %(n)d 版") % {"n": made.version})
    return redirect("passes:compound_map", key)


@guard("passes.tend_compound", find=find_compound)
@require_POST
def upload(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a plan to draw over, or a GeoJSON file (``what=map``)."""
    found: Compound = request.found
    by_map = request.POST.get("what") == "map"
    form: Any = (MapFileForm if by_map else PlanForm)(request.POST, request.FILES)
    if by_map:
        done: Any = carry_out(form, lambda told: take_geojson(by=request.user, compound=found,
                                                              body=told["file"].read()))
    else:
        done = carry_out(form, lambda told: hand_in_plan(by=request.user, compound=found, upload=told["file"]))
    if done is None:
        messages.error(request, " ".join(str(one) for faults in form.errors.values() for one in faults))
    else:
        messages.success(request, _("已导入，核对以后发布") if by_map else _("平面图已上传，接着定两个已知点"))
    return redirect("passes:compound_map", key)


@guard("passes.tend_compound", find=find_compound)
def picture(request: GuardedRequest, key: int) -> HttpResponse:
    """The plan below the drawing."""
    del key
    plan = find_draft(request.found).plan
    if plan is None:
        raise Http404
    return HttpResponse(open_file(by=request.user, file=plan), content_type=plan.kind,
                        headers={"Cache-Control": "private, max-age=600", "X-Content-Type-Options": "nosniff"})


@guard("passes.see_compound", find=find_compound)
def map_file(request: GuardedRequest, key: int) -> HttpResponse:
    """The draft, or the published map for who does not draw, as a file."""
    del key
    found: Compound = request.found
    drawn = find_draft(found) if request.user.has_perm("passes.tend_compound", found) else find_published(found)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn.text, content_type="application/geo+json", headers={
        "Content-Disposition": f'attachment; filename="compound-{found.pk}.geojson"'})
